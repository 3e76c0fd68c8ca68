using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Tests.Engine;

/// <summary>One pathway on its way: its plan, the town, the clock, all facts so far.</summary>
internal sealed class PathwayRun(ProcessPlan plan, Roster? roster = null)
{
    private readonly List<Effect> facts = [];

    public ProcessPlan Plan { get; } = plan;

    public Roster Roster { get; set; } = roster ?? Town.Everybody;

    /// <summary>Monday, the first school day, 10:00 in Moscow.</summary>
    public DateTimeOffset Now { get; set; } = Town.At("2025-09-01 10:00");

    public PathwayState State { get; private set; } = PathwayState.NotStarted;

    public IReadOnlyList<Effect> Facts => facts;

    public static PathwayRun Begun(ProcessPlan plan, Roster? roster = null, int? years = null)
    {
        var run = new PathwayRun(plan, roster);
        run.Start(years: years);
        return run;
    }

    public Decision Ask(PathwayEvent happened) => PathwayEngine.Decide(Plan, State, happened, Roster);

    /// <summary>Must be accepted.</summary>
    public IReadOnlyList<Effect> Let(PathwayEvent happened)
    {
        var accepted = Ask(happened).Should().BeOfType<Decision.Accepted>().Subject;
        State = accepted.State;
        facts.AddRange(accepted.Effects);
        return [.. accepted.Effects];
    }

    /// <summary>Must be refused.</summary>
    public Refusal Refuse(PathwayEvent happened)
    {
        var refusal = Ask(happened).Should().BeOfType<Decision.Refused>().Subject.Why;
        refusal.Sentence.Should().MatchRegex("^[А-ЯЁ].*[.!]$", "a refusal is a sentence in Russian");
        refusal.Sentence.Should().NotContain("{");
        return refusal;
    }

    public IReadOnlyList<Effect> Start(int subject = Town.Teacher, string? on = null, int? years = null, int? by = null) =>
        Let(Starting(subject, on, years, by));

    public PathwayEvent.Started Starting(int subject = Town.Teacher, string? on = null, int? years = null, int? by = null) =>
        new(Now, by, subject, on is null ? Today : Town.Day(on), years);

    public IReadOnlyList<Effect> Answer(string slot, int by, string outcome, string? returnTo = null) => Let(Answering(slot, by, outcome, returnTo));

    public PathwayEvent.Answered Answering(string slot, int by, string outcome, string? returnTo = null) => new(
        Now, by, Item(slot).Number, outcome, "Замечания приложены.", ImmutableSortedDictionary<string, FieldValue>.Empty, returnTo);

    /// <summary>The teacher hands in the form.</summary>
    public IReadOnlyList<Effect> Submit(string slot, params (string Field, string Value)[] data) => Let(Submitting(slot, data));

    public PathwayEvent.Answered Submitting(string slot, params (string Field, string Value)[] data) => new(
        Now, Town.Teacher, Item(slot).Number, "submit", null, data.ToImmutableSortedDictionary(pair => pair.Field, FieldValue (pair) => new FieldValue.Text(pair.Value)));

    /// <summary>The next rung of an item falls, the clock having moved there.</summary>
    public IReadOnlyList<Effect> Fall(string slot)
    {
        var at = Item(slot).NextRungAt!.Value;
        Now = at > Now ? at : Now;
        return Let(Falling(slot));
    }

    public PathwayEvent.TimerFell Falling(string slot) => new(Now, Item(slot).Number, Item(slot).NextRung);

    public ItemState Item(string slot) => State.Items.Last(item => item.Slot == slot);

    public DateOnly Today => Roster.CalendarOf(Town.School).LocalDate(Now);
}
