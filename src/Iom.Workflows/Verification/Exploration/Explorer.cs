using System.Collections.Frozen;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>
/// Walks through every state a pathway can reach, nearest first, asking the engine itself what follows. The work is counted, not
/// timed, so that the same plan always gives the same answer.
/// </summary>
internal sealed class Explorer
{
    /// <summary>About a fifth of a second: a decision costs more the longer the state is.</summary>
    private const int MostEffort = 700_000;
    private const int EffortOfDecision = 20;
    private const int MostRungs = 60;

    /// <summary>States in which a slot's ladder is climbed for a look; when nothing came of it, nothing ever does.</summary>
    private const int Looks = 2;

    private static readonly Step Meanwhile = new(StepKind.Meanwhile, null, null);

    private readonly ProcessPlan plan;
    private readonly StateKey keys;
    private readonly Moves moves;
    private readonly FrozenSet<string> apart;
    private readonly HashSet<(int Cast, string Look, int Year, int Planned, string Trigger)> setOff = [];
    private readonly Dictionary<SlotPlan, int> quiet = new(ReferenceEqualityComparer.Instance);
    private int effort;

    private Explorer(ProcessPlan plan, Mentions mentions, DateOnly today)
    {
        this.plan = plan;
        keys = new StateKey(plan, mentions, today);
        apart = TracksApart.Of(plan, mentions);
        moves = new Moves(plan, new Forms(plan, mentions, today));
    }

    /// <summary>What was found.</summary>
    /// <param name="Graph">States and steps.</param>
    /// <param name="Observations">What was seen on the way.</param>
    /// <param name="Complete">Whether nothing was cut short.</param>
    /// <param name="BeyondCalendar">A step led to days for which there is no calendar: the state before it.</param>
    public sealed record Seen(StateGraph Graph, Observations Observations, bool Complete, int? BeyondCalendar);

    public static Seen Explore(ExploredPlan explored, EducatorKinds kinds, CalendarLibrary calendars, DateOnly today, CancellationToken cancellationToken)
    {
        var explorer = new Explorer(explored.Course, kinds.Mentions, today);
        var seen = new Seen(new StateGraph(), new Observations(), true, null);
        foreach (var (kind, staffing) in kinds.All.SelectMany(kind => Staffings(kinds.Mentions).Select(staffing => (kind, staffing))))
        {
            seen = explorer.Start(seen, kind, staffing, kinds.Mentions, calendars, today);
        }

        for (var at = 0; at < seen.Graph.Count; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (explorer.effort > MostEffort)
            {
                return seen with { Complete = false };
            }

            seen = explorer.Expand(seen, seen.Graph[at]);
        }

        return seen;
    }

    private static IEnumerable<Staffing> Staffings(Mentions mentions)
    {
        yield return Staffing.Full;
        if (mentions.Skips)
        {
            yield return Staffing.Nobody;
        }

        if (mentions.SamePerson)
        {
            yield return Staffing.OnePerson;
        }
    }

    private Seen Start(Seen seen, EducatorKind kind, Staffing staffing, Mentions mentions, CalendarLibrary calendars, DateOnly today)
    {
        var roster = StandIns.Town(mentions, kind, staffing, StandIns.Calendar(calendars), calendars, today);
        var cast = new StateGraph.Cast(seen.Graph.Count, kind, staffing, roster);
        var now = roster.CalendarOf(roster.UnitOf(StandIns.Subject)!.Id).InstantOf(today, new TimeOnly(12, 0));
        foreach (var years in Forms.YearsOf(plan))
        {
            var step = new Step(StepKind.Started, null, null);
            seen = Take(seen, cast, PathwayState.NotStarted, null, new Moves.Move(Moves.Start(plan, now, today, years), step));
        }

        return seen;
    }

    private Seen Expand(Seen seen, StateGraph.Node node)
    {
        if (!node.Ended)
        {
            var only = node.State.Tracks.FirstOrDefault(track => track.Status == TrackStatus.Running && apart.Contains(track.Track))?.Number;
            if (only is not null)
            {
                node.Next.Add(new StateGraph.Edge(SetOffAt(seen.Graph, node), Meanwhile));
            }

            foreach (var move in moves.Of(node, only).Where(move => !IsApart(move) || !setOff.Contains(Aside(node, move))))
            {
                seen = Take(seen, node.Cast, node.State, node, move);
            }

            foreach (var item in node.State.Items.Where(item => item.Status == ItemStatus.Open && (only is null || item.Run == only)))
            {
                seen = Climb(seen, node, item);
            }
        }

        node.Expanded = true;
        return seen;
    }

    /// <summary>The state in which the track that now runs apart was set off: all that can happen there can happen still.</summary>
    private static int SetOffAt(StateGraph graph, StateGraph.Node node)
    {
        while (node.Via.Kind != StepKind.Triggered)
        {
            node = graph[node.From!.Value];
        }

        return node.From!.Value;
    }

    private bool IsApart(Moves.Move move) => move.Step.Trigger is { Track: { } track } && apart.Contains(track);

    /// <summary>All that a track that goes its own way can depend on.</summary>
    private (int Cast, string Look, int Year, int Planned, string Trigger) Aside(StateGraph.Node node, Moves.Move move) =>
        (node.Cast.Number, keys.Look(node.State), node.State.Year, node.State.PlannedYears, move.Step.Trigger!.Key);

    private Seen Take(Seen seen, StateGraph.Cast cast, PathwayState before, StateGraph.Node? from, Moves.Move move)
    {
        switch (Decide(before, move.Event, cast))
        {
            case Decision.Refused { Why.Code: "requirement_not_met" } when from is null:
                // It hangs on the year; other years were tried.
                return seen;
            case null or Decision.Refused when from is null:
                // Nothing else keeps an educator of the stand-ins from starting.
                return seen with { BeyondCalendar = 0 };
            case null:
                return seen with { BeyondCalendar = seen.BeyondCalendar ?? from?.Number ?? 0 };
            case Decision.Refused refused when from is not null && move.Step is { Kind: StepKind.Answered, Stage: { } stage, Slot: { } slot, Outcome: { } outcome }:
                seen.Observations.Refused.TryAdd((stage.Key, slot.Key, outcome.Key), (refused.Why, from.Number));
                return seen;
            case Decision.Accepted accepted:
                if (from is not null && IsApart(move))
                {
                    setOff.Add(Aside(from, move));
                }

                var after = seen.Graph.Reach(keys.Of(cast, accepted.State), cast, accepted.State, move.Event.At, from?.Number, move.Step);
                seen.Observations.See(before, accepted.Effects, move.Step, after);
                return seen;
            default:
                return seen;
        }
    }

    /// <summary>Nobody answers and the timers fall, until something comes of it that the engine can tell from before.</summary>
    private Seen Climb(Seen seen, StateGraph.Node node, ItemState item)
    {
        var slot = plan.SlotOf(node.State, item);
        if (quiet.GetValueOrDefault(slot) >= Looks)
        {
            return seen;
        }

        var (state, now) = (node.State, node.Now);
        for (var rung = 0; rung < MostRungs && state.Item(item.Number) is { Status: ItemStatus.Open } open && moves.Fall(state, now, open) is { } fall; rung++)
        {
            if (Decide(state, fall.Event, node.Cast) is not Decision.Accepted accepted)
            {
                break;
            }

            (state, now) = (accepted.State, fall.Event.At);
            var key = keys.Of(node.Cast, state);
            if (key != node.Key)
            {
                seen.Observations.See(node.State, accepted.Effects, fall.Step, seen.Graph.Reach(key, node.Cast, state, now, node.Number, fall.Step));
                return seen;
            }
        }

        quiet[slot] = quiet.GetValueOrDefault(slot) + 1;
        return seen;
    }

    /// <returns>Null: the step leads to days for which there is no calendar.</returns>
    private Decision? Decide(PathwayState state, PathwayEvent happened, StateGraph.Cast cast)
    {
        effort += EffortOfDecision + state.Stages.Length + state.Items.Length;
        try
        {
            return PathwayEngine.Decide(plan, state, happened, cast.Roster);
        }
        catch (Exception beyond) when (beyond is CalendarNotCoveredException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
