using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>What a migration does to the items of the stages in which a pathway stands.</summary>
internal static class MigrationItems
{
    /// <summary>Whether the performer of an item is looked for again: a ballot keeps its members, and whoever answers for himself stays himself.</summary>
    public static bool Searches(SlotPlan slot) => slot.Vote is null && slot.Each is not EachPlan.People;

    /// <summary>Takes back what has no counterpart.</summary>
    public static void TakeBack(Turn turn, ProcessPlan from, MigrationNames names)
    {
        foreach (var item in turn.State.Items)
        {
            var stage = turn.State.StageOf(item.Run)!;
            if (item.Status is ItemStatus.Open or ItemStatus.Scheduled && names.Stage(stage) is not null && names.Slot(stage, from.SlotOf(turn.State, item).Key) is null)
            {
                turn.Add(new Effect.ItemCancelled(item.Number));
            }
        }
    }

    /// <summary>Gives what goes on its performers, its last day and its ladder under the new plan.</summary>
    public static void GoOn(Turn turn, ProcessPlan from, PathwayState before, MigrationPlan migration)
    {
        foreach (var item in turn.State.Items)
        {
            if (item.Status != ItemStatus.Open)
            {
                continue;
            }

            var slot = turn.Slot(item);
            turn.LookAt(item.Run, item.Part);
            if (migration.FindPerformersAnew && Searches(slot))
            {
                FindAnew(turn, slot, item);
            }

            var due = Due(turn, slot, item, migration.KeepDeadlines);
            if (due != item.DueOn)
            {
                turn.Add(new Effect.ItemMoved(item.Number, due, due is { } day && turn.Calendar.IsPreliminary(day)));
            }

            ResetLadder(turn, from.SlotOf(before, before.Item(item.Number)!), slot, item, due);
        }
    }

    /// <summary>Begins the slots of the current stage that nothing led to: all at once, or in order those that stand before what was asked already.</summary>
    public static void BeginNew(Turn turn, ProcessPlan from, PathwayState before, MigrationNames names, int run)
    {
        var old = from.Stage(before.StageOf(run)!);
        var stage = turn.Plan.Stage(turn.State.StageOf(run)!);
        var known = old.Slots.Select(slot => names.Slot(old.Key, slot.Key)).ToHashSet();
        var asked = stage.Policy.Kind == PolicyKind.InOrder
            ? stage.Slots.Select((slot, at) => turn.State.Items.Any(item => item.Run == run && item.Slot == slot.Key) ? at : 0).Max()
            : stage.Slots.Length;
        foreach (var slot in stage.Slots[..asked])
        {
            if (!known.Contains(slot.Key))
            {
                Stages.Begin(turn, Run.Of(turn.Plan, turn.State, run), slot);
            }
        }
    }

    private static void FindAnew(Turn turn, SlotPlan slot, ItemState item)
    {
        var found = Items.Performers(turn, slot.Performer, slot);
        if (!found.People.IsEmpty && !found.People.ToImmutableHashSet().SetEquals(item.Assignees))
        {
            turn.Add(new Effect.ItemAssigned(item.Number, found.People, AssignmentCause.Found, found.Why));
        }
    }

    /// <summary>Even a day that is kept does not lie past the cap.</summary>
    private static DateOnly? Due(Turn turn, SlotPlan slot, ItemState item, bool keep)
    {
        if (!keep)
        {
            return turn.Due(slot.Deadline, new Occasion(turn.Today, turn.State.StageOf(item.Run)!, item.Run));
        }

        return item.DueOn > turn.CapOn ? turn.CapOn : item.DueOn;
    }

    /// <summary>Rungs are numbered along the ladder; on another one the item stands at the first that is still to fall.</summary>
    private static void ResetLadder(Turn turn, SlotPlan old, SlotPlan slot, ItemState item, DateOnly? due)
    {
        var before = item.DueOn is { } was ? Ladder.Of(old, was, turn.Calendar) : [];
        var after = due is { } day ? Ladder.Of(slot, day, turn.Calendar) : [];
        if (before.SequenceEqual(after))
        {
            return;
        }

        // What was due but had not fallen yet (the sweep runs by day) falls still, unless the deadline begins again.
        DateOnly? waiting = item.NextRungAt is not null && due == item.DueOn ? before[item.NextRung - Ladder.First].Day : null;
        Timers.Set(turn, item, after, waiting);
    }
}
