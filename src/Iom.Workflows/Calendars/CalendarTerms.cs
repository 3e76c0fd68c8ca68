namespace Iom.Workflows.Calendars;

/// <summary>Length of the working week.</summary>
public enum WorkWeek
{
    /// <summary>Saturday and Sunday are off.</summary>
    FiveDays,

    /// <summary>Only Sunday is off; usual in schools.</summary>
    SixDays,
}

/// <summary>What becomes of a date that falls on a day off.</summary>
public enum RollRule
{
    /// <summary>It stays.</summary>
    Keep,

    /// <summary>It moves to the next working day.</summary>
    Next,

    /// <summary>It moves to the working day before.</summary>
    Previous,
}

/// <summary>A point of the academic calendar that deadlines hang on.</summary>
public enum AcademicAnchor
{
    YearStart,
    YearEnd,
    HalfYear1Start,
    HalfYear1End,
    HalfYear2Start,
    HalfYear2End,
    Quarter1Start,
    Quarter1End,
    Quarter2Start,
    Quarter2End,
    Quarter3Start,
    Quarter3End,
    Quarter4Start,
    Quarter4End,
}

/// <summary>Which calendar an organisation lives by.</summary>
/// <param name="ZoneId">IANA time zone, e.g. <c>Asia/Yekaterinburg</c>.</param>
/// <param name="Week">Five or six days.</param>
/// <param name="RegionalHolidays">Key of the regional holidays in the data files; null: none.</param>
/// <param name="AcademicShape">Key of the shape of the academic year in the data files: <c>school</c>, <c>kindergarten</c>, <c>college</c>.</param>
public sealed record CalendarChoice(string ZoneId, WorkWeek Week, string? RegionalHolidays, string AcademicShape);

/// <summary>A day of any year.</summary>
public readonly record struct MonthDay(int Month, int Day)
{
    /// <summary>The day in a year; 29 February becomes 28 February in a common year.</summary>
    public DateOnly In(int year) => new(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));
}
