using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Tests.Engine;
using Iom.Workflows.Tests.Golden;

namespace Iom.Workflows.Tests.Regulations;

/// <summary>A route lived day by day: timers fall when the days come, whoever has an item answers it, forms are filled in.</summary>
internal sealed class LivedRoute
{
    private readonly PathwayRun run;

    private LivedRoute(ProcessPlan plan, Roster roster) => run = new PathwayRun(plan, roster);

    public PathwayState State => run.State;

    public DateOnly Today => run.Today;

    public IReadOnlyList<Effect> Facts => run.Facts;

    /// <summary>Slots that wait for somebody.</summary>
    public IEnumerable<string> Open => State.Items.Where(item => item.Status == ItemStatus.Open).Select(item => item.Slot).Distinct();

    public static LivedRoute Begun(ProcessPlan plan, int subject, string on = "2025-09-01", Roster? roster = null)
    {
        var life = new LivedRoute(plan, roster ?? GoldenTown.Roster);
        life.run.Now = Town.At(on + " 10:00");
        life.run.Start(subject, on);
        return life;
    }

    /// <summary>What the engine says to somebody's start.</summary>
    public static Decision Starting(ProcessPlan plan, int subject, Roster? roster = null) =>
        new PathwayRun(plan, roster ?? GoldenTown.Roster).Ask(new PathwayRun(plan, roster ?? GoldenTown.Roster).Starting(subject, "2025-09-01"));

    /// <summary>The day comes, and with it whatever was to happen until its noon.</summary>
    public LivedRoute On(string day)
    {
        var noon = Town.At(day + " 12:00");
        while (State.Items.Where(item => item.NextRungAt <= noon && item.Status is ItemStatus.Open or ItemStatus.Scheduled).MinBy(item => item.NextRungAt) is { } next)
        {
            run.Now = next.NextRungAt!.Value > run.Now ? next.NextRungAt.Value : run.Now;
            run.Let(new PathwayEvent.TimerFell(run.Now, next.Number, next.NextRung));
        }

        run.Now = noon;
        return this;
    }

    public ItemState Item(string slot) => run.Item(slot);

    public ImmutableArray<ItemState> Items(string slot) => [.. State.Items.Where(item => item.Slot == slot)];

    /// <summary>The first who may answers the first open item of a slot; must be accepted.</summary>
    public LivedRoute Answer(string slot, string outcome, params (string Field, string Value)[] data)
    {
        var item = State.Items.First(item => item.Slot == slot && item.Status == ItemStatus.Open);
        run.Let(Answered(item, item.Assignees[0], outcome, data));
        return this;
    }

    /// <summary>One of several answers his own item.</summary>
    public LivedRoute AnswerBy(int person, string slot, string outcome)
    {
        run.Let(Answered(State.Items.First(item => item.Slot == slot && item.Status == ItemStatus.Open && item.Assignees.Contains(person)), person, outcome, []));
        return this;
    }

    /// <summary>The same, and must be refused.</summary>
    public Refusal Refused(string slot, string outcome, string? comment, params (string Field, string Value)[] data)
    {
        var item = State.Items.First(item => item.Slot == slot && item.Status == ItemStatus.Open);
        return run.Ask(Answered(item, item.Assignees[0], outcome, data) with { Comment = comment }).Should().BeOfType<Decision.Refused>().Subject.Why;
    }

    public LivedRoute Fire(string trigger, int by, params (string Field, string Value)[] data)
    {
        run.Let(new PathwayEvent.Triggered(run.Now, by, trigger, Texts(data)));
        return this;
    }

    public string? Field(string key) => (State.Document.Fields.GetValueOrDefault(key) as FieldValue.Text)?.Value;

    private PathwayEvent.Answered Answered(ItemState item, int by, string outcome, (string Field, string Value)[] data)
    {
        var slot = run.Plan.SlotOf(State, item);
        var form = slot.Outcome(outcome)?.Sense == OutcomeSense.Negative
            ? PathwayDocument.Empty.Fields
            : SampleForm.Fill(slot, Today, item.Number, field => run.Roster.Candidates(field, State, Today));
        return new PathwayEvent.Answered(run.Now, by, item.Number, outcome, "Так решили.", form.SetItems(Texts(data)));
    }

    private static ImmutableSortedDictionary<string, FieldValue> Texts((string Field, string Value)[] data) =>
        data.ToImmutableSortedDictionary(pair => pair.Field, FieldValue (pair) => new FieldValue.Text(pair.Value), StringComparer.Ordinal);
}
