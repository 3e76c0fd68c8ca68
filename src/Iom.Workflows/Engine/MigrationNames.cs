using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>What the names of one plan become in another, as the migration says and by the same key where it says nothing.</summary>
/// <param name="Stages">By key, without those that keep theirs.</param>
/// <param name="Slots">By <see cref="MigrationPlan.Slot"/>, likewise.</param>
/// <param name="Tracks">By key, likewise.</param>
internal sealed record MigrationNames(
    ImmutableSortedDictionary<string, string> Stages, ImmutableSortedDictionary<string, string> Slots, ImmutableSortedDictionary<string, string> Tracks)
{
    public static MigrationNames Of(ProcessPlan from, ProcessPlan to, MigrationPlan migration)
    {
        var stages = Empty();
        var slots = Empty();
        var tracks = Empty();
        foreach (var stage in from.AllStages)
        {
            var counterpart = Counterpart(from, to, stage, migration.StageMap.GetValueOrDefault(stage.Key, stage.Key));
            Note(stages, stage.Key, stage.Key, counterpart?.Key);
            foreach (var slot in stage.Slots)
            {
                var name = MigrationPlan.Slot(stage.Key, slot.Key);
                var wanted = migration.SlotMap.GetValueOrDefault(name, slot.Key);
                Note(slots, name, slot.Key, counterpart?.Slots.FirstOrDefault(other => other.Key == wanted)?.Key);
            }
        }

        foreach (var track in from.Tracks)
        {
            var counterpart = track.Stages.Select(stage => to.TrackOf(stages.GetValueOrDefault(stage.Key, stage.Key))).FirstOrDefault(found => found is not null);
            Note(tracks, track.Key, track.Key, counterpart?.Key);
        }

        return new MigrationNames(stages.ToImmutable(), slots.ToImmutable(), tracks.ToImmutable());
    }

    /// <summary>The stage's counterpart; null: none.</summary>
    public string? Stage(string key) => Named(Stages.GetValueOrDefault(key, key));

    /// <summary>The slot's counterpart; null: none.</summary>
    public string? Slot(string stage, string slot) => Named(Slots.GetValueOrDefault(MigrationPlan.Slot(stage, slot), slot));

    public string Track(string key) => Tracks.GetValueOrDefault(key, key);

    /// <summary>The main life goes on in a main stage, a track in a track with the same table.</summary>
    private static StagePlan? Counterpart(ProcessPlan from, ProcessPlan to, StagePlan stage, string wanted) =>
        to.FindStage(wanted) is { } found && (from.TrackOf(stage.Key), to.TrackOf(wanted)) is var (before, after)
            && (before is null) == (after is null) && before?.Rows == after?.Rows
                ? found : null;

    private static void Note(ImmutableSortedDictionary<string, string>.Builder names, string name, string key, string? counterpart)
    {
        if (counterpart != key)
        {
            names[name] = counterpart ?? MigrationPlan.None;
        }
    }

    private static string? Named(string name) => name is MigrationPlan.None ? null : name;

    private static ImmutableSortedDictionary<string, string>.Builder Empty() => ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
}
