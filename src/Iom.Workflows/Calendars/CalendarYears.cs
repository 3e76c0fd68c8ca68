namespace Iom.Workflows.Calendars;

/// <summary>Which days work, for one working week and one region: every day from the first edition on, laid out for counting.</summary>
internal sealed class CalendarYears
{
    /// <summary>Years computed past the last edition; a pathway lasts three at most.</summary>
    private const int YearsAhead = 30;

    private readonly DateOnly first;
    private readonly bool[] working;
    private readonly bool[] shortened;
    private readonly int[] upTo;
    private readonly int[] workingDays;

    public CalendarYears(CalendarData data, WorkWeek week, RegionalHolidays? region)
    {
        FirstYear = data.Editions.Min(edition => edition.Year);
        LastDecreedYear = data.Editions.Max(edition => edition.Year);
        first = new DateOnly(FirstYear, 1, 1);
        Last = new DateOnly(LastDecreedYear + YearsAhead, 12, 31);
        var days = Last.DayNumber - first.DayNumber + 1;
        working = new bool[days];
        shortened = new bool[days];
        upTo = new int[days];
        for (var year = FirstYear; year <= Last.Year; year++)
        {
            Lay(new DaysOffOfYear(data, year, week, region));
        }

        var listed = new List<int>(days);
        for (var i = 0; i < days; i++)
        {
            if (working[i])
            {
                listed.Add(i);
            }

            upTo[i] = listed.Count;
        }

        workingDays = [.. listed];
    }

    public int FirstYear { get; }

    public int LastDecreedYear { get; }

    public DateOnly Last { get; }

    public bool IsWorking(DateOnly day) => working[Index(day)];

    public bool IsShort(DateOnly day) => shortened[Index(day)];

    /// <summary>Working days from the first edition up to and including a day.</summary>
    public int CountUpTo(DateOnly day) => upTo[Index(day)];

    /// <summary>The n-th working day, from 0.</summary>
    public DateOnly WorkingDay(long number) =>
        number >= 0 && number < workingDays.Length
            ? first.AddDays(workingDays[number])
            : throw new CalendarNotCoveredException(number < 0 ? first.AddDays(-1) : Last.AddDays(1));

    private int Index(DateOnly day)
    {
        var index = day.DayNumber - first.DayNumber;
        return (uint)index < (uint)working.Length ? index : throw new CalendarNotCoveredException(day);
    }

    private void Lay(DaysOffOfYear year)
    {
        for (var day = new DateOnly(year.Year, 1, 1); day.Year == year.Year; day = day.AddDays(1))
        {
            var index = day.DayNumber - first.DayNumber;
            working[index] = !year.IsOff(day);
            shortened[index] = working[index] && year.IsShortened(day);
        }
    }
}
