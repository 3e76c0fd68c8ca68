using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>A pathway stands still, by an administrator's decision, and goes on: what was lost is given back in working days.</summary>
internal static class Suspension
{
    public static Decision Suspend(Turn turn, PathwayEvent.Suspended suspended)
    {
        if (suspended.Until < turn.Today)
        {
            return Refusals.UntilPast();
        }

        turn.Add(new Effect.PathwaySuspended(turn.Today, suspended.Reason!.Trim(), suspended.Until));
        return turn.Accept();
    }

    public static Decision Resume(Turn turn)
    {
        var from = turn.State.SuspendedOn!.Value;
        // The day of the suspension is lost, the day of the resumption is not.
        var lost = turn.Calendar.WorkingDaysBetween(from.AddDays(-1), turn.Today.AddDays(-1));
        turn.Add(new Effect.PathwayResumed(turn.Today, turn.Today.DayNumber - from.DayNumber));
        foreach (var item in turn.State.Items)
        {
            if (item.Status == ItemStatus.Suspended)
            {
                var due = item.DueOn is { } day ? Moved(turn, day, from, lost) : (DateOnly?)null;
                turn.Add(new Effect.ItemResumed(item.Number, due, due is { } last && turn.Calendar.IsPreliminary(last)));
                Timers.Restart(turn, turn.Slot(item), turn.State.Item(item.Number)!);
            }
            else if (item.Status == ItemStatus.Scheduled)
            {
                turn.Add(new Effect.TimerSet(item.Number, 0, turn.Calendar.InstantOf(item.OpensOn, turn.Plan.SendWindow.From)));
            }
        }

        Timers.RestartCap(turn);
        return turn.Accept();
    }

    /// <summary>Somebody named in the document leaves his part to another; what waits for him goes along, dates stay.</summary>
    public static Decision Replace(Turn turn, PathwayEvent.PersonReplaced replaced)
    {
        var field = turn.Plan.AllStages.SelectMany(stage => stage.Slots).SelectMany(slot => slot.Fields)
            .FirstOrDefault(field => field.Key == replaced.Field && field.Type == FieldType.Person);
        if (field is null)
        {
            return Refusals.FieldNotPerson();
        }

        if (!turn.Roster.Candidates(field, turn.State, turn.Today).Contains(replaced.To))
        {
            return Refusals.NotCandidate();
        }

        var before = PersonFields.In(turn.State.Document, field.Key);
        if (before == replaced.To)
        {
            return Refusals.NothingChanged();
        }

        turn.Add(new Effect.PersonReplaced(field.Key, before, replaced.To, replaced.Reason!.Trim()));
        turn.Add(new Effect.DocumentWritten(0, PersonFields.Written(field.Key, replaced.To)));
        foreach (var item in turn.State.Items)
        {
            if (item.Status == ItemStatus.Open && PersonFields.Names(turn.Slot(item).Performer, field.Key))
            {
                turn.Add(new Effect.ItemAssigned(item.Number, [replaced.To], AssignmentCause.Reassigned, replaced.Reason.Trim()));
            }
        }

        Items.ClearAttention(turn);
        return turn.Accept();
    }

    /// <summary>A day that had passed already stays; nothing moves past the cap.</summary>
    private static DateOnly Moved(Turn turn, DateOnly due, DateOnly suspendedOn, int lost)
    {
        if (due < suspendedOn || lost == 0)
        {
            return due;
        }

        var moved = turn.Calendar.AddWorkingDays(due, lost);
        if (moved <= turn.CapOn)
        {
            return moved;
        }

        var last = turn.Calendar.Roll(turn.CapOn, RollRule.Previous);
        return last < due ? due : last;
    }
}
