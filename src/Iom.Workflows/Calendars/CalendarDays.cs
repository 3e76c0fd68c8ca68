using System.Globalization;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Calendars;

/// <summary>Reads days, dates and lists of maps in the data files.</summary>
internal static class CalendarDays
{
    /// <summary>The maps of a list; each is closed after its reader is done with it.</summary>
    public static IEnumerable<MapReader> Each(MapReader map, string key, FaultList faults)
    {
        foreach (var node in map.List(key))
        {
            if (MapReader.Of(node, key, faults) is { } inner)
            {
                yield return inner;
                inner.Close();
            }
        }
    }

    public static YamlNode? Required(MapReader map, string key, FaultList faults)
    {
        if (map.Find(key) is { } node)
        {
            return node;
        }

        faults.Add(map.Node, "missing_key", $"Не хватает ключа «{key}».");
        return null;
    }

    /// <summary>A day of any year, written <c>31.12</c>; after a fault 1 January stands for it.</summary>
    public static MonthDay MonthDay(YamlNode node, FaultList faults)
    {
        // 2024 is a leap year: 29.02 is a day.
        if (node is YamlNode.Text text
            && DateOnly.TryParseExact($"{text.Value}.2024", "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new MonthDay(day.Month, day.Day);
        }

        faults.Add(node, "day_expected", "Ожидается день и месяц в виде ДД.ММ, например 09.05.");
        return new MonthDay(1, 1);
    }

    public static MonthDay RequiredMonthDay(MapReader map, string key, FaultList faults) =>
        Required(map, key, faults) is { } node ? MonthDay(node, faults) : new MonthDay(1, 1);

    /// <summary>A date, written <c>2025-11-01</c>; inside an edition it must lie in its year.</summary>
    public static DateOnly? Date(YamlNode node, int? year, FaultList faults)
    {
        if (node is not YamlNode.Text text
            || !DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            faults.Add(node, "date_expected", "Ожидается дата в виде ГГГГ-ММ-ДД, например 2025-11-01.");
            return null;
        }

        if (year is { } expected && day.Year != expected)
        {
            faults.Add(node, "other_year", $"День {day:dd.MM.yyyy} не относится к {expected} году.");
        }

        return day;
    }

    public static DateOnly? RequiredDate(MapReader map, string key, int? year, FaultList faults) =>
        Required(map, key, faults) is { } node ? Date(node, year, faults) : null;
}
