namespace Iom.Workflows.Calendars;

// Stands in until the calendars land; the branch that brings them deletes this file.
public enum WorkWeek { FiveDays, SixDays }
public enum RollRule { Keep, Next, Previous }
public enum AcademicAnchor { YearStart, YearEnd, HalfYear1Start, HalfYear1End, HalfYear2Start, HalfYear2End, Quarter1Start, Quarter1End, Quarter2Start, Quarter2End, Quarter3Start, Quarter3End, Quarter4Start, Quarter4End }
public sealed record CalendarChoice(string ZoneId, WorkWeek Week, string? RegionalHolidays, string AcademicShape);
public abstract class WorkCalendar
{
    public abstract bool Covers(DateOnly day);
    public abstract bool IsWorkingDay(DateOnly day);
    public abstract bool IsPreliminary(DateOnly day);
    public abstract DateOnly AddWorkingDays(DateOnly from, int days);
    public abstract int WorkingDaysBetween(DateOnly from, DateOnly to);
    public abstract DateOnly Roll(DateOnly day, RollRule rule);
    public abstract DateOnly LocalDate(DateTimeOffset instant);
    public abstract DateTimeOffset InstantOf(DateOnly day, TimeOnly time);
    public abstract int AcademicYearOf(DateOnly day);
    public abstract DateOnly Anchor(AcademicAnchor anchor, int academicYear);
    public abstract DateOnly DayOfAcademicYear(int month, int day, int academicYear);
}
public abstract class CalendarLibrary
{
    public abstract WorkCalendar For(CalendarChoice choice);
}
