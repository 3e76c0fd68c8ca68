using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Calendars;

/// <summary>Reads the data files of the calendars; every fault at once, with its place.</summary>
internal static class CalendarYaml
{
    private static readonly string[] AnchorKeys =
    [
        "year_start", "year_end", "half_year_1_start", "half_year_1_end", "half_year_2_start", "half_year_2_end",
        "quarter_1_start", "quarter_1_end", "quarter_2_start", "quarter_2_end", "quarter_3_start", "quarter_3_end",
        "quarter_4_start", "quarter_4_end",
    ];

    public static (CalendarData? Data, ImmutableArray<SourceFault> Faults) Read(IEnumerable<SourceFile> files)
    {
        var holidays = ImmutableArray.CreateBuilder<MonthDay>();
        var editions = ImmutableArray.CreateBuilder<CalendarEdition>();
        var regions = ImmutableArray.CreateBuilder<RegionalHolidays>();
        var shapes = ImmutableArray.CreateBuilder<AcademicShape>();
        var all = ImmutableArray.CreateBuilder<SourceFault>();
        foreach (var file in files)
        {
            var faults = new FaultList(file.Name);
            if (YamlReader.Read(file, faults) is { } node && MapReader.Of(node, file.Name, faults) is { } map)
            {
                holidays.AddRange(map.List("holidays").Select(day => ReadMonthDay(day, faults)));
                editions.AddRange(Each(map, "editions", faults, ReadEdition));
                regions.AddRange(Each(map, "regions", faults, ReadRegion));
                shapes.AddRange(Each(map, "academic_years", faults, ReadShape));
                map.Close();
            }

            all.AddRange(faults.Faults);
        }

        if (all.Count == 0)
        {
            Require(holidays.Count > 0, "holidays", all);
            Require(editions.Count > 0, "editions", all);
            Require(shapes.Count > 0, "academic_years", all);
            foreach (var twice in editions.GroupBy(edition => edition.Year).Where(group => group.Count() > 1))
            {
                all.Add(new SourceFault("calendars", 0, 0, "duplicate_edition", $"Календарь {twice.Key} года записан дважды."));
            }
        }

        return (all.Count > 0 ? null : new CalendarData(holidays.ToImmutable(), editions.ToImmutable(), regions.ToImmutable(), shapes.ToImmutable()), all.ToImmutable());
    }

    private static void Require(bool there, string key, ImmutableArray<SourceFault>.Builder faults)
    {
        if (!there)
        {
            faults.Add(new SourceFault("calendars", 0, 0, "missing_key", $"Ни в одном файле календарей нет раздела «{key}»."));
        }
    }

    private static IEnumerable<T> Each<T>(MapReader map, string key, FaultList faults, Func<MapReader, FaultList, T> read)
    {
        foreach (var node in map.List(key))
        {
            if (MapReader.Of(node, key, faults) is { } inner)
            {
                yield return read(inner, faults);
                inner.Close();
            }
        }
    }

    private static CalendarEdition ReadEdition(MapReader map, FaultList faults)
    {
        var year = map.Number("year", 2000, 2100) ?? 2000;
        var transfers = Each(map, "transfers", faults, (transfer, _) =>
            new Transfer(ReadDate(transfer, "from", year, faults), ReadDate(transfer, "to", year, faults))).ToImmutableArray();
        var shortDays = map.List("short_days").Select(day => ReadDate(day, year, faults)).ToImmutableArray();
        return new CalendarEdition(year, map.RequiredText("decree"), transfers, shortDays);
    }

    private static RegionalHolidays ReadRegion(MapReader map, FaultList faults) => new(
        map.RequiredText("key"),
        map.RequiredText("title"),
        map.RequiredText("basis", 1000),
        [.. map.List("yearly").Select(day => ReadMonthDay(day, faults))],
        [.. map.List("dated").Select(day => ReadDate(day, null, faults))]);

    private static AcademicShape ReadShape(MapReader map, FaultList faults)
    {
        var anchors = ImmutableArray.CreateBuilder<MonthDay>();
        var inner = map.Map("anchors");
        foreach (var key in AnchorKeys)
        {
            if (inner?.Find(key) is { } day)
            {
                anchors.Add(ReadMonthDay(day, faults));
            }
            else
            {
                faults.Add(map.Node, "missing_key", $"В учебном годе не хватает дня «{key}».");
            }
        }

        inner?.Close();
        var vacations = Each(map, "vacations", faults, (vacation, _) => (
            ReadMonthDay(vacation.Find("from") ?? vacation.Node, faults),
            ReadMonthDay(vacation.Find("to") ?? vacation.Node, faults))).ToImmutableArray();
        return new AcademicShape(
            map.RequiredText("key"), ReadMonthDay(map.Find("turn") ?? map.Node, faults), anchors.ToImmutable(), vacations);
    }

    /// <summary>A day of any year, written <c>31.12</c>.</summary>
    private static MonthDay ReadMonthDay(YamlNode node, FaultList faults)
    {
        if (node is YamlNode.Text text
            && DateOnly.TryParseExact($"{text.Value}.2024", "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new MonthDay(day.Month, day.Day);
        }

        faults.Add(node, "day_expected", "Ожидается день и месяц в виде ДД.ММ, например 09.05.");
        return new MonthDay(1, 1);
    }

    private static DateOnly ReadDate(MapReader map, string key, int? year, FaultList faults) =>
        ReadDate(map.Find(key) ?? map.Node, year, faults);

    /// <summary>A date, written <c>2025-11-01</c>; inside an edition it must lie in its year.</summary>
    private static DateOnly ReadDate(YamlNode node, int? year, FaultList faults)
    {
        if (node is YamlNode.Text text
            && DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            if (year is { } expected && day.Year != expected)
            {
                faults.Add(node, "other_year", $"День {day:dd.MM.yyyy} не относится к {expected} году.");
            }

            return day;
        }

        faults.Add(node, "date_expected", "Ожидается дата в виде ГГГГ-ММ-ДД, например 2025-11-01.");
        return new DateOnly(year ?? 2000, 1, 1);
    }
}
