using System.Collections.Immutable;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>What was seen on the way: which stages and slots came up, which conditions held, which answers could be given.</summary>
internal sealed class Observations
{
    private readonly HashSet<(string Stage, string? Slot, bool Held)> conditions = [];
    private readonly HashSet<string> entered = new(StringComparer.Ordinal);
    private readonly HashSet<string> tracks = new(StringComparer.Ordinal);
    private readonly HashSet<string> triggers = new(StringComparer.Ordinal);
    private readonly HashSet<(string Stage, string Slot)> somebody = [];
    private readonly Dictionary<(string Stage, string Slot), int> nobody = [];
    private readonly Dictionary<(string Stage, string Slot), int> opened = [];
    private readonly HashSet<(string Stage, string Slot, string Outcome)> given = [];

    /// <summary>Answers that the engine refused though they were offered, with the first refusal.</summary>
    public Dictionary<(string Stage, string Slot, string Outcome), (Refusal Why, int Node)> Refused { get; } = [];

    public bool Entered(string stage) => entered.Contains(stage);

    public bool Opened(string stage, string slot) => opened.ContainsKey((stage, slot));

    /// <summary>The first state in which a slot asks somebody or waits for its day; null: it never comes up.</summary>
    public int? FirstOpened(string stage, string slot) => opened.TryGetValue((stage, slot), out var node) ? node : null;

    public bool Given(string stage, string slot, string outcome) => given.Contains((stage, slot, outcome));

    /// <summary>Whether the condition of a stage (or of one of its slots) was ever seen to hold, or not to.</summary>
    public bool Saw(string stage, string? slot, bool held) => conditions.Contains((stage, slot, held));

    /// <summary>Whether somebody was ever found for a slot among people who are all there.</summary>
    public bool FoundSomebody(string stage, string slot) => somebody.Contains((stage, slot));

    /// <summary>The first state in which nobody was found for a slot among people who are all there; null: there was none.</summary>
    public int? FoundNobody(string stage, string slot) => nobody.TryGetValue((stage, slot), out var node) ? node : null;

    public bool Started(string track) => tracks.Contains(track);

    public bool Fired(string trigger) => triggers.Contains(trigger);

    /// <param name="before">The state before the step.</param>
    /// <param name="effects">What the step made.</param>
    /// <param name="step">The step.</param>
    /// <param name="after">The state after it.</param>
    public void See(PathwayState before, ImmutableArray<Effect> effects, Step step, StateGraph.Node after)
    {
        if (step is { Kind: StepKind.Answered, Stage: { } answered, Slot: { } by, Outcome: { } outcome })
        {
            given.Add((answered.Key, by.Key, outcome.Key));
        }

        var stages = before.Tracks.Where(track => track.Stage is not null).ToDictionary(track => track.Number, track => track.Stage!);
        stages[0] = before.Stage ?? string.Empty;
        foreach (var effect in effects)
        {
            See(effect, stages, after);
        }
    }

    private void See(Effect effect, Dictionary<int, string> stages, StateGraph.Node after)
    {
        switch (effect)
        {
            case Effect.StageEntered now:
                stages[now.Run] = now.Stage;
                conditions.Add((now.Stage, null, true));
                break;
            case Effect.StageLeft left:
                entered.Add(left.Stage);
                stages[left.Run] = string.Empty;
                break;
            case Effect.StageSkipped skipped when skipped.Stage != stages.GetValueOrDefault(skipped.Run):
                conditions.Add((skipped.Stage, null, false));
                break;
            case Effect.SlotSkipped skipped:
                conditions.Add((stages[skipped.Run], skipped.Slot, skipped.NoPerformer || skipped.Reason is not null));
                break;
            case Effect.ItemScheduled scheduled:
                Opens(stages[scheduled.Run], scheduled.Slot, after);
                break;
            case Effect.ItemOpened item:
                Opens(stages[item.Run], item.Slot, after);
                Asks(stages[item.Run], item, after);
                break;
            case Effect.Told told:
                Opens(stages[told.Run], told.Slot, after);
                given.Add((stages[told.Run], told.Slot, Definitions.SlotPlan.ToldOutcome));
                break;
            case Effect.TrackStarted started:
                tracks.Add(started.Track);
                break;
            case Effect.TriggerFired fired:
                triggers.Add(fired.Trigger);
                break;
        }
    }

    private void Opens(string stage, string slot, StateGraph.Node after)
    {
        entered.Add(stage);
        opened.TryAdd((stage, slot), after.Number);
        conditions.Add((stage, slot, true));
    }

    private void Asks(string stage, Effect.ItemOpened item, StateGraph.Node after)
    {
        if (!item.Assignees.IsEmpty)
        {
            somebody.Add((stage, item.Slot));
        }
        else if (after.Cast.Staffing == Staffing.Full)
        {
            nobody.TryAdd((stage, item.Slot), after.Number);
        }
    }
}
