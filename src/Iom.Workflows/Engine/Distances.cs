using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>Goes a distance from a day.</summary>
internal static class Distances
{
    public static DateOnly Move(this WorkCalendar calendar, DateOnly from, Distance distance) =>
        calendar.Move(from, distance.Amount, distance.Unit);

    public static DateOnly Move(this WorkCalendar calendar, DateOnly from, int amount, DateUnit unit) =>
        amount == 0 ? from : unit switch
        {
            DateUnit.WorkingDays => calendar.AddWorkingDays(from, amount),
            DateUnit.CalendarDays => from.AddDays(amount),
            DateUnit.Weeks => from.AddDays(7 * amount),
            DateUnit.Months => from.AddMonths(amount),
            DateUnit.Years => from.AddYears(amount),
        };
}
