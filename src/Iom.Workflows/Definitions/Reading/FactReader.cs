using System.Collections.Immutable;
using System.Globalization;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads conditions on facts: an attribute, a field of the document or a column of a row, and what it is compared with.</summary>
internal static class FactReader
{
    private const int MostYears = 100;

    /// <summary>A condition on a fact; null when it cannot be read.</summary>
    /// <param name="owner">The condition it stands in.</param>
    /// <param name="entry"><c>attribute</c>, <c>field</c> or <c>row</c>.</param>
    public static Condition.Fact? Read(MapView owner, Node.Entry entry)
    {
        if (owner.Map(entry.Value, null, owner.Where, entry.Key == "attribute" ? Vocabulary.Attribute : Vocabulary.Fact) is not { } map)
        {
            return null;
        }

        var source = entry.Key switch
        {
            "field" => FactSource.Document,
            "row" => FactSource.Row,
            _ => map.Word("of", Words.Owners) ?? FactSource.Educator,
        };
        var comparison = ReadComparison(map, entry);
        if (map.Find("key") is not Node.Text { Value: var key } name || !Keys.IsKey(key))
        {
            map.Fault(map.Find("key") ?? entry.Value, "bad_key", "не сказано, о чём речь: «key» — ключ сведения, поля или столбца, например «key: qualification».");
            return null;
        }

        if (source == FactSource.Document)
        {
            map.Context.FieldNamed(name, map.Where);
        }

        return comparison is null ? null : new Condition.Fact(source, key, comparison);
    }

    /// <summary><c>age_below: 35</c>: the date of birth, in full years.</summary>
    public static Condition.Fact? ReadAge(MapView map) =>
        map.Number("age_below", 1, MostYears) is { } years ? new Condition.Fact(FactSource.Educator, "born", new Comparison.YearsBelow(years)) : null;

    /// <summary><c>qualification: [first, highest]</c>.</summary>
    public static Condition.Fact? ReadQualification(MapView map) =>
        map.WordList("qualification") is { IsEmpty: false } kinds ? new Condition.Fact(FactSource.Educator, "qualification", new Comparison.Is(kinds)) : null;

    private static Comparison? ReadComparison(MapView map, Node.Entry entry)
    {
        var found = map.Entries.Where(inner => Vocabulary.Comparison.Contains(inner.Key)).ToList();
        if (found is not [var single])
        {
            map.Fault(entry.Value, "comparison_expected", found.Count == 0
                ? $"не сказано, с чем сравнивать: одно из {string.Join(", ", Vocabulary.Comparison)}."
                : $"сравнение названо {found.Count} раза ({string.Join(", ", found.Select(inner => inner.Key))}); оставьте одно или соедините условия в all.");
            return null;
        }

        switch (single.Key)
        {
            case "is":
                return ReadValues(map, single) is { IsEmpty: false } values ? new Comparison.Is(values) : null;
            case "below":
                return map.Number("below", -1_000_000, 1_000_000) is { } below ? new Comparison.Below(below) : null;
            case "at_least":
                return map.Number("at_least", -1_000_000, 1_000_000) is { } least ? new Comparison.AtLeast(least) : null;
            case "filled":
                return map.Flag("filled") is { } filled ? new Comparison.Filled(filled) : null;
            case "years_below":
                return map.Number("years_below", 1, MostYears) is { } fewer ? new Comparison.YearsBelow(fewer) : null;
            case "years_at_least":
                return map.Number("years_at_least", 1, MostYears) is { } years ? new Comparison.YearsAtLeast(years) : null;
            case "before":
                return ReadDay(map, single) is { } before ? new Comparison.Before(before) : null;
            default:
                return ReadDay(map, single) is { } since ? new Comparison.Since(since) : null;
        }
    }

    private static ImmutableArray<string> ReadValues(MapView map, Node.Entry entry)
    {
        ImmutableArray<Node> nodes = entry.Value is Node.Text ? [entry.Value] : map.List(entry.Key);
        if (entry.Value is Node.List { Items.IsEmpty: true })
        {
            map.Fault(entry.Value, "empty_condition", "список «is» пуст: перечислите, чему может быть равно.");
        }

        var values = ImmutableArray.CreateBuilder<string>(nodes.Length);
        foreach (var node in nodes)
        {
            if (node is Node.Text { Value.Length: > 0 and <= MapView.TitleLength } text)
            {
                values.Add(text.Value);
            }
            else
            {
                map.Fault(node, "text_expected", $"в «is» стоят тексты не длиннее {MapView.TitleLength} знаков.");
            }
        }

        return values.DrainToImmutable();
    }

    private static DateOnly? ReadDay(MapView map, Node.Entry entry)
    {
        if (entry.Value is Node.Text text && DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        map.Fault(entry.Value, "date_expected", $"«{entry.Key}» — день, записанный так: 2021-09-01 (год, месяц, день).");
        return null;
    }
}
