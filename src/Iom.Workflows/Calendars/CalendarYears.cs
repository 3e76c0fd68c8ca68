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
        var listed = new List<int>(days);
        for (var year = FirstYear; year <= Last.Year; year++)
        {
            Lay(data, year, week, region);
        }

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
    public DateOnly WorkingDay(int number) =>
        number >= 0 && number < workingDays.Length
            ? first.AddDays(workingDays[number])
            : throw new CalendarNotCoveredException(number < 0 ? first.AddDays(-1) : Last.AddDays(1));

    private int Index(DateOnly day)
    {
        var index = day.DayNumber - first.DayNumber;
        return (uint)index < (uint)working.Length ? index : throw new CalendarNotCoveredException(day);
    }

    private void Lay(CalendarData data, int year, WorkWeek week, RegionalHolidays? region)
    {
        var holidays = data.Holidays.Select(day => day.In(year)).ToHashSet();
        var edition = data.Editions.FirstOrDefault(edition => edition.Year == year);
        var transfers = (edition?.Transfers ?? [.. Statutory(holidays, week)])
            .Where(transfer => week == WorkWeek.FiveDays || transfer.From.DayOfWeek == DayOfWeek.Sunday)
            .ToList();
        var regional = region is null
            ? []
            : region.Yearly.Select(day => day.In(year)).Concat(region.Dated.Where(day => day.Year == year)).ToHashSet();

        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            var weekend = day.DayOfWeek == DayOfWeek.Sunday || (week == WorkWeek.FiveDays && day.DayOfWeek == DayOfWeek.Saturday);
            var off = holidays.Contains(day) || regional.Contains(day)
                || transfers.Exists(transfer => transfer.To == day)
                || (weekend && !transfers.Exists(transfer => transfer.From == day));
            var index = day.DayNumber - first.DayNumber;
            working[index] = !off;
            // ст. 95 ТК РФ: the working day right before a non-working holiday is an hour shorter.
            var next = day.AddDays(1);
            shortened[index] = !off && (holidays.Contains(next) || (day is { Month: 12, Day: 31 })
                || (edition is not null && edition.ShortDays.Contains(day) && week == WorkWeek.FiveDays));
        }
    }

    /// <summary>
    /// ст. 112 ТК РФ, ч. 2: a day off that coincides with a holiday moves to the next working day after it. The January holidays
    /// are left out: where their days go is for the decree to say.
    /// </summary>
    private static IEnumerable<Transfer> Statutory(HashSet<DateOnly> holidays, WorkWeek week)
    {
        var taken = new HashSet<DateOnly>();
        foreach (var holiday in holidays.Where(day => day.Month > 1).Order())
        {
            if (holiday.DayOfWeek != DayOfWeek.Sunday && (week == WorkWeek.SixDays || holiday.DayOfWeek != DayOfWeek.Saturday))
            {
                continue;
            }

            var to = holiday.AddDays(1);
            while (holidays.Contains(to) || taken.Contains(to) || to.DayOfWeek == DayOfWeek.Sunday
                || (week == WorkWeek.FiveDays && to.DayOfWeek == DayOfWeek.Saturday))
            {
                to = to.AddDays(1);
            }

            taken.Add(to);
            yield return new Transfer(holiday, to);
        }
    }
}
