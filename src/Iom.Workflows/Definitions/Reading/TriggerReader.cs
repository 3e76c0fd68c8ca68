using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads what may be set off at any time, and starts in bulk.</summary>
internal static class TriggerReader
{
    public static ImmutableArray<TriggerPlan> ReadTriggers(MapView definition)
    {
        var triggers = ImmutableArray.CreateBuilder<TriggerPlan>();
        foreach (var node in definition.List("triggers"))
        {
            if (KeyedReader.Open(definition, node, "triggers", "Действие", Vocabulary.Trigger) is not var (key, map))
            {
                continue;
            }

            if (triggers.Any(other => other.Key == key))
            {
                map.Fault(node, "duplicate_key", "это действие записано дважды.");
            }
            else if (ReadBy(map) is { } by && ReadTarget(map) is var (stage, track))
            {
                triggers.Add(new TriggerPlan(
                    key, map.RequiredText("title", "нет надписи на кнопке «title».", key), by, ConditionReader.Read(map, "when"), FieldReader.Read(map), stage, track));
            }
        }

        return triggers.DrainToImmutable();
    }

    public static ImmutableArray<CampaignPlan> ReadCampaigns(MapView definition)
    {
        var campaigns = ImmutableArray.CreateBuilder<CampaignPlan>();
        foreach (var node in definition.List("campaigns"))
        {
            if (KeyedReader.Open(definition, node, "campaigns", "Волна", Vocabulary.Campaign) is not var (key, map))
            {
                continue;
            }

            if (campaigns.Any(other => other.Key == key))
            {
                map.Fault(node, "duplicate_key", "эта волна записана дважды.");
            }
            else if (map.Find("on") is not { } on)
            {
                map.Missing("on", "не сказано, в какой день начинать: «on: { day: 01.10 }».");
            }
            else if (DateRuleReader.ReadOpening(map, on) is { } day)
            {
                campaigns.Add(new CampaignPlan(
                    key, map.RequiredText("title", "нет названия «title».", key), ConditionReader.Read(map, "when"), day, map.Number("years", 1, 10)));
            }
        }

        return campaigns.DrainToImmutable();
    }

    private static PerformerPlan? ReadBy(MapView map)
    {
        if (map.Find("by") is { } node)
        {
            return PerformerReader.Read(map, node);
        }

        map.Missing("by", "не сказано, кто может это сделать: «by: { role: coordinator }».");
        return null;
    }

    private static (string? Stage, string? Track)? ReadTarget(MapView map)
    {
        if (map.Find("to") is not { } node)
        {
            map.Missing("to", "не сказано, что при этом происходит: «to: { stage: … }» или «to: { track: … }».");
            return null;
        }

        if (map.Map(node, null, map.Where, Vocabulary.TriggerTarget) is not { } to)
        {
            return null;
        }

        switch (to.Entries)
        {
            case [{ Key: "stage", Value: Node.Text stage }]:
                map.Context.StageNamed(stage, map.Where);
                return (stage.Value, null);
            case [{ Key: "track", Value: Node.Text { Value: var track } }]:
                return (null, track);
            default:
                map.Fault(node, "bad_target", "здесь пишут либо { stage: ключ этапа }, либо { track: ключ трека }.");
                return null;
        }
    }
}
