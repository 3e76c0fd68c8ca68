using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>
/// Which stage and which slot goes on as which: by the same key, else by the same title, else by place between neighbours that are
/// settled. What is left has no proposal, and somebody must choose.
/// </summary>
public static class MigrationProposal
{
    /// <param name="from">The plan pathways run on.</param>
    /// <param name="to">The plan they are to run on.</param>
    /// <param name="chosen">Counterparts of stages that somebody chose already; their slots are found within those. Null: none.</param>
    /// <returns>A migration that keeps deadlines and performers, with every counterpart that was found.</returns>
    public static MigrationPlan Of(ProcessPlan from, ProcessPlan to, IEnumerable<KeyValuePair<string, string>>? chosen = null)
    {
        var stages = Stages(from.Stages, to.Stages);
        foreach (var (track, other) in Pairs(from.Tracks, to.Tracks, track => track.Key, track => track.Title, (one, another) => one.Rows == another.Rows))
        {
            stages = stages.SetItems(Stages(track.Stages, other.Stages));
        }

        stages = stages.SetItems(chosen ?? []);
        var slots = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var stage in from.AllStages)
        {
            if (stages.TryGetValue(stage.Key, out var key) && to.FindStage(key) is { } other)
            {
                slots.AddRange(Slots(stage, other));
            }
        }

        return new MigrationPlan(from.Key, from.Version, to.Key, to.Version, stages, slots.ToImmutable());
    }

    private static ImmutableSortedDictionary<string, string> Stages(ImmutableArray<StagePlan> from, ImmutableArray<StagePlan> to) =>
        Pairs(from, to, stage => stage.Key, stage => stage.Title, (_, _) => true)
            .ToImmutableSortedDictionary(pair => pair.From.Key, pair => pair.To.Key, StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Slots(StagePlan stage, StagePlan other) =>
        Pairs(stage.Slots, other.Slots, slot => slot.Key, slot => slot.Title, (one, another) => one.Kind == another.Kind)
            .Select(pair => KeyValuePair.Create(MigrationPlan.Slot(stage.Key, pair.From.Key), pair.To.Key));

    private static IEnumerable<(T From, T To)> Pairs<T>(
        ImmutableArray<T> from, ImmutableArray<T> to, Func<T, string> key, Func<T, string> title, Func<T, T, bool> fits)
    {
        var found = new int?[from.Length];
        Match((one, other) => key(one) == key(other));
        Match((one, other) => string.Equals(title(one).Trim(), title(other).Trim(), StringComparison.OrdinalIgnoreCase) && fits(one, other));
        for (var i = 0; i < from.Length; i++)
        {
            if (found[i] is null)
            {
                var after = Array.FindLastIndex(found, i, place => place is not null) is >= 0 and var settled ? found[settled]!.Value + 1 : 0;
                var before = Array.FindIndex(found, i, place => place is not null) is >= 0 and var next ? found[next]!.Value : to.Length;
                found[i] = Enumerable.Range(after, Math.Max(0, before - after)).Where(place => !found.Contains(place) && fits(from[i], to[place]))
                    .Select(place => (int?)place).FirstOrDefault();
            }
        }

        return Enumerable.Range(0, from.Length).Where(i => found[i] is not null).Select(i => (from[i], to[found[i]!.Value]));

        void Match(Func<T, T, bool> same)
        {
            for (var i = 0; i < from.Length; i++)
            {
                for (var place = 0; found[i] is null && place < to.Length; place++)
                {
                    found[i] = !found.Contains(place) && same(from[i], to[place]) ? place : null;
                }
            }
        }
    }
}
