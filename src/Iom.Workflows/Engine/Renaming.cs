using System.Collections.Immutable;

namespace Iom.Workflows.Engine;

/// <summary>How a state reads in the names of another plan. What has no name there is forgotten; the history keeps it.</summary>
internal static class Renaming
{
    public static PathwayState Apply(PathwayState state, Effect.PlanChanged changed)
    {
        if (changed is { Stages: null, Slots: null, Tracks: null })
        {
            return state;
        }

        return state with
        {
            Stage = state.Stage is { } main ? Stage(changed, main) : null,
            ReturnAfter = state.ReturnAfter is { } interrupted ? Stage(changed, interrupted) : null,
            Items = [.. state.Items.Select(item => Slot(changed, state.StageOf(item.Run), item.Slot) is { } slot ? item with { Slot = slot } : null).OfType<ItemState>()],
            Counted = [.. state.Counted.Select(vote => Slot(changed, state.StageOf(vote.Run), vote.Slot) is { } slot ? vote with { Slot = slot } : null).OfType<CountedVote>()],
            Tracks = [.. state.Tracks.Select(track => track with
            {
                Track = Find(changed.Tracks, track.Track) is { Length: > 0 } name ? name : track.Track,
                Stage = track.Stage is { } stage ? Stage(changed, stage) : null,
            })],
            Stages = [.. state.Stages.Select(record => Stage(changed, record.Key) is { } key ? record with { Key = key } : null).OfType<StageRecord>()
                .GroupBy(record => (record.Key, record.Run)).Select(same => same.MaxBy(record => record.Rounds)!)],
            Answers = state.Answers is not { } answers ? null
                : [.. answers.Select(answer => Stage(changed, answer.Stage) is { } stage && Slot(changed, answer.Stage, answer.Slot) is { } slot
                    ? answer with { Stage = stage, Slot = slot } : null).OfType<SlotAnswer>()],
        };
    }

    private static string? Stage(Effect.PlanChanged changed, string key) => Named(Find(changed.Stages, key) ?? key);

    private static string? Slot(Effect.PlanChanged changed, string? stage, string slot) =>
        stage is null ? slot : Named(Find(changed.Slots, MigrationPlan.Slot(stage, slot)) ?? slot);

    /// <summary>Read from the history, a map may have lost how it compares.</summary>
    private static string? Find(ImmutableSortedDictionary<string, string>? names, string name) =>
        names?.WithComparers(StringComparer.Ordinal).GetValueOrDefault(name);

    private static string? Named(string name) => name is MigrationPlan.None ? null : name;
}
