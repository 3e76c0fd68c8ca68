using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>
/// What becomes of a pathway on another plan or another runtime, as functions over values beside <see cref="PathwayEngine"/>: they alone
/// know two plans. A pathway that cannot be carried over without losing somebody's work is refused, and the refusal says which work.
/// </summary>
public static class Migration
{
    /// <param name="from">The plan the pathway runs on.</param>
    /// <param name="to">The plan it is to run on.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="migrated">How it is carried over.</param>
    /// <param name="roster">Who may do what now.</param>
    public static Decision Decide(ProcessPlan from, ProcessPlan to, PathwayState state, PathwayEvent.Migrated migrated, Roster roster)
    {
        if (Permissions.RefuseMigration(state, migrated, migrated.Plan.Reason, roster) is { } refusal)
        {
            return new Decision.Refused(refusal);
        }

        if (state.Status != PathwayStatus.Running)
        {
            return Refusals.NotRunning(state);
        }

        if (roster.UnitOf(state.SubjectId) is not { } unit)
        {
            return Refusals.EducatorUnknown();
        }

        var names = MigrationNames.Of(from, to, migrated.Plan);
        var turn = new Turn(to, state, migrated, roster, unit);
        return MigrationFit.Refuse(turn, from, migrated.Plan, names) ?? Carry(turn, from, migrated.Plan, names);
    }

    /// <summary>Takes a migration back: the pathway stands again where it stood, on the plan it stood on.</summary>
    /// <param name="from">The plan the pathway runs on.</param>
    /// <param name="to">The plan it ran on before the migration.</param>
    /// <param name="state">Where it stands; nothing may have happened since the migration.</param>
    /// <param name="undone">Where it stood before.</param>
    /// <param name="roster">Who may do what now.</param>
    public static Decision Undo(ProcessPlan from, ProcessPlan to, PathwayState state, PathwayEvent.MigrationUndone undone, Roster roster)
    {
        if (Permissions.RefuseMigration(state, undone, undone.Reason, roster) is { } refusal)
        {
            return new Decision.Refused(refusal);
        }

        if (state.Status != PathwayStatus.Running)
        {
            return Refusals.NotRunning(state);
        }

        if (roster.UnitOf(state.SubjectId) is not { } unit)
        {
            return Refusals.EducatorUnknown();
        }

        var turn = new Turn(to, state, undone, roster, unit);
        turn.Add(new Effect.MigrationUndone(from.Key, from.Version, to.Key, to.Version, undone.Before, undone.Reason!.Trim()));
        foreach (var item in undone.Before.Items)
        {
            if (item.Status == ItemStatus.Open && item.DueOn is { } due && state.Item(item.Number)?.DueOn != due)
            {
                turn.Add(new Effect.ItemMoved(item.Number, due, turn.Calendar.IsPreliminary(due)));
            }
        }

        if (turn.CapOn != state.CapOn(from))
        {
            Timers.RestoreCap(turn);
        }

        return turn.Accept();
    }

    /// <summary>Lets another runtime carry the pathway. Nothing of where it stands changes, and nobody's work does.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="changed">Which runtime, and why.</param>
    public static Decision Hand(PathwayState state, PathwayEvent.RuntimeChanged changed) =>
        state.Status is not (PathwayStatus.Running or PathwayStatus.Suspended) ? Refusals.NotRunning(state)
        : Permissions.RefuseReason(changed.Reason) is { } refusal ? new Decision.Refused(refusal)
        : new Decision.Accepted(state, [new Effect.RuntimeChanged(changed.From, changed.To, changed.Reason!.Trim())]);

    private static Decision Carry(Turn turn, ProcessPlan from, MigrationPlan migration, MigrationNames names)
    {
        var before = turn.State;
        MigrationItems.TakeBack(turn, from, names);
        foreach (var track in before.Tracks)
        {
            if (track is { Status: TrackStatus.Running, Stage: { } stage } && names.Stage(stage) is null)
            {
                Tracks.Cancel(turn, track);
            }
        }

        turn.Add(new Effect.PlanChanged(
            from.Key, from.Version, turn.Plan.Key, turn.Plan.Version, migration.Reason!.Trim(), Some(names.Stages), Some(names.Slots), Some(names.Tracks)));
        MigrationItems.GoOn(turn, from, before, migration);
        RestartCap(turn, before.CapOn(from));
        MigrationItems.BeginNew(turn, from, before, names, 0);
        foreach (var track in turn.State.Tracks)
        {
            if (track is { Status: TrackStatus.Running, Stage: not null })
            {
                MigrationItems.BeginNew(turn, from, before, names, track.Number);
            }
        }

        Items.ClearAttention(turn);
        Settle(turn, from, before, 0);
        foreach (var track in before.Tracks)
        {
            Settle(turn, from, before, track.Number);
        }

        var decision = turn.Accept();
        return decision.State.Status == PathwayStatus.Running ? decision : Refusals.MigrationWouldEnd();
    }

    /// <summary>By the rules of the new plan a stage may be decided already; where the rules are the same and somebody is waited for, it is not asked.</summary>
    private static void Settle(Turn turn, ProcessPlan from, PathwayState before, int run)
    {
        if (turn.State.Status != PathwayStatus.Running || turn.State.StageOf(run) is not { } key || before.StageOf(run) is not { } old)
        {
            return;
        }

        var stage = turn.Plan.Stage(key);
        if (stage.Policy != from.Stage(old).Policy || (!turn.State.Waits(run) && !Tracks.Awaited(turn, stage)))
        {
            Stages.Settle(turn, Run.Of(turn.Plan, turn.State, run));
        }
    }

    private static void RestartCap(Turn turn, DateOnly before)
    {
        if (turn.CapOn == before)
        {
            return;
        }

        if (turn.State.Attention == AttentionReason.CapReached)
        {
            turn.Add(new Effect.AttentionCleared());
            Timers.StartCap(turn);
        }
        else
        {
            Timers.RestartCap(turn);
        }
    }

    private static ImmutableSortedDictionary<string, string>? Some(
        ImmutableSortedDictionary<string, string> names) => names.IsEmpty ? null : names;
}
