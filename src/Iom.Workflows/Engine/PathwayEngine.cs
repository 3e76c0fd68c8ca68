using System.Diagnostics;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>
/// Every rule of the life cycle, as one function over values: what does this event make of this pathway? No clock, no I/O,
/// no randomness; the same four values always give the same answer.
/// </summary>
public static class PathwayEngine
{
    /// <param name="plan">The plan the pathway began with.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="roster">Who may do what now.</param>
    public static Decision Decide(ProcessPlan plan, PathwayState state, PathwayEvent happened, Roster roster)
    {
        if (Permissions.Refuse(plan, state, happened, roster) is { } refusal)
        {
            return new Decision.Refused(refusal);
        }

        if (state.Status == PathwayStatus.NotStarted && happened is not PathwayEvent.Started)
        {
            return Refusals.NotRunning(state);
        }

        var subject = happened is PathwayEvent.Started start ? start.SubjectId : state.SubjectId;
        if (roster.UnitOf(subject) is not { } unit)
        {
            return Refusals.EducatorUnknown();
        }

        var turn = new Turn(plan, state, happened, roster, unit);
        return (state.Status, happened) switch
        {
            (PathwayStatus.NotStarted, PathwayEvent.Started started) => Beginnings.Start(turn, started),
            (_, PathwayEvent.Started) => Refusals.AlreadyStarted(),
            (PathwayStatus.Running, PathwayEvent.Answered answered) => Answers.Answer(turn, answered),
            (PathwayStatus.Running, PathwayEvent.Claimed claimed) => Claim(turn, claimed),
            (PathwayStatus.Running, PathwayEvent.Released released) => Release(turn, released),
            (PathwayStatus.Running, PathwayEvent.Delegated delegated) =>
                Items.Assign(turn, delegated.Item, [delegated.To], AssignmentCause.Delegated, delegated.Comment),
            (PathwayStatus.Running, PathwayEvent.Reassigned reassigned) =>
                Items.Assign(turn, reassigned.Item, [reassigned.To], AssignmentCause.Reassigned, reassigned.Reason),
            (PathwayStatus.Running, PathwayEvent.TimerFell fell) => Timers.Fall(turn, fell),
            (PathwayStatus.Running, PathwayEvent.DirectoryChanged) => Items.FindPerformers(turn),
            (PathwayStatus.Running or PathwayStatus.Suspended, PathwayEvent.Withdrawn withdrawn) => Withdraw(turn, withdrawn),
            (PathwayStatus.Running, PathwayEvent.Suspended suspended) => Suspension.Suspend(turn, suspended),
            (PathwayStatus.Running, PathwayEvent.Resumed) => Refusals.NotSuspended(),
            (PathwayStatus.Suspended, PathwayEvent.Resumed) => Suspension.Resume(turn),
            (PathwayStatus.Running, PathwayEvent.PersonReplaced replaced) => Suspension.Replace(turn, replaced),
            (PathwayStatus.Running, PathwayEvent.Triggered triggered) => Triggers.Fire(turn, triggered),
            (_, PathwayEvent.TimerFell) => Refusals.StaleTimer(),
            (_, PathwayEvent.Answered or PathwayEvent.Claimed or PathwayEvent.Released or PathwayEvent.Delegated or PathwayEvent.Reassigned
                or PathwayEvent.DirectoryChanged or PathwayEvent.Withdrawn or PathwayEvent.Suspended or PathwayEvent.Resumed
                or PathwayEvent.PersonReplaced or PathwayEvent.Triggered) => Refusals.NotRunning(state),
            // Migrations are decided by Migration; Permissions lets none come here.
            _ => throw new UnreachableException($"No rule for {happened.GetType().Name} in {state.Status}."),
        };
    }

    private static Decision.Accepted Claim(Turn turn, PathwayEvent.Claimed claimed)
    {
        turn.Add(new Effect.ItemClaimed(claimed.Item, claimed.By!.Value));
        return turn.Accept();
    }

    private static Decision.Accepted Release(Turn turn, PathwayEvent.Released released)
    {
        turn.Add(new Effect.ItemReleased(released.Item));
        return turn.Accept();
    }

    private static Decision.Accepted Withdraw(Turn turn, PathwayEvent.Withdrawn withdrawn)
    {
        Tracks.EndAll(turn, PathwayStatus.Withdrawn, withdrawn.Reason);
        return turn.Accept();
    }
}
