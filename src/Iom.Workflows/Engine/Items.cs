using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>Opening of work items.</summary>
internal static class Items
{
    /// <summary>Opens a slot now, plans its opening, or leaves it out.</summary>
    /// <returns>Whether an item stands in the round now.</returns>
    public static bool Begin(Turn turn, StagePlan stage, SlotPlan slot)
    {
        var from = turn.State.StartOn > turn.Today ? turn.State.StartOn : turn.Today;
        var opens = slot.Opens is null ? from : Later(turn.Find(slot.Opens, new Occasion(from, stage.Key)), from);
        if (opens > turn.Today)
        {
            var number = turn.State.NextItem;
            turn.Add(new Effect.ItemScheduled(number, slot.Key, opens));
            turn.Add(new Effect.TimerSet(number, 0, turn.Calendar.InstantOf(opens, turn.Plan.SendWindow.From)));
            return true;
        }

        return Open(turn, stage, slot, turn.State.NextItem);
    }

    /// <summary>Puts an item into inboxes.</summary>
    /// <returns>False when the definition leaves the slot out: nobody was found, or the only performer has agreed already.</returns>
    public static bool Open(Turn turn, StagePlan stage, SlotPlan slot, int number)
    {
        var found = Performers(turn, slot.Performer, slot);
        var agreed = SamePerson.HasAgreed(turn, slot, found.People);
        if (found.Skip || agreed)
        {
            if (turn.State.Item(number) is not null)
            {
                turn.Add(new Effect.ItemCancelled(number));
            }

            turn.Add(new Effect.SlotSkipped(slot.Key, found.Skip, agreed ? SkipReason.SamePerson : null));
            return false;
        }

        var due = turn.Due(slot.Deadline, new Occasion(turn.Today, stage.Key));
        turn.Add(new Effect.ItemOpened(
            number, slot.Key, found.People, found.Why, turn.Today, due, due is { } day && turn.Calendar.IsPreliminary(day)));
        if (found.People.IsEmpty && turn.State.Attention is null)
        {
            turn.Add(new Effect.AttentionRaised(AttentionReason.NoPerformer, number));
        }

        Timers.Start(turn, slot, turn.State.Item(number)!);
        return true;
    }

    /// <summary>Who is found for a slot today, by its own rule or by one of its ladder.</summary>
    public static Found Performers(Turn turn, PerformerPlan plan, SlotPlan slot) =>
        turn.Roster.Find(plan, new PerformerContext(turn.State, turn.Today, slot.BarsSubject));

    /// <summary>Asks again about open items that have nobody.</summary>
    public static Decision FindPerformers(Turn turn)
    {
        var changed = false;
        foreach (var item in turn.State.Items)
        {
            if (item is not { Status: ItemStatus.Open, Assignees.IsEmpty: true })
            {
                continue;
            }

            var slot = turn.Plan.Stage(turn.State.Stage!).Slot(item.Slot);
            var found = Performers(turn, slot.Performer, slot);
            if (!found.People.IsEmpty)
            {
                turn.Add(new Effect.ItemAssigned(item.Number, found.People, AssignmentCause.Found, found.Why));
                changed = true;
            }
        }

        if (!changed)
        {
            return Refusals.NothingChanged();
        }

        ClearAttention(turn);
        return turn.Accept();
    }

    /// <summary>Takes the pathway off the attention list once every open item has somebody.</summary>
    public static void ClearAttention(Turn turn)
    {
        if (turn.State.Attention == AttentionReason.NoPerformer
            && !turn.State.Items.Any(item => item is { Status: ItemStatus.Open, Assignees.IsEmpty: true }))
        {
            turn.Add(new Effect.AttentionCleared());
        }
    }

    /// <summary>Gives an item to one person.</summary>
    public static Decision Assign(Turn turn, int number, ImmutableArray<int> to, AssignmentCause cause, string? note)
    {
        turn.Add(new Effect.ItemAssigned(number, to, cause, note));
        ClearAttention(turn);
        return turn.Accept();
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
