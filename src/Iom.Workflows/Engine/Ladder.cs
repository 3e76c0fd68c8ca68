using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>
/// What falls around the last day of an item, in order: reminders before and on it, the overdue mark, reminders after it,
/// escalations, and at last the answer that silence counts as. The numbering follows from the plan and the last day alone, so a rung means the same on every host and in every replay.
/// </summary>
public static class Ladder
{
    /// <summary>The number of the first rung; 0 is the opening of a scheduled item.</summary>
    public const int First = 1;

    /// <summary>One rung.</summary>
    /// <param name="Number">From <see cref="First"/>.</param>
    /// <param name="Day">In the calendar of the subject's organisation.</param>
    /// <param name="Kind">What falls.</param>
    /// <param name="Index">Index of the escalation in the slot; otherwise 0.</param>
    public readonly record struct Rung(int Number, DateOnly Day, RungKind Kind, int Index);

    /// <summary>All rungs of an item.</summary>
    /// <param name="slot">The slot of the item.</param>
    /// <param name="due">Its last day.</param>
    /// <param name="calendar">Of the subject's organisation.</param>
    public static Rung[] Of(SlotPlan slot, DateOnly due, WorkCalendar calendar)
    {
        var count = slot.Escalations.Length + (slot.Timeout is null ? 1 : 2);
        foreach (var reminder in slot.Reminders)
        {
            count += reminder.Times;
        }

        var rungs = new Rung[count];
        rungs[0] = new Rung(0, calendar.AddWorkingDays(due, 1), RungKind.Overdue, 0);
        var next = 1;
        foreach (var reminder in slot.Reminders)
        {
            for (var time = 0; time < reminder.Times; time++)
            {
                var day = Moved(calendar, due, reminder.OffsetDays + (time * reminder.RepeatEvery), reminder.Unit);
                rungs[next++] = new Rung(0, day, RungKind.Reminder, 0);
            }
        }

        for (var i = 0; i < slot.Escalations.Length; i++)
        {
            var escalation = slot.Escalations[i];
            rungs[next++] = new Rung(0, Moved(calendar, due, escalation.AfterDays, escalation.Unit), RungKind.Escalation, i);
        }

        if (slot.Timeout is { } timeout)
        {
            rungs[next] = new Rung(0, Moved(calendar, due, timeout.AfterDays, timeout.Unit), RungKind.Timeout, 0);
        }

        Array.Sort(rungs, static (a, b) => (a.Day, a.Kind, a.Index).CompareTo((b.Day, b.Kind, b.Index)));
        for (var i = 0; i < rungs.Length; i++)
        {
            rungs[i] = rungs[i] with { Number = First + i };
        }

        return rungs;
    }

    private static DateOnly Moved(WorkCalendar calendar, DateOnly due, int days, DateUnit unit) =>
        days == 0 ? due : unit == DateUnit.WorkingDays ? calendar.AddWorkingDays(due, days) : due.AddDays(days);
}

/// <summary>Kinds of rungs; on one day they fall in this order.</summary>
public enum RungKind
{
    Overdue,
    Reminder,
    Escalation,

    /// <summary>Silence becomes the answer.</summary>
    Timeout,
}
