using System.Collections.Immutable;
using System.Globalization;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads conditions: several keys side by side must all hold.</summary>
internal static class ConditionReader
{
    public static Condition Read(MapView owner, string key) =>
        owner.Find(key) is { } node ? Read(owner, node, owner.Where) : Condition.Always;

    private static Condition Read(MapView owner, Node node, string where)
    {
        if (owner.Map(node, null, where, Vocabulary.Condition) is not { } map)
        {
            return Condition.Always;
        }

        if (map.Entries.IsEmpty)
        {
            map.Fault(node, "empty_condition", "условие пусто. Уберите его: без условия правило действует всегда.");
        }

        var parts = map.Entries.Select(entry => ReadPart(map, entry)).OfType<Condition>().ToImmutableArray();
        return parts is [var single] ? single : new Condition.AllOf(parts);
    }

    private static Condition? ReadPart(MapView map, Node.Entry entry)
    {
        switch (entry.Key)
        {
            case "all":
                return new Condition.AllOf(ReadList(map, entry));
            case "any":
                return new Condition.AnyOf(ReadList(map, entry));
            case "not":
                return new Condition.Not(Read(map, entry.Value, map.Where));
            case "category":
                return map.WordList(entry.Key) is { IsEmpty: false } categories ? new Condition.Category(categories) : Nothing(map, entry);
            case "org_type":
                return map.WordList(entry.Key) is { IsEmpty: false } types ? new Condition.OrgType(types) : Nothing(map, entry);
            case "track":
                return map.WordList(entry.Key) is { IsEmpty: false } tracks ? new Condition.Track(tracks) : Nothing(map, entry);
            case "leader":
                return map.Flag(entry.Key) is { } leader ? new Condition.Leader(leader) : null;
            case "has_association":
                return map.Flag(entry.Key) is { } has ? new Condition.HasAssociation(has) : null;
            case "tenure_below":
                return ReadTenure(map, entry);
            case "year":
                return map.Word(entry.Key, Words.Years) is { } position ? new Condition.Year(position) : null;
            default:
                return null;
        }
    }

    private static ImmutableArray<Condition> ReadList(MapView map, Node.Entry entry)
    {
        var conditions = map.List(entry.Key).Select(node => Read(map, node, map.Where)).ToImmutableArray();
        if (entry.Value is Node.List && conditions.IsEmpty)
        {
            map.Fault(entry.Value, "empty_condition", $"список «{entry.Key}» пуст: перечислите условия.");
        }

        return conditions;
    }

    private static Condition.TenureBelow? ReadTenure(MapView map, Node.Entry entry)
    {
        var years = Amounts.Parse(entry.Value) is (var amount, DateUnit.Years) ? amount
            : int.TryParse((entry.Value as Node.Text)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : 0;
        if (years is >= 1 and <= 60)
        {
            return new Condition.TenureBelow(years);
        }

        map.Fault(entry.Value, "number_expected", "стаж «tenure_below» — полных лет от 1 до 60, например «3 years».");
        return null;
    }

    private static Condition? Nothing(MapView map, Node.Entry entry)
    {
        if (entry.Value is Node.List { Items.IsEmpty: true })
        {
            map.Fault(entry.Value, "empty_condition", $"список «{entry.Key}» пуст.");
        }

        return null;
    }
}
