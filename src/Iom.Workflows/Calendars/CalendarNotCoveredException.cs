namespace Iom.Workflows.Calendars;

/// <summary>A day was asked about for which no production calendar exists: never guessed, always asked about first (<see cref="WorkCalendar.Covers"/>).</summary>
public sealed class CalendarNotCoveredException(DateOnly day)
    : Exception($"No production calendar covers {day:yyyy-MM-dd}.")
{
    public DateOnly Day => day;
}
