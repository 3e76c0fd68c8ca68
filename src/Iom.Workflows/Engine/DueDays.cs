using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>Finds the last day for an answer, within all that bounds it.</summary>
internal static class DueDays
{
    /// <summary>
    /// The last day for an answer: as the rule says or as it was named with the return, never before the performer had his working
    /// days, never after what the stages may take together, and never after the cap (school regulation of seed 003, clause 1.5).
    /// </summary>
    public static DateOnly? Due(this Turn turn, DeadlinePlan? deadline, Occasion occasion)
    {
        if (deadline is null)
        {
            return null;
        }

        var opened = occasion.Opened;
        if (deadline.SetByReturn && turn.State.Record(occasion.Stage, occasion.Run)?.ReturnDueOn is { } named && named >= opened)
        {
            return Capped(turn, named, opened);
        }

        var day = turn.Find(deadline.Rule, occasion);
        var fair = turn.Calendar.AddWorkingDays(opened, deadline.AtLeastWorkingDays);
        if (day < fair)
        {
            day = turn.Calendar.Roll(fair, RollRule.Next);
        }

        return Capped(turn, Budgeted(turn, day, occasion, fair), opened);
    }

    /// <summary>A budget that is used up leaves the performer his working days and no more.</summary>
    private static DateOnly Budgeted(Turn turn, DateOnly day, Occasion occasion, DateOnly fair)
    {
        foreach (var budget in turn.Plan.Budgets)
        {
            if (occasion.Run != 0 || turn.State.Record(budget.From)?.FirstEnteredOn is not { } since || !Covers(turn.Plan, budget, occasion.Stage))
            {
                continue;
            }

            var last = turn.Calendar.Roll(turn.Calendar.Move(since, budget.Within), RollRule.Previous);
            if (last < occasion.Opened)
            {
                last = turn.Calendar.Roll(fair, RollRule.Next);
            }

            day = last < day ? last : day;
        }

        return day;
    }

    private static bool Covers(ProcessPlan plan, BudgetPlan budget, string stage)
    {
        var at = plan.IndexOf(stage);
        return plan.IndexOf(budget.From) <= at && at <= plan.IndexOf(budget.Through);
    }

    private static DateOnly Capped(Turn turn, DateOnly day, DateOnly opened)
    {
        if (day <= turn.CapOn || turn.CapOn < opened)
        {
            return day;
        }

        var lastWorkingDay = turn.Calendar.Roll(turn.CapOn, RollRule.Previous);
        return lastWorkingDay < opened ? turn.CapOn : lastWorkingDay;
    }
}
