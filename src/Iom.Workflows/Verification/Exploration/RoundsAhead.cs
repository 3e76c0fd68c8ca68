using System.Collections.Frozen;
using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>
/// Of which stages the passes counted so far may still matter where a life stands: of those it may come to again before the
/// counting begins anew with the next year. What was counted elsewhere tells states apart that have the same future.
/// </summary>
internal sealed class RoundsAhead
{
    private readonly FrozenDictionary<string, FrozenSet<string>> ahead;

    public RoundsAhead(ProcessPlan plan)
    {
        ahead = plan.Tracks.SelectMany(track => Of(track.Stages, [])).Concat(Of(plan.Stages, [.. plan.Triggers.Select(trigger => trigger.Stage).OfType<string>()]))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <param name="here">The stage in which the life stands; null: it is over.</param>
    /// <param name="stage">Whose rounds.</param>
    public bool Count(string? here, string stage) => here is not null && (here == stage || (ahead.TryGetValue(here, out var again) && again.Contains(stage)));

    private static IEnumerable<KeyValuePair<string, FrozenSet<string>>> Of(ImmutableArray<StagePlan> stages, ImmutableArray<string> triggered)
    {
        var next = stages.Select((stage, at) => Next(stages, triggered, stage, at).ToFrozenSet(StringComparer.Ordinal)).ToList();
        var number = stages.Select((stage, at) => (stage.Key, at)).ToFrozenDictionary(pair => pair.Key, pair => pair.at, StringComparer.Ordinal);
        return stages.Select((stage, at) => KeyValuePair.Create(stage.Key, Reached(next, number, at)));
    }

    private static IEnumerable<string> Next(ImmutableArray<StagePlan> stages, ImmutableArray<string> triggered, StagePlan stage, int at) =>
        stage.Transitions.SelectMany(transition => transition.Stages)
            .Concat(triggered)
            // What a trigger brought in leads back to whatever it interrupted.
            .Concat(triggered.Contains(stage.Key) ? stages.Select(other => other.Key) : [])
            .Concat(stages.Skip(at + 1).Take(1).Select(later => later.Key));

    private static FrozenSet<string> Reached(List<FrozenSet<string>> next, FrozenDictionary<string, int> number, int from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<int>([from]);
        while (waiting.TryPop(out var at))
        {
            foreach (var stage in next[at])
            {
                if (number.TryGetValue(stage, out var there) && reached.Add(stage))
                {
                    waiting.Push(there);
                }
            }
        }

        return reached.ToFrozenSet(StringComparer.Ordinal);
    }
}
