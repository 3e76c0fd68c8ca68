using System.Collections.Immutable;
using System.Diagnostics;

namespace Iom.Workflows.Engine;

/// <summary>
/// How facts make a state. The engine builds every new state with this, and a replay of the history folds the stored facts
/// with it; so the two cannot differ. It knows no plan, no roster and no calendar.
/// </summary>
public static class Evolution
{
    public static PathwayState Fold(IEnumerable<Effect> facts) => facts.Aggregate(PathwayState.NotStarted, Apply);

    public static PathwayState Apply(PathwayState state, Effect fact) => fact switch
    {
        Effect.PathwayBegan began => state with
        {
            Status = PathwayStatus.Running,
            SubjectId = began.SubjectId,
            StartOn = began.StartOn,
            PlannedYears = began.PlannedYears,
            Year = 1,
            AcademicYear = began.AcademicYear,
        },
        Effect.YearBegan year => state with
        {
            Year = year.Year,
            AcademicYear = year.AcademicYear,
            Stages = [.. state.Stages.Select(record => record with { Rounds = 0, FirstEnteredOn = null, ReturnedOn = null, ReturnDueOn = null })],
            Answers = Outdated(state.Answers),
        },
        Effect.StageEntered entered => state with
        {
            Stage = entered.Stage,
            Round = entered.Round,
            Items = [],
            Stages = Remember(state.Stages, entered.Stage, record => record with { Rounds = entered.Round, FirstEnteredOn = record.FirstEnteredOn ?? entered.On }),
        },
        Effect.StageLeft left when left.Positive || left.Round is not null => state with
        {
            Stages = Remember(state.Stages, left.Stage, record => record with
            {
                DoneOn = left.Positive ? left.On : record.DoneOn,
                Outcome = left.Round is null ? record.Outcome : left.Outcome,
                ReturnedOn = null,
                ReturnDueOn = null,
            }),
        },
        Effect.Returned returned => state with
        {
            Stages = Remember(state.Stages, returned.Stage, record => record with { ReturnedOn = returned.On, ReturnDueOn = returned.DueOn }),
            Answers = Outdated(state.Answers),
        },
        Effect.ItemScheduled scheduled => Added(state, new ItemState
        {
            Number = scheduled.Item,
            Slot = scheduled.Slot,
            Status = ItemStatus.Scheduled,
            OpensOn = scheduled.OpensOn,
        }),
        Effect.ItemOpened opened => Opened(state, opened),
        Effect.ItemClaimed claimed => Changed(state, claimed.Item, item => item with { ClaimedBy = claimed.By }),
        Effect.ItemReleased released => Changed(state, released.Item, item => item with { ClaimedBy = null }),
        Effect.ItemAssigned assigned => Changed(
            state, assigned.Item, item => item with { Assignees = assigned.Assignees, ClaimedBy = null }),
        Effect.ItemAnswered answered => Changed(Kept(state, answered), answered.Item, item => item with
        {
            Status = ItemStatus.Answered,
            Outcome = answered.Outcome,
            DecidedBy = answered.By,
            ReturnTo = answered.ReturnTo,
            ReturnDueOn = answered.DueOn,
            NextRungAt = null,
        }),
        Effect.ItemCancelled cancelled => Changed(
            state, cancelled.Item, item => item with { Status = ItemStatus.Cancelled, NextRungAt = null }),
        Effect.TimerSet { Item: > 0 } timer => Changed(
            state, timer.Item, item => item with { NextRung = timer.Rung, NextRungAt = timer.At }),
        Effect.TimerSet timer => state with { CapRung = timer.Rung },
        Effect.DocumentWritten written => state with { Document = state.Document.With(written.Written) },
        Effect.RevisionSealed sealedAs => state with { Revisions = sealedAs.Number },
        Effect.PlannedYearsSet planned => state with { PlannedYears = planned.Years },
        Effect.AttentionRaised raised => state with { Attention = raised.Reason },
        Effect.AttentionCleared => state with { Attention = null },
        Effect.PathwayEnded ended => state with
        {
            Status = ended.Status,
            Stage = null,
            Round = 0,
            Items = [],
            Attention = null,
            SuspendedOn = null,
            SuspendedUntil = null,
        },
        Effect.PathwaySuspended suspended => state with
        {
            Status = PathwayStatus.Suspended,
            SuspendedOn = suspended.On,
            SuspendedUntil = suspended.Until,
            Items = [.. state.Items.Select(item => item with
            {
                Status = item.Status == ItemStatus.Open ? ItemStatus.Suspended : item.Status,
                NextRungAt = null,
            })],
        },
        Effect.PathwayResumed resumed => state with
        {
            Status = PathwayStatus.Running,
            SuspendedOn = null,
            SuspendedUntil = null,
            SuspendedDays = (state.SuspendedDays ?? 0) + resumed.Days,
        },
        Effect.ItemResumed resumed => Changed(state, resumed.Item, item => item with { Status = ItemStatus.Open, DueOn = resumed.DueOn }),
        Effect.PersonReplaced or Effect.RuleWaived or Effect.StageSkipped or Effect.StageLeft or Effect.SlotSkipped
            or Effect.Reminded or Effect.Overdue or Effect.Escalated => state,
        _ => throw new UnreachableException($"No rule for the fact {fact.GetType().Name}."),
    };

    private static PathwayState Kept(PathwayState state, Effect.ItemAnswered answered)
    {
        if (answered is not { Kept: true, By: { } by } || state.Item(answered.Item) is not { } item)
        {
            return state;
        }

        var answer = new SlotAnswer(state.Stage!, item.Slot, by, answered.Outcome, answered.Force, Current: true);
        ImmutableArray<SlotAnswer> others = state.Answers is { } known ? [.. known.Where(other => (other.Stage, other.Slot) != (answer.Stage, answer.Slot))] : [];
        return state with { Answers = others.Add(answer) };
    }

    private static ImmutableArray<SlotAnswer>? Outdated(ImmutableArray<SlotAnswer>? answers) =>
        answers is { } known ? [.. known.Select(answer => answer with { Current = false })] : null;

    private static PathwayState Opened(PathwayState state, Effect.ItemOpened opened)
    {
        var item = new ItemState
        {
            Number = opened.Item,
            Slot = opened.Slot,
            Status = ItemStatus.Open,
            Assignees = opened.Assignees,
            OpensOn = opened.OpenedOn,
            DueOn = opened.DueOn,
        };
        return state.Item(opened.Item) is null ? Added(state, item) : Changed(state, opened.Item, _ => item);
    }

    private static PathwayState Added(PathwayState state, ItemState item) =>
        state with { Items = state.Items.Add(item), NextItem = item.Number + 1 };

    private static PathwayState Changed(PathwayState state, int number, Func<ItemState, ItemState> change)
    {
        var items = state.Items;
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Number == number)
            {
                return state with { Items = items.SetItem(i, change(items[i])) };
            }
        }

        return state;
    }

    private static ImmutableArray<StageRecord> Remember(
        ImmutableArray<StageRecord> records, string stage, Func<StageRecord, StageRecord> change)
    {
        for (var i = 0; i < records.Length; i++)
        {
            if (records[i].Key == stage)
            {
                return records.SetItem(i, change(records[i]));
            }
        }

        return records.Add(change(new StageRecord(stage, 0, null)));
    }
}
