using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>Whether a pathway fits another plan: what was begun must have somewhere to go on, and what was answered must still be an answer.</summary>
internal static class MigrationFit
{
    /// <returns>What stands in the way first; null: nothing.</returns>
    public static Decision.Refused? Refuse(Turn turn, ProcessPlan from, MigrationPlan migration, MigrationNames names)
    {
        var (state, to) = (turn.State, turn.Plan);
        if ((migration.FromKey, migration.FromVersion, migration.ToKey, migration.ToVersion) != (from.Key, from.Version, to.Key, to.Version))
        {
            return Refusals.MigrationOutdated();
        }

        if (to.Kind != from.Kind || to.Subject?.Who != from.Subject?.Who)
        {
            return Refusals.MigrationOtherKind();
        }

        if (state.PlannedYears > to.CapYears || turn.CapOn < turn.Today)
        {
            return Refusals.BeyondCap(to.CapYears);
        }

        if (state.ReturnAfter is { } interrupted && names.Stage(interrupted) is null)
        {
            return Refusals.MigrationNoStage(from.Stage(interrupted).Title);
        }

        return OfLife(turn, from, migration, names, 0)
            ?? state.Tracks.Where(track => track is { Status: TrackStatus.Running, Stage: not null })
                .Select(track => OfLife(turn, from, migration, names, track.Number)).FirstOrDefault(refused => refused is not null);
    }

    private static Decision.Refused? OfLife(Turn turn, ProcessPlan from, MigrationPlan migration, MigrationNames names, int run)
    {
        var stage = from.Stage(turn.State.StageOf(run)!);
        if (names.Stage(stage.Key) is not { } key)
        {
            // Whoever maps a stage of a track to nothing says that such runs are to end; the main life cannot.
            return run > 0 && migration.StageMap.GetValueOrDefault(stage.Key) is MigrationPlan.None ? null : Refusals.MigrationNoStage(stage.Title);
        }

        var counterpart = turn.Plan.Stage(key);
        // What the old plan allowed no longer either is no loss.
        if (counterpart.Transitions.FirstOrDefault(transition => transition.MaxRounds < turn.State.RoundOf(run)
            && !(stage.TransitionFor(transition.Outcome)?.MaxRounds <= transition.MaxRounds)) is { MaxRounds: { } most })
        {
            return Refusals.MigrationRoundsUsed(counterpart.Title, most);
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var slot in stage.Slots)
        {
            var items = turn.State.Items.Where(item => item.Run == run && item.Slot == slot.Key && item.Status != ItemStatus.Cancelled).ToList();
            if (items.Count > 0 && OfSlot(turn, migration, stage, slot, names, counterpart, items, taken) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static Decision.Refused? OfSlot(
        Turn turn, MigrationPlan migration, StagePlan stage, SlotPlan slot, MigrationNames names, StagePlan counterpart, List<ItemState> items, HashSet<string> taken)
    {
        var waits = items.Exists(item => item.Status is ItemStatus.Open or ItemStatus.Scheduled);
        if (names.Slot(stage.Key, slot.Key) is not { } key)
        {
            var mayGo = !waits || migration.SlotMap.GetValueOrDefault(MigrationPlan.Slot(stage.Key, slot.Key)) is MigrationPlan.None;
            return slot.Vote is not null && waits ? Refusals.MigrationVoteOpen(slot.Title) : mayGo ? null : Refusals.MigrationNoSlot(slot.Title);
        }

        var other = counterpart.Slot(key);
        if (!taken.Add(key))
        {
            return Refusals.MigrationSlotsCollide(other.Title);
        }

        if (slot.Vote != other.Vote)
        {
            return waits && slot.Vote is not null ? Refusals.MigrationVoteOpen(slot.Title) : Refusals.MigrationOtherWork(slot.Title, other.Title);
        }

        if (!SameParts(slot.Each, other.Each) || (slot.Kind == SlotKind.Notice) != (other.Kind == SlotKind.Notice))
        {
            return Refusals.MigrationOtherWork(slot.Title, other.Title);
        }

        foreach (var item in items)
        {
            if (item.Status == ItemStatus.Answered && slot.Kind != SlotKind.Notice && other.Outcome(item.Outcome!)?.Sense != slot.Outcome(item.Outcome!)!.Sense)
            {
                return Refusals.MigrationAnswerUnknown(slot.Title, slot.Outcome(item.Outcome!)!.Title);
            }

            if (migration.FindPerformersAnew && item.Status == ItemStatus.Open && !item.Assignees.IsEmpty && MigrationItems.Searches(other) && NobodyFor(turn, item, other))
            {
                return Refusals.MigrationNoPerformer(other.Title);
            }
        }

        return null;
    }

    private static bool NobodyFor(Turn turn, ItemState item, SlotPlan slot)
    {
        turn.LookAt(item.Run, item.Part);
        return Items.Performers(turn, slot.Performer, slot).People.IsEmpty;
    }

    /// <summary>An item stands for the same part of the work in both.</summary>
    private static bool SameParts(EachPlan? one, EachPlan? other) => (one, other) switch
    {
        (EachPlan.Rows rows, EachPlan.Rows others) => rows.Table == others.Table,
        _ => one?.GetType() == other?.GetType(),
    };
}
