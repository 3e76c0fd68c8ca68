using System.Collections.Immutable;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Verification.Exploration;

namespace Iom.Workflows.Verification.Deadlines;

/// <summary>A life without a return: everybody agrees, on the last day or at once. Run by the engine in the calendar of an organisation.</summary>
internal static class LongestLife
{
    private const int MostSteps = 400;

    /// <summary>An item of that life.</summary>
    /// <param name="Year">The n-th year of the pathway.</param>
    /// <param name="NextYearOn">The first day of the academic year after it.</param>
    /// <param name="OpensOn">Local day.</param>
    /// <param name="DueOn">Last day, as the engine sets it: at-least days and the cap are counted in.</param>
    /// <param name="Written">The day that the rule of the definition alone would give.</param>
    /// <param name="Waited">The item opened on the day its rule names, not later.</param>
    /// <param name="UsedUp">What the stages may take together, when nothing was left of it; null: something was.</param>
    public sealed record Opening(
        int Year, DateOnly NextYearOn, StagePlan Stage, SlotPlan Slot, DateOnly OpensOn, DateOnly DueOn, DateOnly Written, bool Waited, BudgetPlan? UsedUp);

    /// <summary>What came of it.</summary>
    /// <param name="Openings">Items with a deadline, in the order of their opening.</param>
    /// <param name="CapOn">The last day the pathway may last to.</param>
    /// <param name="BeyondCalendar">It led to a day for which there is no calendar.</param>
    public sealed record Life(ImmutableArray<Opening> Openings, DateOnly CapOn, bool BeyondCalendar);

    /// <param name="plan">The explored plan; carried through as many years as it allows.</param>
    /// <param name="mentions">What it mentions.</param>
    /// <param name="roster">A town of stand-ins with the calendar to count in.</param>
    /// <param name="startOn">First day.</param>
    /// <param name="atOnce">Everybody answers on the day he is asked; otherwise on the last day.</param>
    public static Life Of(ProcessPlan plan, Mentions mentions, Roster roster, DateOnly startOn, bool atOnce)
    {
        var openings = ImmutableArray.CreateBuilder<Opening>();
        try
        {
            var started = Live(plan, new Moves(plan, new Forms(plan, mentions, startOn)), roster, startOn, atOnce, openings);
            return new Life(openings.ToImmutable(), startOn.AddYears(plan.CapYears), !started);
        }
        catch (Exception beyond) when (beyond is CalendarNotCoveredException or ArgumentOutOfRangeException)
        {
            return new Life(openings.ToImmutable(), startOn, true);
        }
    }

    /// <returns>False: not even the start was allowed.</returns>
    private static bool Live(ProcessPlan plan, Moves moves, Roster roster, DateOnly startOn, bool atOnce, ImmutableArray<Opening>.Builder openings)
    {
        var unit = roster.UnitOf(StandIns.Subject)!;
        var calendar = roster.CalendarOf(unit.Id);
        var now = calendar.InstantOf(startOn, new TimeOnly(9, 0));
        IEnumerable<PathwayEvent> ways = [Moves.Start(plan, now, startOn, plan.CapYears), Moves.Start(plan, now, startOn, plan.DefaultYears)];
        var state = PathwayState.NotStarted;
        for (var i = 0; i < MostSteps; i++)
        {
            if (ways.Select(happened => (happened, Decision: PathwayEngine.Decide(plan, state, happened, roster) as Decision.Accepted))
                    .FirstOrDefault(way => way.Decision is not null) is not ({ } taken, { } accepted))
            {
                // Where a form cannot be filled or nobody is there, other findings say so.
                return i > 0;
            }

            Note(new Turn(plan, accepted.State, taken, roster, unit), state, accepted, openings);
            state = accepted.State;
            if (state.Status != PathwayStatus.Running || Next(state, atOnce) is not { } item)
            {
                break;
            }

            var at = item.Status == ItemStatus.Scheduled ? item.NextRungAt!.Value
                : atOnce ? now : calendar.InstantOf(item.DueOn ?? item.OpensOn, new TimeOnly(17, 0));
            now = at > now ? at : now;
            ways = Happens(plan, moves, state, item, now);
        }

        return true;
    }

    private static IEnumerable<PathwayEvent> Happens(ProcessPlan plan, Moves moves, PathwayState state, ItemState item, DateTimeOffset now)
    {
        if (item.Status == ItemStatus.Scheduled)
        {
            return [new PathwayEvent.TimerFell(now, item.Number, item.NextRung)];
        }

        if (item.Assignees.IsEmpty)
        {
            return [Moves.Assignment(item, now)];
        }

        var slot = plan.SlotOf(state, item);
        var yes = slot.Outcomes.FirstOrDefault(outcome => outcome.Sense == OutcomeSense.Positive) ?? slot.Outcomes[0];
        // The form that plans the most years makes the longest life.
        return moves.Answers(state, item, yes, now).Reverse();
    }

    private static ItemState? Next(PathwayState state, bool atOnce) => state.Items
        .Where(item => item.Status is ItemStatus.Open or ItemStatus.Scheduled)
        .MinBy(item => (item.Status == ItemStatus.Scheduled || atOnce ? item.OpensOn : item.DueOn ?? item.OpensOn, item.Number));

    /// <summary>Notes the items of the present stages that this decision opened.</summary>
    private static void Note(Turn turn, PathwayState before, Decision.Accepted accepted, ImmutableArray<Opening>.Builder openings)
    {
        foreach (var opened in accepted.Effects.OfType<Effect.ItemOpened>())
        {
            if (opened.DueOn is { } due && accepted.State.Item(opened.Item) is { Status: ItemStatus.Open } item)
            {
                turn.LookAt(opened.Run, opened.Part);
                var stage = turn.Plan.StageOf(accepted.State, item);
                var slot = stage.Slot(item.Slot);
                openings.Add(new Opening(
                    accepted.State.Year,
                    turn.Calendar.Anchor(AcademicAnchor.YearStart, accepted.State.AcademicYear + 1),
                    stage,
                    slot,
                    opened.OpenedOn,
                    due,
                    turn.Find(slot.Deadline!.Rule, new Occasion(opened.OpenedOn, stage.Key, opened.Run)),
                    before.Item(opened.Item) is { Status: ItemStatus.Scheduled },
                    turn.Plan.Budgets.FirstOrDefault(budget => IsUsedUp(turn, budget, stage.Key, opened))));
            }
        }
    }

    /// <summary>Whether all that some stages may take together has passed when one of their items opens.</summary>
    private static bool IsUsedUp(Turn turn, BudgetPlan budget, string stage, Effect.ItemOpened opened)
    {
        if (opened.Run != 0 || turn.State.Record(budget.From)?.FirstEnteredOn is not { } since)
        {
            return false;
        }

        var (at, plan) = (turn.Plan.IndexOf(stage), turn.Plan);
        return plan.IndexOf(budget.From) <= at && at <= plan.IndexOf(budget.Through) && turn.Calendar.Move(since, budget.Within) < opened.OpenedOn;
    }
}
