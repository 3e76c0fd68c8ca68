using System.Collections.Immutable;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>What a fallen timer does: opens a scheduled item, reminds, marks as overdue, escalates, watches the cap.</summary>
internal static class Timers
{
    private const int CapWarning = 1;
    private const int CapReached = 2;
    private const int CapWarningDays = 30;

    public static Decision Fall(Turn turn, PathwayEvent.TimerFell fell)
    {
        if (fell.Item == 0)
        {
            return FallAtCap(turn, fell);
        }

        if (turn.State.Item(fell.Item) is not { NextRungAt: { } at } item || item.NextRung != fell.Rung)
        {
            return Refusals.StaleTimer();
        }

        if (turn.Now < at)
        {
            return Refusals.TimerEarly();
        }

        var (run, slot) = (Run.Of(turn.Plan, turn.State, item.Run), turn.Plan.SlotOf(turn.State, item));
        turn.LookAt(item.Run, item.Part);
        if (item.Status == ItemStatus.Scheduled)
        {
            Items.Open(turn, run, slot, item.Number, item.Part);
            Stages.Settle(turn, run);
        }
        else
        {
            Climb(turn, run, slot, item);
        }

        return turn.Accept();
    }

    /// <summary>Sets the first rung of a newly opened item.</summary>
    public static void Start(Turn turn, SlotPlan slot, ItemState item)
    {
        if (item.DueOn is not { } due)
        {
            return;
        }

        var addressee = AddresseeCalendar(turn, item);
        foreach (var rung in Ladder.Of(slot, due, turn.Calendar))
        {
            var at = InstantOf(turn, addressee, rung.Day);
            if (at > turn.Now)
            {
                turn.Add(new Effect.TimerSet(item.Number, rung.Number, at));
                return;
            }
        }
    }

    /// <summary>Sets the rung at which an item stood when its pathway was suspended; what fell due meanwhile falls at once.</summary>
    public static void Restart(Turn turn, SlotPlan slot, ItemState item)
    {
        if (item.DueOn is not { } due)
        {
            return;
        }

        var addressee = AddresseeCalendar(turn, item);
        foreach (var rung in Ladder.Of(slot, due, turn.Calendar))
        {
            if (rung.Number >= Math.Max(item.NextRung, Ladder.First))
            {
                turn.Add(new Effect.TimerSet(item.Number, rung.Number, InstantOf(turn, addressee, rung.Day)));
                return;
            }
        }
    }

    /// <summary>Puts an item on another ladder, at the first rung that is still to fall.</summary>
    /// <param name="turn">The decision being made.</param>
    /// <param name="item">The item.</param>
    /// <param name="ladder">Its rungs; none: it has no last day any more.</param>
    /// <param name="waiting">The day of a rung that is due and has not fallen yet; null: none.</param>
    public static void Set(Turn turn, ItemState item, Ladder.Rung[] ladder, DateOnly? waiting)
    {
        var addressee = AddresseeCalendar(turn, turn.State.Item(item.Number)!);
        foreach (var rung in ladder)
        {
            var at = InstantOf(turn, addressee, rung.Day);
            if (at > turn.Now || rung.Day >= waiting)
            {
                turn.Add(new Effect.TimerSet(item.Number, rung.Number, at));
                return;
            }
        }

        if (item.NextRungAt is not null)
        {
            turn.Add(new Effect.TimerSet(item.Number, Ladder.First + ladder.Length, null));
        }
    }

    /// <summary>Watches the cap again after a suspension; whoever was warned is not warned twice.</summary>
    public static void RestartCap(Turn turn)
    {
        if (turn.State.CapRung <= CapWarning)
        {
            StartCap(turn);
        }
        else if (turn.State.CapRung == CapReached)
        {
            turn.Add(new Effect.TimerSet(0, CapReached, InstantOf(turn, turn.Calendar, turn.CapOn)));
        }
    }

    /// <summary>Watches the cap from the rung at which the pathway stands, even if that has passed.</summary>
    public static void RestoreCap(Turn turn)
    {
        var day = turn.State.CapRung == CapWarning ? turn.CapOn.AddDays(-CapWarningDays) : turn.CapOn;
        turn.Add(new Effect.TimerSet(0, turn.State.CapRung, turn.State.CapRung <= CapReached ? InstantOf(turn, turn.Calendar, day) : null));
    }

    /// <summary>Watches the cap from the first day.</summary>
    public static void StartCap(Turn turn)
    {
        var warning = InstantOf(turn, turn.Calendar, turn.CapOn.AddDays(-CapWarningDays));
        turn.Add(warning > turn.Now
            ? new Effect.TimerSet(0, CapWarning, warning)
            : new Effect.TimerSet(0, CapReached, InstantOf(turn, turn.Calendar, turn.CapOn)));
    }

    /// <summary>
    /// Climbs every rung that is due. After a downtime several are due at once: only the last reminder of them is sent,
    /// while the overdue mark and escalations are never left out.
    /// </summary>
    private static void Climb(Turn turn, Run run, SlotPlan slot, ItemState item)
    {
        var addressee = AddresseeCalendar(turn, item);
        if (!InWindow(turn, addressee))
        {
            turn.Add(new Effect.TimerSet(item.Number, item.NextRung, NextWindow(turn, addressee)));
            return;
        }

        var reminder = 0;
        Effect.TimerSet? next = null;
        var ladder = Ladder.Of(slot, item.DueOn!.Value, turn.Calendar);
        foreach (var rung in ladder)
        {
            if (rung.Number < item.NextRung)
            {
                continue;
            }

            var at = InstantOf(turn, addressee, rung.Day);
            if (at > turn.Now && rung.Number > item.NextRung)
            {
                next = new Effect.TimerSet(item.Number, rung.Number, at);
                break;
            }

            switch (rung.Kind)
            {
                case RungKind.Reminder:
                    reminder = rung.Number;
                    break;
                case RungKind.Overdue when slot.Vote is { } vote && Votes.Close(turn, run, slot, vote, dayIsOver: true):
                    // A vote is never late: when its last day is over, those who have voted decide.
                    Stages.Settle(turn, run);
                    return;
                case RungKind.Overdue:
                    turn.Add(new Effect.Overdue(item.Number, Addressees(turn, item.Number)));
                    break;
                case RungKind.Escalation:
                    Escalate(turn, slot, item.Number, rung);
                    break;
                case RungKind.Timeout:
                    Answers.BySilence(turn, run, slot, item.Number);
                    return;
            }
        }

        if (reminder > 0)
        {
            turn.Add(new Effect.Reminded(item.Number, reminder, Addressees(turn, item.Number)));
        }

        turn.Add(next ?? new Effect.TimerSet(item.Number, Ladder.First + ladder.Length, null));
    }

    private static void Escalate(Turn turn, SlotPlan slot, int number, Ladder.Rung rung)
    {
        var plan = slot.Escalations[rung.Index];
        var found = Items.Performers(turn, plan.To, slot);
        var item = turn.State.Item(number)!;
        var added = found.People.RemoveAll(person => item.Assignees.Contains(person));
        turn.Add(new Effect.Escalated(number, rung.Number, added));
        if (added.IsEmpty)
        {
            return;
        }

        if (plan.Mode == EscalationMode.Join)
        {
            turn.Add(new Effect.ItemAssigned(number, item.Assignees.AddRange(added), AssignmentCause.Escalated, null));
        }
        else if (plan.Mode == EscalationMode.Replace)
        {
            turn.Add(new Effect.ItemAssigned(number, found.People, AssignmentCause.Escalated, null));
        }

        Items.ClearAttention(turn);
    }

    private static Decision FallAtCap(Turn turn, PathwayEvent.TimerFell fell)
    {
        if (turn.State.CapRung != fell.Rung || fell.Rung > CapReached)
        {
            return Refusals.StaleTimer();
        }

        if (turn.Today < (fell.Rung == CapWarning ? turn.CapOn.AddDays(-CapWarningDays) : turn.CapOn))
        {
            return Refusals.TimerEarly();
        }

        if (!InWindow(turn, turn.Calendar))
        {
            turn.Add(new Effect.TimerSet(0, fell.Rung, NextWindow(turn, turn.Calendar)));
            return turn.Accept();
        }

        // After a long downtime the cap itself has passed: nobody is then warned of it any more.
        var reached = InstantOf(turn, turn.Calendar, turn.CapOn);
        if (fell.Rung == CapWarning && reached > turn.Now)
        {
            turn.Add(new Effect.Reminded(0, CapWarning, [turn.State.SubjectId]));
            turn.Add(new Effect.TimerSet(0, CapReached, reached));
        }
        else
        {
            turn.Add(new Effect.AttentionRaised(AttentionReason.CapReached, 0));
            turn.Add(new Effect.TimerSet(0, CapReached + 1, null));
        }

        return turn.Accept();
    }

    private static ImmutableArray<int> Addressees(Turn turn, int number)
    {
        var item = turn.State.Item(number)!;
        return item.ClaimedBy is { } claimer ? [claimer] : item.Assignees;
    }

    private static WorkCalendar AddresseeCalendar(Turn turn, ItemState item) =>
        !item.Assignees.IsEmpty && turn.Roster.UnitOf(item.Assignees[0]) is { } unit
            ? turn.Roster.CalendarOf(unit.Id)
            : turn.Calendar;

    private static DateTimeOffset InstantOf(Turn turn, WorkCalendar addressee, DateOnly day) =>
        addressee.InstantOf(addressee.Roll(day, RollRule.Next), turn.Plan.SendWindow.From);

    private static bool InWindow(Turn turn, WorkCalendar addressee)
    {
        var day = addressee.LocalDate(turn.Now);
        return addressee.IsWorkingDay(day)
            && turn.Now >= addressee.InstantOf(day, turn.Plan.SendWindow.From)
            && turn.Now < addressee.InstantOf(day, turn.Plan.SendWindow.To);
    }

    private static DateTimeOffset NextWindow(Turn turn, WorkCalendar addressee)
    {
        var day = addressee.LocalDate(turn.Now);
        var today = addressee.InstantOf(day, turn.Plan.SendWindow.From);
        return addressee.IsWorkingDay(day) && turn.Now < today ? today : InstantOf(turn, addressee, day.AddDays(1));
    }
}
