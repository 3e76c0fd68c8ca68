using System.Globalization;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads what a distance is counted from.</summary>
internal static class AnchorReader
{
    private const string Forms =
        "{ stage: ключ этапа }, { entered: ключ этапа }, { day: 20.09 }, { date: 2026-11-15 }, { field: поле-дата }, { row: столбец-дата }, { each: date } или { sitting: орган }";

    private static readonly string[] Kinds = ["stage", "entered", "day", "date", "field", "row", "sitting", "each"];
    private static readonly string[] Simple = ["opened", "started", "returned", .. Words.AcademicAnchors.Keys];

    public static DateAnchor? Read(MapView map, Node node, bool opening)
    {
        if (node is Node.Text text)
        {
            return ReadWord(map, text);
        }

        if (map.Map(node, null, map.Where, Vocabulary.Anchor) is not { } inner)
        {
            return null;
        }

        var kinds = inner.Entries.Where(entry => Kinds.Contains(entry.Key)).ToList();
        if (kinds is not [var kind])
        {
            map.Fault(node, "unknown_anchor", $"здесь пишут что-нибудь одно: {Forms}.");
            return null;
        }

        foreach (var key in new[] { "level", "notice" })
        {
            if (kind.Key != "sitting" && inner.Find(key) is { } misplaced)
            {
                inner.Fault(misplaced, "misplaced_" + key, $"«{key}» бывает только у заседания sitting.");
            }
        }

        return kind.Key switch
        {
            "day" => ReadDay(inner, kind.Value),
            "date" => ReadDate(inner, kind.Value, opening),
            "sitting" => ReadSitting(inner, kind),
            "each" => ReadEach(inner, kind.Value),
            _ => ReadName(inner, kind),
        };
    }

    public static DateAnchor.DayOfYear? ReadDay(MapView map, Node node)
    {
        if (node is Node.Text { Value: var text } && text.Split('.') is [{ Length: 1 or 2 } left, { Length: 1 or 2 } right]
            && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2024, month))
        {
            return new DateAnchor.DayOfYear(month, day);
        }

        map.Fault(node, "day_expected", "день года записывается как день и месяц через точку, например «20.09».");
        return null;
    }

    /// <summary>A coarse date (seed 000: «октябрь 2018») is the whole month: the first day for an opening, the last for a deadline.</summary>
    public static DateAnchor.DayOfYear? ReadMonth(MapView map, bool opening) =>
        map.Number("month", 1, 12) is { } month ? new DateAnchor.DayOfYear(month, opening ? 1 : DateTime.DaysInMonth(2024, month)) : null;

    public static DateAnchor.Fixed? ReadDate(MapView map, Node node, bool opening)
    {
        var text = (node as Node.Text)?.Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new DateAnchor.Fixed(day);
        }

        if (IsMonth(text) && DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            return new DateAnchor.Fixed(opening ? first : first.AddMonths(1).AddDays(-1));
        }

        map.Fault(node, "date_expected", "дата записывается так: 2026-11-15 (год, месяц, день) или 2026-11 (весь месяц).");
        return null;
    }

    public static bool IsMonth(string? text) => text is { Length: 7 };

    private static DateAnchor? ReadWord(MapView map, Node.Text text)
    {
        switch (text.Value)
        {
            case "opened":
                return new DateAnchor.Opened();
            case "started":
                return new DateAnchor.Started();
            case "returned":
                return new DateAnchor.Returned();
        }

        if (Words.AcademicAnchors.TryGetValue(text.Value, out var academic))
        {
            return new DateAnchor.Academic(academic);
        }

        map.Fault(text, "unknown_anchor", $"непонятно, от чего считать: opened (день открытия задания), started (начало маршрута), returned (возврат на доработку), {Forms} или точка учебного года ({string.Join(", ", Words.AcademicAnchors.Keys.Order(StringComparer.Ordinal))}).{Suggestion.For(text.Value, Simple)}");
        return null;
    }

    private static DateAnchor? ReadName(MapView map, Node.Entry kind)
    {
        if (kind.Value is not Node.Text { Value: var key } name || !Keys.IsKey(key))
        {
            map.Fault(kind.Value, "unknown_anchor", $"«{kind.Key}» — ключ: латинские строчные буквы, цифры и подчёркивание.");
            return null;
        }

        switch (kind.Key)
        {
            case "field":
                map.Context.FieldNamed(name, "date", map.Where);
                return new DateAnchor.Field(key);
            case "row":
                map.Context.ColumnNamed(name, "date", map.Where);
                return new DateAnchor.Row(key);
            default:
                map.Context.StageNamed(name, map.Where);
                return kind.Key == "entered" ? new DateAnchor.StageEntered(key) : new DateAnchor.StageDone(key);
        }
    }

    private static DateAnchor.EachDate? ReadEach(MapView map, Node node)
    {
        if (node is Node.Text { Value: "date" })
        {
            return new DateAnchor.EachDate();
        }

        map.Fault(node, "unknown_anchor", "здесь пишут { each: date }: день, на который приходится задание.");
        return null;
    }

    private static DateAnchor.Sitting? ReadSitting(MapView map, Node.Entry kind)
    {
        if (kind.Value is not Node.Text { Value: var body } || !Keys.IsKey(body))
        {
            map.Fault(kind.Value, "bad_key", "«sitting» — ключ коллегиального органа, например «pedagogical_council».");
            return null;
        }

        var notice = map.Find("notice") is { } node ? DistanceReader.Read(map, "notice", node) : null;
        return new DateAnchor.Sitting(body, LevelReader.Read(map), notice);
    }
}
