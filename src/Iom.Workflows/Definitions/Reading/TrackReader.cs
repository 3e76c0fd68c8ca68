using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads the lives beside the main one.</summary>
internal static class TrackReader
{
    public static ImmutableArray<TrackPlan> Read(MapView definition, SlotReader.LadderDefaults defaults)
    {
        var tracks = ImmutableArray.CreateBuilder<TrackPlan>();
        foreach (var node in definition.List("tracks"))
        {
            if (KeyedReader.Open(definition, node, "tracks", "Трек", Vocabulary.Track) is not var (key, map))
            {
                definition.Context.BreakFlow();
            }
            else if (tracks.Any(other => other.Key == key))
            {
                map.Fault(node, "duplicate_key", "этот трек записан дважды.");
            }
            else if (ReadStart(map) is { } starts)
            {
                tracks.Add(new TrackPlan(
                    key,
                    map.RequiredText("title", "нет названия «title».", key),
                    ConditionReader.Read(map, "when"),
                    starts,
                    ReadRows(map),
                    StageReader.ReadAll(map, defaults)));
            }
            else
            {
                definition.Context.BreakFlow();
            }
        }

        return tracks.DrainToImmutable();
    }

    private static TrackStart? ReadStart(MapView track)
    {
        const string forms = "начало трека записывается так: { with: start }, { entering: ключ этапа }, { on: { stage: …, outcome: … } } или { trigger: ключ }.";
        if (track.Find("starts") is not { } node)
        {
            track.Missing("starts", $"не сказано, когда трек начинается: {forms}");
            return null;
        }

        if (track.Map(node, null, track.Where, Vocabulary.Start) is not { } map)
        {
            return null;
        }

        switch (map.Entries)
        {
            case [{ Key: "with", Value: Node.Text { Value: "start" } }]:
                return new TrackStart.WithPathway();
            case [{ Key: "entering", Value: Node.Text stage }]:
                map.Context.StageNamed(stage, map.Where);
                return new TrackStart.Entering(stage.Value);
            case [{ Key: "trigger", Value: Node.Text { Value: var trigger } }]:
                return new TrackStart.OnTrigger(trigger);
            case [{ Key: "on", Value: Node.Map on }] when map.Map(on, null, map.Where, Vocabulary.StartOn) is { } inner
                && inner.Find("stage") is Node.Text left && inner.Find("outcome") is Node.Text outcome:
                map.Context.StageNamed(left, map.Where);
                return new TrackStart.OnOutcome(left.Value, outcome.Value);
            default:
                map.Fault(node, "unknown_start", forms);
                return null;
        }
    }

    private static string? ReadRows(MapView track)
    {
        if (track.Find("each") is not { } node)
        {
            return null;
        }

        if (EachReader.Read(track, node) is EachPlan.Rows rows)
        {
            return rows.Table;
        }

        track.Fault(node, "unknown_each", "трек повторяется только по строкам таблицы: «each: { rows: ключ таблицы }».");
        return null;
    }
}
