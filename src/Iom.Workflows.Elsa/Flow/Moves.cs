using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Elsa.Flow;

/// <summary>One step of a life as the engine decided it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Stage">The stage it concerns; what Elsa must agree with, never what it is told.</param>
/// <param name="Port">For <see cref="MoveKind.Leave"/>: the port.</param>
internal readonly record struct Move(MoveKind Kind, string? Stage = null, string? Port = null);

/// <summary>Kinds of moves.</summary>
internal enum MoveKind
{
    /// <summary>A track is started.</summary>
    Start,

    /// <summary>A stage is entered; there the life waits.</summary>
    Enter,

    /// <summary>A stage is passed over.</summary>
    Skip,

    /// <summary>A stage is left with an outcome.</summary>
    Leave,

    /// <summary>A track is cancelled.</summary>
    Cancel,
}

/// <summary>The moves of one life from one place where it waits to the next, or to its end.</summary>
internal sealed record Passage(string Life, ImmutableArray<Move> Moves);

/// <summary>What lives do in a decision, in the order in which they set out.</summary>
internal static class Passages
{
    /// <summary>The passages of a decision.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="before">The state before the decision.</param>
    /// <param name="facts">What followed.</param>
    public static ImmutableArray<Passage> Of(ProcessPlan plan, PathwayState before, ImmutableArray<Effect> facts)
    {
        var passages = new List<(string Life, List<Move> Moves)>();
        var state = before;
        foreach (var fact in facts)
        {
            var after = Evolution.Apply(state, fact);
            switch (fact)
            {
                case Effect.PathwayBegan:
                    passages.Add((FlowNames.Main, []));
                    break;
                case Effect.TrackStarted started:
                    passages.Add((FlowNames.Life(after, started.Run), [new Move(MoveKind.Start)]));
                    break;
                case Effect.StageLeft left:
                    passages.Add((FlowNames.Life(state, left.Run), [new Move(MoveKind.Leave, left.Stage, Ports.Of(plan, state, left))]));
                    break;
                case Effect.StageEntered entered:
                    Under(FlowNames.Life(state, entered.Run)).Add(new Move(MoveKind.Enter, entered.Stage));
                    break;
                case Effect.StageSkipped skipped:
                    var under = Under(FlowNames.Life(state, skipped.Run));
                    // Entered and found without anything to do: for Elsa it was only passed over.
                    under.Remove(new Move(MoveKind.Enter, skipped.Stage));
                    under.Add(new Move(MoveKind.Skip, skipped.Stage));
                    break;
                case Effect.TrackEnded { Status: TrackStatus.Cancelled } ended:
                    passages.Add((FlowNames.Life(state, ended.Run), [new Move(MoveKind.Cancel, state.StageOf(ended.Run))]));
                    break;
            }

            state = after;
        }

        if (state.Status is not (PathwayStatus.Running or PathwayStatus.Suspended))
        {
            // The end of the main life ends the workflow with everything in it.
            while (passages is [.., { Moves: [{ Kind: MoveKind.Cancel }, ..] }])
            {
                passages.RemoveAt(passages.Count - 1);
            }
        }

        return [.. passages.Select(passage => new Passage(passage.Life, [.. passage.Moves]))];

        List<Move> Under(string life) => passages.Last(passage => passage.Life == life).Moves;
    }

    /// <summary>Passages that lead a fresh workflow to where a pathway stands: past every stage before it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="state">A running or suspended pathway.</param>
    public static ImmutableArray<Passage> Towards(ProcessPlan plan, PathwayState state) =>
    [
        new Passage(FlowNames.Main, [.. Towards(plan.Stages, state.Stage!)]),
        .. state.Tracks.Where(track => track.Status == TrackStatus.Running).Select(track => new Passage(
            FlowNames.Track(track.Track), [new Move(MoveKind.Start), .. Towards(plan.Track(track.Track).Stages, track.Stage!)])),
    ];

    private static IEnumerable<Move> Towards(ImmutableArray<StagePlan> stages, string stage) =>
        stages.TakeWhile(each => each.Key != stage).Select(each => new Move(MoveKind.Skip, each.Key)).Append(new Move(MoveKind.Enter, stage));
}
