using NodaTime;

namespace Iom.Workflows.Calendars;

/// <summary>
/// The calendar of one organisation: its zone, working week, holidays and academic year. Immutable and thread-safe; counting days
/// looks into tables and allocates nothing. All days are local days of the organisation.
/// </summary>
public sealed class WorkCalendar
{
    private readonly CalendarYears years;
    private readonly AcademicShape shape;
    private readonly DateTimeZone zone;
    private readonly TimeSpan fixedOffset;
    private readonly DateTime fixedSince = DateTime.MaxValue;

    internal WorkCalendar(CalendarYears years, AcademicShape shape, DateTimeZone zone, WorkWeek week)
    {
        this.years = years;
        this.shape = shape;
        this.zone = zone;
        Week = week;
        // The clocks of Russian zones have stood still for years: where no change lies ahead, one offset serves since the last one.
        var interval = zone.GetZoneInterval(Instant.FromUtc(years.FirstYear, 1, 1, 0, 0));
        if (!interval.HasEnd)
        {
            fixedOffset = interval.WallOffset.ToTimeSpan();
            // Two days clear of the change, so that neither local nor universal time can be on its other side.
            fixedSince = interval.HasStart ? interval.Start.ToDateTimeUtc().AddDays(2) : DateTime.MinValue.AddDays(2);
        }
    }

    /// <summary>IANA name of the zone.</summary>
    public string ZoneId => zone.Id;

    public WorkWeek Week { get; }

    /// <summary>Whether a production calendar exists for the day; nothing else may be asked about a day for which it does not.</summary>
    public bool Covers(DateOnly day) => day.Year >= years.FirstYear && day <= years.Last;

    /// <exception cref="CalendarNotCoveredException">No calendar covers the day.</exception>
    public bool IsWorkingDay(DateOnly day) => years.IsWorking(day);

    /// <summary>An hour shorter (ст. 95 ТК РФ).</summary>
    /// <exception cref="CalendarNotCoveredException">No calendar covers the day.</exception>
    public bool IsShortDay(DateOnly day) => years.IsShort(day);

    /// <summary>Inside the school vacations.</summary>
    public bool IsVacation(DateOnly day)
    {
        foreach (var (from, to) in shape.Vacations)
        {
            var start = from.In(day.Year);
            var end = to.In(day.Year);
            if (start <= end ? start <= day && day <= end : day >= start || day <= end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The day's year is computed from the statute alone, its decree is not out yet.</summary>
    public bool IsPreliminary(DateOnly day) => day.Year > years.LastDecreedYear;

    /// <summary>
    /// The n-th working day after a day (the day itself is not counted); before it when negative; with 0 the day itself, be it a
    /// working day or not.
    /// </summary>
    /// <exception cref="CalendarNotCoveredException">The answer or the day lies outside the calendar.</exception>
    public DateOnly AddWorkingDays(DateOnly from, int days) => days switch
    {
        0 => from,
        > 0 => years.WorkingDay((long)years.CountUpTo(from) + days - 1),
        < 0 => years.WorkingDay((long)years.CountUpTo(from) - (years.IsWorking(from) ? 1 : 0) + days),
    };

    /// <summary>Working days after <paramref name="from"/> up to and including <paramref name="to"/>; negative when it lies before.</summary>
    /// <exception cref="CalendarNotCoveredException">A day lies outside the calendar.</exception>
    public int WorkingDaysBetween(DateOnly from, DateOnly to) => years.CountUpTo(to) - years.CountUpTo(from);

    /// <exception cref="CalendarNotCoveredException">The day or the answer lies outside the calendar.</exception>
    public DateOnly Roll(DateOnly day, RollRule rule) =>
        rule == RollRule.Keep || years.IsWorking(day) ? day
        : rule == RollRule.Next ? AddWorkingDays(day, 1)
        : AddWorkingDays(day, -1);

    /// <summary>The day it is in the organisation at an instant.</summary>
    public DateOnly LocalDate(DateTimeOffset instant)
    {
        if (instant.UtcDateTime is var universal && universal >= fixedSince)
        {
            return DateOnly.FromDateTime(universal + fixedOffset);
        }

        var date = Instant.FromDateTimeOffset(instant).InZone(zone).Date;
        return new DateOnly(date.Year, date.Month, date.Day);
    }

    /// <summary>The instant (UTC) of a local time: an hour that the clocks skip moves forward, of an hour that comes twice the first is meant.</summary>
    public DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return local >= fixedSince
            ? new DateTimeOffset(local - fixedOffset, TimeSpan.Zero)
            : zone.AtLeniently(LocalDateTime.FromDateTime(local)).ToInstant().ToDateTimeOffset();
    }

    /// <summary>
    /// The calendar year in which the academic year of a day begins. A day after the turn of the shape (usually 1 July) belongs to the
    /// coming one: what starts in August is planned for September.
    /// </summary>
    public int AcademicYearOf(DateOnly day) => day >= shape.Turn.In(day.Year) ? day.Year : day.Year - 1;

    /// <summary>A point of an academic year, by the calendar year in which it begins.</summary>
    public DateOnly Anchor(AcademicAnchor anchor, int academicYear)
    {
        var day = shape.Anchors[(int)anchor];
        return DayOfAcademicYear(day.Month, day.Day, academicYear);
    }

    /// <summary>
    /// A day inside an academic year: from the turn to the end of the year in its first calendar year, else in the second. A day that
    /// the month lacks becomes its last one (29 February in a common year: the 28th).
    /// </summary>
    public DateOnly DayOfAcademicYear(int month, int day, int academicYear)
    {
        var turn = shape.Turn;
        var inFirst = month > turn.Month || (month == turn.Month && day >= turn.Day);
        return new MonthDay(month, day).In(inFirst ? academicYear : academicYear + 1);
    }
}
