using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>The lives beside the main one: what starts, joins and ends them.</summary>
internal static class Tracks
{
    /// <summary>
    /// What the facts of a decision bring about in other lives. It looks at facts already made, one after the other, and what it adds is
    /// looked at in its turn; so no life is moved while another is on its way between two stages.
    /// </summary>
    public static void Follow(Turn turn)
    {
        for (var i = 0; i < turn.Facts.Count && turn.State.Status == PathwayStatus.Running; i++)
        {
            switch (turn.Facts[i])
            {
                case Effect.PathwayBegan when !turn.Plan.Tracks.IsEmpty:
                    Start(turn, new TrackStart.WithPathway());
                    break;
                case Effect.StageEntered entered when !turn.Plan.Tracks.IsEmpty:
                    Start(turn, new TrackStart.Entering(entered.Stage));
                    break;
                case Effect.StageLeft left when !turn.Plan.Tracks.IsEmpty:
                    Start(turn, new TrackStart.OnOutcome(left.Stage, left.Outcome));
                    break;
                case Effect.TriggerFired fired when !turn.Plan.Tracks.IsEmpty:
                    Start(turn, new TrackStart.OnTrigger(fired.Trigger));
                    break;
                case Effect.TrackEnded:
                    SettleThoseWhoAwait(turn);
                    break;
                case Effect.DocumentWritten written:
                    Rows.Follow(turn, written);
                    break;
            }
        }
    }

    /// <summary>Whether a stage may not be left yet because a track it awaits still runs.</summary>
    public static bool Awaited(Turn turn, StagePlan stage)
    {
        foreach (var track in turn.State.Tracks)
        {
            if (track.Status == TrackStatus.Running && stage.Awaits.Contains(track.Track))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Starts a track that was named by a trigger.</summary>
    public static void Start(Turn turn, TrackPlan track) => Start(turn, track, again: true);

    /// <summary>Starts the run of one row for which the track's condition holds, unless it was started this year.</summary>
    public static void StartRow(Turn turn, TrackPlan track, ItemPart? part, bool again)
    {
        foreach (var run in turn.State.Tracks)
        {
            if (run.Track == track.Key && ItemPart.Same(run.Part, part) && (!again || run.Status == TrackStatus.Running))
            {
                return;
            }
        }

        turn.LookAt(0, part);
        if (!turn.Holds(track.When))
        {
            return;
        }

        var number = turn.State.Runs + 1;
        turn.Add(new Effect.TrackStarted(number, track.Key, part));
        if (track.Rows is not null && part is null)
        {
            // The table is empty: the run only remembers that the track was started, so that rows added later find it.
            turn.Add(new Effect.TrackEnded(number, TrackStatus.Completed));
            return;
        }

        Stages.Enter(turn, Run.Of(turn.Plan, turn.State, number), 0);
    }

    /// <summary>Ends a life; with the main one the whole pathway.</summary>
    public static void End(Turn turn, Run run, TargetKind how)
    {
        if (!run.IsMain)
        {
            turn.Add(new Effect.TrackEnded(run.Number, how == TargetKind.Rejected ? TrackStatus.Rejected : TrackStatus.Completed));
            Items.ClearAttention(turn);
            return;
        }

        EndAll(turn, how == TargetKind.Rejected ? PathwayStatus.Rejected : PathwayStatus.Completed, null);
    }

    /// <summary>Ends the pathway with all its lives.</summary>
    public static void EndAll(Turn turn, PathwayStatus status, string? reason)
    {
        Items.Cancel(turn, 0);
        foreach (var track in turn.State.Tracks)
        {
            Cancel(turn, track);
        }

        turn.Add(new Effect.PathwayEnded(status, reason));
    }

    /// <summary>Cancels what still runs of some tracks.</summary>
    public static void Cancel(Turn turn, ImmutableArray<string> keys)
    {
        if (keys.IsEmpty)
        {
            return;
        }

        foreach (var track in turn.State.Tracks)
        {
            if (keys.Contains(track.Track))
            {
                Cancel(turn, track);
            }
        }

        Items.ClearAttention(turn);
    }

    public static void Cancel(Turn turn, TrackState track)
    {
        if (track.Status == TrackStatus.Running)
        {
            Items.Cancel(turn, track.Number);
            turn.Add(new Effect.TrackEnded(track.Number, TrackStatus.Cancelled));
        }
    }

    private static void Start(Turn turn, TrackStart what)
    {
        foreach (var track in turn.Plan.Tracks)
        {
            if (track.Starts == what && turn.State.Status == PathwayStatus.Running)
            {
                Start(turn, track, again: what is TrackStart.OnTrigger);
            }
        }
    }

    private static void Start(Turn turn, TrackPlan track, bool again)
    {
        if (track.Rows is not { } table || turn.State.Document.Rows(table) is not { IsEmpty: false } rows)
        {
            StartRow(turn, track, null, again);
            return;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            StartRow(turn, track, Rows.Part(turn, table, i), again);
        }
    }

    private static void SettleThoseWhoAwait(Turn turn)
    {
        Settle(turn, 0, turn.State.Stage);
        foreach (var track in turn.State.Tracks)
        {
            Settle(turn, track.Number, turn.State.Track(track.Number)?.Stage);
        }
    }

    private static void Settle(Turn turn, int run, string? stage)
    {
        if (stage is not null
            && turn.State.Status == PathwayStatus.Running
            && turn.Plan.Stage(stage) is { Awaits.IsEmpty: false } awaiting
            && !Awaited(turn, awaiting)
            && !turn.State.Waits(run))
        {
            Stages.Settle(turn, Run.Of(turn.Plan, turn.State, run));
        }
    }
}
