using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>Opening of work items.</summary>
internal static class Items
{
    /// <summary>Opens a slot now, plans its opening, or leaves it out.</summary>
    /// <returns>Whether an item stands in the round now.</returns>
    public static bool Begin(Turn turn, Run run, SlotPlan slot) => slot.Each switch
    {
        EachPlan.Rows rows => BeginRows(turn, run, slot, rows.Table),
        EachPlan.Dates dates => BeginDates(turn, run, slot, dates.Days),
        _ => BeginOne(turn, run, slot, run.Part),
    };

    /// <summary>Begins the item of one row, if the slot's condition holds for it.</summary>
    public static bool BeginRow(Turn turn, Run run, SlotPlan slot, string table, int row)
    {
        var part = Rows.Part(turn, table, row);
        turn.LookAt(run.Number, part);
        return turn.Holds(slot.When) && BeginOne(turn, run, slot, part);
    }

    /// <summary>Puts an item into inboxes; with one item for each person, an item into each inbox.</summary>
    /// <returns>False when the definition leaves the slot out: nobody was found, or the only performer has agreed already.</returns>
    public static bool Open(Turn turn, Run run, SlotPlan slot, int number, ItemPart? part)
    {
        turn.LookAt(run.Number, part);
        var found = Performers(turn, slot.Performer, slot);
        var agreed = SamePerson.HasAgreed(turn, slot, found.People);
        if (found.Skip || agreed || (slot.Kind == SlotKind.Notice && found.People.IsEmpty))
        {
            if (turn.State.Item(number) is not null)
            {
                turn.Add(new Effect.ItemCancelled(number));
            }

            turn.Add(new Effect.SlotSkipped(slot.Key, NoPerformer: !agreed, run.Number, agreed ? SkipReason.SamePerson : null));
            return false;
        }

        if (slot.Kind == SlotKind.Notice)
        {
            turn.Add(new Effect.Told(number, slot.Key, found.People, turn.Today, run.Number, part));
            return true;
        }

        if (slot.Each is EachPlan.People && !found.People.IsEmpty)
        {
            OpenForEach(turn, run, slot, number, part, found);
            return true;
        }

        OpenOne(turn, run, slot, number, part, found.People, found.Why);
        return true;
    }

    /// <summary>Who is found for a slot today, by its own rule or by one of its ladder.</summary>
    public static Found Performers(Turn turn, PerformerPlan plan, SlotPlan slot) =>
        turn.Roster.Find(plan, new PerformerContext(turn.State, turn.Today, slot.BarsSubject, turn.Row));

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

            var slot = turn.Plan.SlotOf(turn.State, item);
            turn.LookAt(item.Run, item.Part);
            var found = Performers(turn, slot.Performer, slot);
            if (found.People.IsEmpty)
            {
                continue;
            }

            changed = true;
            if (slot.Each is EachPlan.People)
            {
                turn.Add(new Effect.ItemCancelled(item.Number));
                OpenForEach(turn, Run.Of(turn.Plan, turn.State, item.Run), slot, turn.State.NextItem, item.Part, found);
            }
            else
            {
                turn.Add(new Effect.ItemAssigned(item.Number, found.People, AssignmentCause.Found, found.Why));
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

    /// <summary>Takes back what is still open or planned in a life, in one of its slots or in all.</summary>
    public static void Cancel(Turn turn, int run, string? slot = null)
    {
        foreach (var item in turn.State.Items)
        {
            if (item.Run == run && item.Status is ItemStatus.Open or ItemStatus.Scheduled or ItemStatus.Suspended && (slot is null || item.Slot == slot))
            {
                turn.Add(new Effect.ItemCancelled(item.Number));
            }
        }
    }

    private static bool BeginRows(Turn turn, Run run, SlotPlan slot, string table)
    {
        var any = false;
        for (var row = 0; row < turn.State.Document.Rows(table).Length; row++)
        {
            any |= BeginRow(turn, run, slot, table, row);
        }

        if (!any)
        {
            turn.Add(new Effect.SlotSkipped(slot.Key, NoPerformer: false, run.Number));
        }

        return any;
    }

    private static bool BeginDates(Turn turn, Run run, SlotPlan slot, ImmutableArray<DateRule> days)
    {
        var any = false;
        DateOnly? before = null;
        foreach (var rule in days)
        {
            var day = turn.Find(rule, new Occasion(turn.Today, turn.State.StageOf(run.Number)!, run.Number));
            if (day >= turn.Today)
            {
                any |= BeginOne(turn, run, slot, (run.Part ?? new ItemPart()) with { Day = day }, before?.AddDays(1));
                before = day;
            }
        }

        if (!any)
        {
            turn.Add(new Effect.SlotSkipped(slot.Key, NoPerformer: false, run.Number));
        }

        return any;
    }

    /// <param name="turn">The decision being made.</param>
    /// <param name="run">The life.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="part">Which part of it.</param>
    /// <param name="earliest">The first day on which it opens when the slot names none; null: at once.</param>
    private static bool BeginOne(Turn turn, Run run, SlotPlan slot, ItemPart? part, DateOnly? earliest = null)
    {
        turn.LookAt(run.Number, part);
        var from = turn.State.StartOn > turn.Today ? turn.State.StartOn : turn.Today;
        var opens = Later(slot.Opens is null ? earliest ?? from : turn.Find(slot.Opens, new Occasion(from, turn.State.StageOf(run.Number)!, run.Number)), from);
        if (opens > turn.Today)
        {
            var number = turn.State.NextItem;
            turn.Add(new Effect.ItemScheduled(number, slot.Key, opens, run.Number, part));
            turn.Add(new Effect.TimerSet(number, 0, turn.Calendar.InstantOf(opens, turn.Plan.SendWindow.From)));
            return true;
        }

        return Open(turn, run, slot, turn.State.NextItem, part);
    }

    private static void OpenForEach(Turn turn, Run run, SlotPlan slot, int number, ItemPart? part, Found found)
    {
        foreach (var person in found.People)
        {
            OpenOne(turn, run, slot, number, (part ?? new ItemPart()) with { Person = person }, [person], found.Why);
            number = turn.State.NextItem;
        }
    }

    private static void OpenOne(Turn turn, Run run, SlotPlan slot, int number, ItemPart? part, ImmutableArray<int> people, string why)
    {
        turn.LookAt(run.Number, part);
        var due = turn.Due(slot.Deadline, new Occasion(turn.Today, turn.State.StageOf(run.Number)!, run.Number));
        turn.Add(new Effect.ItemOpened(
            number, slot.Key, people, why, turn.Today, due, due is { } day && turn.Calendar.IsPreliminary(day), run.Number, part));
        if (people.IsEmpty && turn.State.Attention is null)
        {
            turn.Add(new Effect.AttentionRaised(AttentionReason.NoPerformer, number));
        }

        Timers.Start(turn, slot, turn.State.Item(number)!);
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
