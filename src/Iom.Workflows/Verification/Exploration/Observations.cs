using System.Collections.Immutable;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>What was seen on the way: which stages and slots came up, which conditions held, which answers could be given.</summary>
internal sealed class Observations
{
    private readonly HashSet<(string Stage, string? Slot, bool Held)> conditions = [];
    private readonly HashSet<string> entered = new(StringComparer.Ordinal);
    private readonly HashSet<(string Stage, string Slot)> opened = [];
    private readonly HashSet<(string Stage, string Slot, string Outcome)> given = [];

    /// <summary>Answers that the engine refused though they were offered, with the first refusal.</summary>
    public Dictionary<(string Stage, string Slot, string Outcome), (Refusal Why, int Node)> Refused { get; } = [];

    public bool Entered(string stage) => entered.Contains(stage);

    public bool Opened(string stage, string slot) => opened.Contains((stage, slot));

    public bool Given(string stage, string slot, string outcome) => given.Contains((stage, slot, outcome));

    /// <summary>Whether the condition of a stage (or of one of its slots) was ever seen to hold, or not to.</summary>
    public bool Saw(string stage, string? slot, bool held) => conditions.Contains((stage, slot, held));

    public void See(PathwayState before, ImmutableArray<Effect> effects, Step step)
    {
        if (step is { Kind: StepKind.Answered, Stage: { } answered, Slot: { } by, Outcome: { } outcome })
        {
            given.Add((answered.Key, by.Key, outcome.Key));
        }

        var stage = before.Stage ?? string.Empty;
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Effect.StageEntered now:
                    stage = now.Stage;
                    conditions.Add((stage, null, true));
                    break;
                case Effect.StageLeft:
                    stage = string.Empty;
                    break;
                case Effect.StageSkipped skipped when skipped.Stage != stage:
                    conditions.Add((skipped.Stage, null, false));
                    break;
                case Effect.SlotSkipped skipped:
                    conditions.Add((stage, skipped.Slot, skipped.NoPerformer));
                    break;
                case Effect.ItemScheduled scheduled:
                    Opens(stage, scheduled.Slot);
                    break;
                case Effect.ItemOpened item:
                    Opens(stage, item.Slot);
                    break;
            }
        }
    }

    private void Opens(string stage, string slot)
    {
        entered.Add(stage);
        opened.Add((stage, slot));
        conditions.Add((stage, slot, true));
    }
}
