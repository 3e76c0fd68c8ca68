using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads when collegial bodies usually sit.</summary>
internal static class SittingReader
{
    public static ImmutableArray<SittingPlan> Read(MapView map)
    {
        var sittings = ImmutableArray.CreateBuilder<SittingPlan>();
        foreach (var node in map.List("sittings"))
        {
            if (ReadSitting(map, node) is not { } sitting)
            {
                continue;
            }

            if (sittings.Any(other => other.Body == sitting.Body))
            {
                map.Fault(node, "duplicate_key", $"заседания органа «{sitting.Body}» записаны дважды; перечислите все дни в одном «on».");
            }
            else
            {
                sittings.Add(sitting);
            }
        }

        return sittings.DrainToImmutable();
    }

    private static SittingPlan? ReadSitting(MapView definition, Node node)
    {
        if (definition.Map(node, null, "Заседания «sittings»", Vocabulary.Sitting) is not { } map)
        {
            return null;
        }

        if (map.Find("body") is not Node.Text { Value: var body } || !Keys.IsKey(body))
        {
            map.Fault(map.Find("body") ?? node, "bad_key", "нужен ключ коллегиального органа «body», например «pedagogical_council».");
            return null;
        }

        var days = map.List("on").Select(day => ReadDay(map, day)).OfType<DateRule>().ToImmutableArray();
        if (days.IsEmpty && map.Find("on") is null or Node.List { Items.IsEmpty: true })
        {
            map.Missing("on", "не сказано, когда орган собирается: «on: [{ day: 30.08 }, { at: quarter_1_end }]».");
        }

        return new SittingPlan(body, days);
    }

    private static DateRule? ReadDay(MapView map, Node node)
    {
        var rule = DateRuleReader.ReadDay(map, node);
        if (rule is null or DateRule.Offset { Anchor: DateAnchor.DayOfYear or DateAnchor.Academic or DateAnchor.Fixed })
        {
            return rule;
        }

        map.Fault(node, "not_a_calendar_day", "день заседания зависит только от календаря: day (день года), date (дата), at (точка учебного года) либо after или before от них.");
        return null;
    }
}
