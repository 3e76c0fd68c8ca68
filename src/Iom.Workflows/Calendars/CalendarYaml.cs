using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Calendars;

/// <summary>Reads the data files of the calendars; every fault at once, with its place.</summary>
internal sealed class CalendarYaml
{
    /// <summary>Where a fault lies that concerns the folder and no single file.</summary>
    private const string WholeFolder = "calendars";

    private readonly ImmutableArray<MonthDay>.Builder holidays = ImmutableArray.CreateBuilder<MonthDay>();
    private readonly SortedDictionary<int, (CalendarEdition Edition, YamlNode At, FaultList Faults)> editions = [];
    private readonly Dictionary<string, RegionalHolidays> regions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AcademicShape> shapes = new(StringComparer.Ordinal);

    public static (CalendarData? Data, ImmutableArray<SourceFault> Faults) Read(IEnumerable<SourceFile> files)
    {
        var yaml = new CalendarYaml();
        var lists = new List<FaultList>();
        foreach (var file in files)
        {
            var faults = new FaultList(file.Name);
            lists.Add(faults);
            if (YamlReader.Read(file, faults) is { } node && MapReader.Of(node, file.Name, faults) is { } map)
            {
                yaml.ReadFile(map, faults);
            }
        }

        if (lists.TrueForAll(list => list.Faults.Count == 0))
        {
            var whole = new FaultList(WholeFolder);
            lists.Add(whole);
            yaml.CheckWhole(whole);
        }

        ImmutableArray<SourceFault> all = [.. lists.SelectMany(list => list.Faults)];
        return (all.IsEmpty ? yaml.Data() : null, all);
    }

    private CalendarData Data() => new(
        holidays.ToImmutable(), [.. editions.Values.Select(entry => entry.Edition)], [.. regions.Values], [.. shapes.Values]);

    private void ReadFile(MapReader map, FaultList faults)
    {
        holidays.AddRange(map.List("holidays").Select(day => CalendarDays.MonthDay(day, faults)));
        foreach (var edition in CalendarDays.Each(map, "editions", faults))
        {
            ReadEdition(edition, faults);
        }

        foreach (var region in CalendarDays.Each(map, "regions", faults))
        {
            var read = ReadRegion(region, faults);
            if (!regions.TryAdd(read.Key, read))
            {
                faults.Add(region.Node, "duplicate_key", $"Праздники региона «{read.Key}» записаны дважды.");
            }
        }

        foreach (var shape in CalendarDays.Each(map, "academic_years", faults))
        {
            var read = AcademicYaml.Read(shape, faults);
            if (!shapes.TryAdd(read.Key, read))
            {
                faults.Add(shape.Node, "duplicate_key", $"Учебный год «{read.Key}» записан дважды.");
            }
        }

        map.Close();
    }

    private void CheckWhole(FaultList whole)
    {
        Require(holidays.Count > 0, "holidays", whole);
        Require(editions.Count > 0, "editions", whole);
        Require(shapes.Count > 0, "academic_years", whole);
        foreach (var (year, (_, at, faults)) in editions)
        {
            // A computed year between decreed ones would not be marked preliminary.
            if (year != editions.Keys.First() && !editions.ContainsKey(year - 1))
            {
                faults.Add(at, "missing_edition", $"Перед {year} годом пропущен календарь {year - 1} года.");
            }
        }
    }

    private static void Require(bool there, string key, FaultList whole)
    {
        if (!there)
        {
            whole.Add(0, 0, "missing_key", $"Ни в одном файле календарей нет раздела «{key}».");
        }
    }

    private void ReadEdition(MapReader map, FaultList faults)
    {
        int? year = CalendarDays.Required(map, "year", faults) is null ? null : map.Number("year", 2000, 2100);
        var transfers = ImmutableArray.CreateBuilder<Transfer>();
        var used = new HashSet<DateOnly>();
        foreach (var transfer in CalendarDays.Each(map, "transfers", faults))
        {
            if (ReadTransfer(transfer, year, used, faults) is { } read)
            {
                transfers.Add(read);
            }
        }

        var shortDays = map.List("short_days").Select(day => CalendarDays.Date(day, year, faults)).OfType<DateOnly>().ToImmutableArray();
        var decree = map.RequiredText("decree");
        if (year is { } known && !editions.TryAdd(known, (new CalendarEdition(known, decree, transfers.ToImmutable(), shortDays), map.Node, faults)))
        {
            faults.Add(map.Node, "duplicate_edition", $"Календарь {known} года записан дважды.");
        }
    }

    private static Transfer? ReadTransfer(MapReader map, int? year, HashSet<DateOnly> used, FaultList faults)
    {
        var (start, end) = (CalendarDays.RequiredDate(map, "from", year, faults), CalendarDays.RequiredDate(map, "to", year, faults));
        if (start is not { } from || end is not { } to)
        {
            return null;
        }

        if (!IsWeekend(from))
        {
            faults.Add(map.Node, "weekend_expected", $"Выходной переносят с субботы или воскресенья, а {from:dd.MM.yyyy} — будний день.");
        }

        if (IsWeekend(to))
        {
            faults.Add(map.Node, "weekday_expected", $"Выходной переносят на будний день, а {to:dd.MM.yyyy} — суббота или воскресенье.");
        }

        if (!used.Add(from) | !used.Add(to))
        {
            faults.Add(map.Node, "duplicate_transfer", "Один из этих дней уже участвует в другом переносе.");
        }

        return new Transfer(from, to);
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static RegionalHolidays ReadRegion(MapReader map, FaultList faults) => new(
        map.RequiredText("key"),
        map.RequiredText("title"),
        map.RequiredText("basis", 1000),
        [.. map.List("yearly").Select(day => CalendarDays.MonthDay(day, faults))],
        [.. map.List("dated").Select(day => CalendarDays.Date(day, null, faults)).OfType<DateOnly>()],
        map.Flag("moves_days_off") ?? false);
}
