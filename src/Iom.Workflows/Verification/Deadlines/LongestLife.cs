using System.Collections.Immutable;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Verification.Exploration;

namespace Iom.Workflows.Verification.Deadlines;

/// <summary>The longest life without a return: everybody agrees, and on the last day. Run by the engine in the calendar of an organisation.</summary>
internal static class LongestLife
{
    private const int MostSteps = 2000;

    /// <summary>An item of that life.</summary>
    /// <param name="Year">The n-th year of the pathway.</param>
    /// <param name="NextYearOn">The first day of the academic year after it.</param>
    /// <param name="OpensOn">Local day.</param>
    /// <param name="DueOn">Last day, as the engine sets it: at-least days and the cap are counted in.</param>
    /// <param name="Written">The day that the rule of the definition alone would give.</param>
    /// <param name="Waited">The item opened on the day its rule names, not later.</param>
    public sealed record Opening(
        int Year, DateOnly NextYearOn, StagePlan Stage, SlotPlan Slot, DateOnly OpensOn, DateOnly DueOn, DateOnly Written, bool Waited);

    /// <summary>What came of it.</summary>
    /// <param name="Openings">Items with a deadline, in the order of their opening.</param>
    /// <param name="CapOn">The last day the pathway may last to.</param>
    /// <param name="BeyondCalendar">It led to a day for which there is no calendar.</param>
    public sealed record Life(ImmutableArray<Opening> Openings, DateOnly CapOn, bool BeyondCalendar);

    /// <param name="plan">The plan; carried through as many years as it allows.</param>
    /// <param name="roster">A town of stand-ins with the calendar to count in.</param>
    /// <param name="startOn">First day.</param>
    public static Life Of(ProcessPlan plan, Roster roster, DateOnly startOn)
    {
        var openings = ImmutableArray.CreateBuilder<Opening>();
        try
        {
            var started = Live(plan, roster, startOn, openings);
            return new Life(openings.ToImmutable(), startOn.AddYears(plan.CapYears), !started);
        }
        catch (Exception beyond) when (beyond is CalendarNotCoveredException or ArgumentOutOfRangeException)
        {
            return new Life(openings.ToImmutable(), startOn, true);
        }
    }

    /// <returns>False: not even the start was allowed.</returns>
    private static bool Live(ProcessPlan plan, Roster roster, DateOnly startOn, ImmutableArray<Opening>.Builder openings)
    {
        var unit = roster.UnitOf(StandIns.Subject)!;
        var calendar = roster.CalendarOf(unit.Id);
        var moves = new Moves(plan, startOn);
        var now = calendar.InstantOf(startOn, new TimeOnly(9, 0));
        PathwayEvent happened = new PathwayEvent.Started(now, null, StandIns.Subject, startOn, plan.CapYears);
        var state = PathwayState.NotStarted;
        for (var i = 0; i < MostSteps; i++)
        {
            if (PathwayEngine.Decide(plan, state, happened, roster) is not Decision.Accepted accepted)
            {
                // Where a form cannot be filled or nobody is there, other findings say so.
                return i > 0;
            }

            Note(new Turn(plan, accepted.State, happened, roster, unit), state, accepted, moves, openings);
            state = accepted.State;
            if (state.Status != PathwayStatus.Running || Next(state) is not { } item)
            {
                break;
            }

            var at = item.Status == ItemStatus.Scheduled ? item.NextRungAt!.Value : calendar.InstantOf(item.DueOn ?? item.OpensOn, new TimeOnly(17, 0));
            now = at > now ? at : now;
            happened = Happens(moves, state, item, now);
        }

        return true;
    }

    private static PathwayEvent Happens(Moves moves, PathwayState state, ItemState item, DateTimeOffset now)
    {
        var (_, slot) = moves.SlotOf(state, item);
        if (item.Status == ItemStatus.Scheduled)
        {
            return new PathwayEvent.TimerFell(now, item.Number, item.NextRung);
        }

        if (item.Assignees.IsEmpty)
        {
            return new PathwayEvent.Reassigned(now, StandIns.Administrator, item.Number, StandIns.Reserve, VerificationTexts.Of("comment"));
        }

        var yes = slot.Outcomes.FirstOrDefault(outcome => outcome.Sense == OutcomeSense.Positive) ?? slot.Outcomes[0];
        return new PathwayEvent.Answered(
            now, item.Assignees[0], item.Number, yes.Key, VerificationTexts.Of("comment"), moves.Forms(slot, yes, state).Last());
    }

    private static ItemState? Next(PathwayState state) => state.Items
        .Where(item => item.Status is ItemStatus.Open or ItemStatus.Scheduled)
        .MinBy(item => (item.Status == ItemStatus.Scheduled ? item.OpensOn : item.DueOn ?? item.OpensOn, item.Number));

    /// <summary>Notes the items of the present stage that this decision opened.</summary>
    private static void Note(Turn turn, PathwayState before, Decision.Accepted accepted, Moves moves, ImmutableArray<Opening>.Builder openings)
    {
        foreach (var opened in accepted.Effects.OfType<Effect.ItemOpened>())
        {
            if (opened.DueOn is { } due && accepted.State.Item(opened.Item) is { } item)
            {
                var (stage, slot) = moves.SlotOf(accepted.State, item);
                openings.Add(new Opening(
                    accepted.State.Year,
                    turn.Calendar.Anchor(AcademicAnchor.YearStart, accepted.State.AcademicYear + 1),
                    stage,
                    slot,
                    opened.OpenedOn,
                    due,
                    turn.Find(slot.Deadline!.Rule, new Occasion(opened.OpenedOn, stage.Key, opened.Run)),
                    before.Item(opened.Item) is { Status: ItemStatus.Scheduled }));
            }
        }
    }
}
