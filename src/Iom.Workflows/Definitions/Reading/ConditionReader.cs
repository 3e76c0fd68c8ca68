using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Calendars;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads conditions: several keys side by side must all hold.</summary>
internal static class ConditionReader
{
    public static Condition Read(MapView owner, string key) =>
        owner.Find(key) is { } node ? Read(owner, node, owner.Where) : Condition.Always;

    public static Condition Read(MapView owner, Node node, string where)
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
            case "attribute" or "field" or "row":
                return FactReader.Read(map, entry);
            case "age_below":
                return FactReader.ReadAge(map);
            case "qualification":
                return FactReader.ReadQualification(map) ?? Nothing(map, entry);
            case "has":
                return ReadHas(map, entry);
            case "round":
                return ReadRound(map, entry);
            case "outcome":
                return ReadOutcome(map, entry);
            case "between":
                return ReadSeason(map, entry);
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

    private static Condition.Has? ReadHas(MapView map, Node.Entry entry)
    {
        if (PerformerReader.Read(map, entry.Value) is not { } performer)
        {
            return null;
        }

        if (!performer.Fallbacks.IsEmpty)
        {
            map.Fault(entry.Value, "misplaced_fallback", "«has» спрашивает, находится ли исполнитель, поэтому «if_nobody» здесь не бывает.");
        }

        return new Condition.Has(performer.Rule);
    }

    private static Condition.RoundAtLeast? ReadRound(MapView map, Node.Entry entry)
    {
        if (map.Map(entry.Value, null, map.Where, Vocabulary.Round) is not { } inner)
        {
            return null;
        }

        if (!inner.Has("from"))
        {
            inner.Fault(entry.Value, "missing_from", "не сказано, с какого круга: «round: { from: 2 }».");
        }

        return inner.Number("from", 1, 20) is { } round ? new Condition.RoundAtLeast(round) : null;
    }

    private static Condition.StageOutcome? ReadOutcome(MapView map, Node.Entry entry)
    {
        if (map.Map(entry.Value, null, map.Where, Vocabulary.StageOutcome) is not { } inner)
        {
            return null;
        }

        var outcomes = inner.WordList("is");
        if (inner.Find("stage") is not Node.Text stage || outcomes.IsEmpty)
        {
            inner.Fault(entry.Value, "bad_outcome", "исход этапа записывается так: «outcome: { stage: approval, is: [approve] }».");
            return null;
        }

        inner.Context.StageNamed(stage, inner.Where);
        foreach (var name in inner.Find("is") is Node.List list ? list.Items.OfType<Node.Text>() : [(Node.Text)inner.Find("is")!])
        {
            inner.Context.OutcomeNamed(stage.Value, name, inner.Where);
        }

        return new Condition.StageOutcome(stage.Value, outcomes);
    }

    private static Condition.Season? ReadSeason(MapView map, Node.Entry entry)
    {
        var days = entry.Value is Node.List { Items.Length: 2 } list ? list.Items.Select(day => AnchorReader.ReadDay(map, day)).ToList() : null;
        if (days is null)
        {
            map.Fault(entry.Value, "season_expected", "«between» — два дня года: «between: [01.09, 31.12]».");
        }

        return days is [{ } from, { } to] ? new Condition.Season(new MonthDay(from.Month, from.Day), new MonthDay(to.Month, to.Day)) : null;
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
