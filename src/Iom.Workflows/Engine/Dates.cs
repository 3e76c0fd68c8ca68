using System.Diagnostics;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>Finds the days that <see cref="DateRule"/>s name, in the calendar of the subject's organisation.</summary>
internal static class Dates
{
    /// <summary>The day a rule names for an item opened on a day.</summary>
    public static DateOnly Find(this Turn turn, DateRule rule, DateOnly opened) => rule switch
    {
        DateRule.Offset offset => turn.Calendar.Roll(Moved(turn, Anchor(turn, offset.Anchor, opened), offset), offset.Roll),
        DateRule.Earliest earliest => earliest.Rules.Min(inner => turn.Find(inner, opened)),
        DateRule.Latest latest => latest.Rules.Max(inner => turn.Find(inner, opened)),
        _ => throw new UnreachableException($"No rule for the date {rule.GetType().Name}."),
    };

    /// <summary>
    /// The last day for an answer: never before the performer had his working days, and never after the cap
    /// (school regulation of seed 003, clause 1.5).
    /// </summary>
    public static DateOnly? Due(this Turn turn, DeadlinePlan? deadline, DateOnly opened)
    {
        if (deadline is null)
        {
            return null;
        }

        var day = turn.Find(deadline.Rule, opened);
        var fair = turn.Calendar.AddWorkingDays(opened, deadline.AtLeastWorkingDays);
        if (day < fair)
        {
            day = turn.Calendar.Roll(fair, RollRule.Next);
        }

        if (day <= turn.CapOn || turn.CapOn < opened)
        {
            return day;
        }

        var lastWorkingDay = turn.Calendar.Roll(turn.CapOn, RollRule.Previous);
        return lastWorkingDay < opened ? turn.CapOn : lastWorkingDay;
    }

    private static DateOnly Anchor(Turn turn, DateAnchor anchor, DateOnly opened) => anchor switch
    {
        DateAnchor.Opened => opened,
        DateAnchor.Started => turn.State.StartOn,
        DateAnchor.StageDone done => LastDone(turn, done.Stage) ?? opened,
        DateAnchor.EachDate => turn.Part?.Day ?? opened,
        DateAnchor.DayOfYear day => turn.Calendar.DayOfAcademicYear(day.Month, day.Day, turn.State.AcademicYear),
        DateAnchor.Academic academic => turn.Calendar.Anchor(academic.Anchor, turn.State.AcademicYear),
        _ => throw new UnreachableException($"No rule for the anchor {anchor.GetType().Name}."),
    };

    /// <summary>The day on which a stage was last completed, in whichever life it is.</summary>
    private static DateOnly? LastDone(Turn turn, string stage)
    {
        DateOnly? last = null;
        foreach (var record in turn.State.Stages)
        {
            last = record.Key == stage && (last is null || record.DoneOn > last) ? record.DoneOn : last;
        }

        return last;
    }

    private static DateOnly Moved(Turn turn, DateOnly from, DateRule.Offset offset) =>
        offset.Amount == 0 ? from : offset.Unit switch
        {
            DateUnit.WorkingDays => turn.Calendar.AddWorkingDays(from, offset.Amount),
            DateUnit.CalendarDays => from.AddDays(offset.Amount),
            DateUnit.Weeks => from.AddDays(7 * offset.Amount),
            DateUnit.Months => from.AddMonths(offset.Amount),
            DateUnit.Years => from.AddYears(offset.Amount),
        };
}
