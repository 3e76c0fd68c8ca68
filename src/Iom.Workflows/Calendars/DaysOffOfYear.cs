namespace Iom.Workflows.Calendars;

/// <summary>Which days of one year are off, and which working days are an hour shorter.</summary>
internal sealed class DaysOffOfYear
{
    private readonly WorkWeek week;
    private readonly HashSet<DateOnly> holidays;
    private readonly HashSet<DateOnly> movedFrom;
    private readonly HashSet<DateOnly> movedTo;
    private readonly HashSet<DateOnly> shortDays;

    public DaysOffOfYear(CalendarData data, int year, WorkWeek week, RegionalHolidays? region)
    {
        Year = year;
        this.week = week;
        // The first days of the next year count too: they shorten 31 December.
        holidays = [.. data.Holidays.SelectMany(day => new[] { day.In(year), day.In(year + 1) })];
        var edition = data.Editions.FirstOrDefault(edition => edition.Year == year);
        // In a six-day week Saturday is no day off: there is nothing to move away from it.
        var transfers = edition is null
            ? Statutory()
            : [.. edition.Transfers.Where(transfer => week == WorkWeek.FiveDays || transfer.From.DayOfWeek == DayOfWeek.Sunday)];
        movedFrom = [.. transfers.Select(transfer => transfer.From)];
        movedTo = [.. transfers.Select(transfer => transfer.To)];
        shortDays = edition is not null && week == WorkWeek.FiveDays ? [.. edition.ShortDays] : [];
        if (region is not null)
        {
            Add(region);
        }
    }

    public int Year { get; }

    public bool IsOff(DateOnly day) =>
        holidays.Contains(day) || movedTo.Contains(day) || (IsWeekend(day) && !movedFrom.Contains(day));

    /// <summary>ст. 95 ТК РФ: a working day right before a non-working holiday, of the country or of the region, is an hour shorter.</summary>
    public bool IsShortened(DateOnly day) => holidays.Contains(day.AddDays(1)) || shortDays.Contains(day);

    private bool IsWeekend(DateOnly day) =>
        day.DayOfWeek == DayOfWeek.Sunday || (week == WorkWeek.FiveDays && day.DayOfWeek == DayOfWeek.Saturday);

    /// <summary>
    /// ст. 112 ТК РФ, ч. 2: a day off that coincides with a holiday moves to the next working day after it. The January holidays
    /// are left out: where their days go is for the decree to say.
    /// </summary>
    private List<Transfer> Statutory()
    {
        var moved = new List<Transfer>();
        foreach (var holiday in holidays.Where(day => day.Year == Year && day.Month > 1 && IsWeekend(day)).Order())
        {
            var to = holiday.AddDays(1);
            while (holidays.Contains(to) || IsWeekend(to) || moved.Exists(transfer => transfer.To == to))
            {
                to = to.AddDays(1);
            }

            moved.Add(new Transfer(holiday, to));
        }

        return moved;
    }

    private void Add(RegionalHolidays region)
    {
        var coinciding = region.Yearly.Select(day => day.In(Year))
            .Where(day => IsWeekend(day) && !movedFrom.Contains(day) && !holidays.Contains(day)).Order().ToList();
        holidays.UnionWith(region.Yearly.Select(day => day.In(Year)));
        holidays.UnionWith(region.Dated.Where(day => day.Year == Year));
        if (!region.MovesDaysOff)
        {
            return;
        }

        foreach (var holiday in coinciding)
        {
            var to = holiday.AddDays(1);
            while (IsOff(to))
            {
                to = to.AddDays(1);
            }

            movedTo.Add(to);
        }
    }
}
