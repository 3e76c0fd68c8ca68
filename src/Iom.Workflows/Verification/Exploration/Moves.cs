using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>What may happen to a pathway next: the buttons people would see, pressed with filled-in forms, and the days that come.</summary>
internal sealed class Moves(ProcessPlan plan, Forms forms)
{
    private static readonly string Comment = VerificationTexts.Of("comment");

    private readonly ImmutableArray<(TriggerPlan Trigger, SlotPlan Form)> triggers =
        [.. plan.Triggers.Select(trigger => (trigger, new SlotPlan
        {
            Key = trigger.Key,
            Title = trigger.Title,
            Kind = SlotKind.Form,
            Performer = trigger.By,
            Outcomes = [],
            Fields = trigger.Fields,
        }))];

    /// <summary>Something that may happen.</summary>
    public readonly record struct Move(PathwayEvent Event, Step Step);

    /// <param name="node">The state.</param>
    /// <param name="only">Only what happens to this life; null: whatever may happen.</param>
    public IEnumerable<Move> Of(StateGraph.Node node, int? only = null)
    {
        var state = node.State;
        var items = only is null ? state.Items : state.Items.RemoveAll(item => item.Run != only);
        var seen = new HashSet<(int Run, string Slot, int? Row, bool Nobody)>();
        foreach (var item in items)
        {
            // Items of one slot that stand alike lead to states that are alike.
            if (item.Status == ItemStatus.Open && seen.Add((item.Run, item.Slot, item.Part?.Row, item.Assignees.IsEmpty)))
            {
                foreach (var move in Open(node, item))
                {
                    yield return move;
                }
            }
        }

        if (items.Where(item => item.Status == ItemStatus.Scheduled).MinBy(item => item.NextRungAt) is { } next && Fall(node.State, node.Now, next) is { } opening)
        {
            yield return opening with { Step = opening.Step with { Kind = StepKind.Opened } };
        }

        foreach (var move in only is not null ? [] : triggers.SelectMany(trigger => Fired(node, trigger.Trigger, trigger.Form)))
        {
            yield return move;
        }
    }

    /// <summary>The next timer of an item; null: none is set.</summary>
    public Move? Fall(PathwayState state, DateTimeOffset now, ItemState item)
    {
        if (item.NextRungAt is not { } at)
        {
            return null;
        }

        var stage = plan.StageOf(state, item);
        return new Move(new PathwayEvent.TimerFell(at > now ? at : now, item.Number, item.NextRung), new Step(StepKind.Fell, stage, stage.Slot(item.Slot)));
    }

    /// <summary>The answers to an item that an outcome allows, one for each filling of its form that matters.</summary>
    public IEnumerable<PathwayEvent.Answered> Answers(PathwayState state, ItemState item, OutcomePlan outcome, DateTimeOffset now, string? to = null)
    {
        var slot = plan.SlotOf(state, item);
        var fillings = outcome.Sense == OutcomeSense.Negative ? [PathwayDocument.Empty.Fields] : forms.Of(slot, state);
        return fillings.Select(form => new PathwayEvent.Answered(now, item.Assignees[0], item.Number, outcome.Key, Comment, form, to));
    }

    /// <summary>An administrator gives what has nobody to somebody.</summary>
    public static PathwayEvent.Reassigned Assignment(ItemState item, DateTimeOffset now) =>
        new(now, StandIns.Administrator, item.Number, StandIns.Reserve, Comment);

    public static PathwayEvent.Started Start(ProcessPlan plan, DateTimeOffset now, DateOnly startOn, int years) =>
        new(now, null, StandIns.Subject, startOn, years, plan.Requires.IsEmpty ? null : Comment);

    private IEnumerable<Move> Open(StateGraph.Node node, ItemState item)
    {
        var stage = plan.StageOf(node.State, item);
        var slot = stage.Slot(item.Slot);
        if (item.Assignees.IsEmpty)
        {
            yield return new Move(Assignment(item, node.Now), new Step(StepKind.Assigned, stage, slot));
            yield break;
        }

        foreach (var offered in Permissions.Allowed(plan, node.State, item.Number, item.Assignees[0], node.Cast.Roster, node.Now).Outcomes)
        {
            if (slot.Vote is not null && Ballot(node.State, item) is { } vote && vote != offered.Outcome.Key)
            {
                continue;
            }

            foreach (var to in offered.ReturnTo.Length > 1 ? offered.ReturnTo.Select(to => (string?)to) : [null])
            {
                foreach (var answer in Answers(node.State, item, offered.Outcome, node.Now, to))
                {
                    yield return new Move(answer, new Step(StepKind.Answered, stage, slot, offered.Outcome, to));
                }
            }
        }
    }

    /// <summary>Whoever votes later votes as the first one: a body of one mind comes to every result that a body of many can come to.</summary>
    private static string? Ballot(PathwayState state, ItemState item) => state.Items
        .FirstOrDefault(other => other.Run == item.Run && other.Slot == item.Slot && other.Status == ItemStatus.Answered)?.Outcome;

    private IEnumerable<Move> Fired(StateGraph.Node node, TriggerPlan trigger, SlotPlan form)
    {
        var (state, roster) = (node.State, node.Cast.Roster);
        var day = roster.CalendarOf(roster.UnitOf(state.SubjectId)!.Id).LocalDate(node.Now);
        foreach (var person in roster.Find(trigger.By, new PerformerContext(state, day, BarSubject: false)).People)
        {
            if (Permissions.MaySee(state, person, roster, node.Now))
            {
                return forms.Of(form, state).Select(filled => new Move(
                    new PathwayEvent.Triggered(node.Now, person, trigger.Key, filled), new Step(StepKind.Triggered, null, null, Trigger: trigger)));
            }
        }

        return [];
    }
}
