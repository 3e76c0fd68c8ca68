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
            Stages = [.. state.Stages.Where(record => record.Run == 0 || state.Track(record.Run) is { Status: TrackStatus.Running })
                .Select(record => record with { Rounds = 0, FirstEnteredOn = null, ReturnedOn = null, ReturnDueOn = null })],
            Answers = Outdated(state.Answers, _ => true),
            Tracks = state.Tracks.RemoveAll(track => track.Status != TrackStatus.Running),
        },
        Effect.StageEntered { Run: 0 } entered => Cleared(state, 0) with
        {
            Stage = entered.Stage,
            Round = entered.Round,
            Stages = Remember(state.Stages, entered.Stage, 0, record => Entered(record, entered)),
        },
        Effect.StageEntered entered => Cleared(state, entered.Run) with
        {
            Tracks = Changed(state.Tracks, entered.Run, track => track with { Stage = entered.Stage, Round = entered.Round }),
            Stages = Remember(state.Stages, entered.Stage, entered.Run, record => Entered(record, entered)),
        },
        Effect.Returned returned => state with
        {
            Stages = Remember(state.Stages, returned.Stage, returned.Run, record => record with { ReturnedOn = returned.On, ReturnDueOn = returned.DueOn }),
            Answers = Outdated(state.Answers, answer => answer.Run == returned.Run),
        },
        Effect.StageLeft left => state with
        {
            Stages = left.Positive || left.Round is not null ? Remember(state.Stages, left.Stage, left.Run, record => Left(record, left)) : state.Stages,
            ReturnAfter = left.Run != 0 || left.Target == left.Stage ? state.ReturnAfter : null,
        },
        Effect.StageSkipped { Run: 0 } when state.ReturnAfter is not null => state with { ReturnAfter = null },
        Effect.ItemScheduled scheduled => Added(state, new ItemState
        {
            Number = scheduled.Item,
            Slot = scheduled.Slot,
            Status = ItemStatus.Scheduled,
            OpensOn = scheduled.OpensOn,
            Run = scheduled.Run,
            Part = scheduled.Part,
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
            Tracks = [],
            Counted = [],
            ReturnAfter = null,
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
        Effect.TrackStarted started => state with
        {
            Runs = started.Run,
            Tracks = state.Tracks.Add(new TrackState { Number = started.Run, Track = started.Track, Part = started.Part }),
        },
        Effect.TrackEnded ended => Cleared(state, ended.Run) with
        {
            Tracks = Changed(state.Tracks, ended.Run, track => track with { Status = ended.Status, Stage = null, Round = 0 }),
        },
        Effect.Told told => Put(state, new ItemState
        {
            Number = told.Item,
            Slot = told.Slot,
            Status = ItemStatus.Answered,
            Outcome = Definitions.SlotPlan.ToldOutcome,
            OpensOn = told.On,
            Run = told.Run,
            Part = told.Part,
        }),
        Effect.VoteCounted counted => state with { Counted = state.Counted.Add(new CountedVote(counted.Slot, counted.Outcome, counted.Run)) },
        Effect.TriggerFired { Interrupts: { } interrupted } => state with { ReturnAfter = state.ReturnAfter ?? interrupted },
        Effect.PlanChanged changed => Renaming.Apply(state, changed),
        Effect.ItemMoved moved => Changed(state, moved.Item, item => item with { DueOn = moved.DueOn }),
        Effect.MigrationUndone undone => undone.State with
        {
            Document = state.Document,
            NextItem = Math.Max(state.NextItem, undone.State.NextItem),
            Runs = Math.Max(state.Runs, undone.State.Runs),
            Revisions = Math.Max(state.Revisions, undone.State.Revisions),
        },
        Effect.TriggerFired or Effect.PersonReplaced or Effect.RuleWaived or Effect.StageSkipped or Effect.SlotSkipped
            or Effect.Reminded or Effect.Overdue or Effect.Escalated or Effect.RuntimeChanged => state,
        _ => throw new UnreachableException($"No rule for the fact {fact.GetType().Name}."),
    };

    private static StageRecord Entered(StageRecord record, Effect.StageEntered entered) =>
        record with { Rounds = entered.Round, FirstEnteredOn = record.FirstEnteredOn ?? entered.On };

    private static StageRecord Left(StageRecord record, Effect.StageLeft left) => record with
    {
        DoneOn = left.Positive ? left.On : record.DoneOn,
        Outcome = left.Round is null ? record.Outcome : left.Outcome,
        ReturnedOn = null,
        ReturnDueOn = null,
    };

    private static PathwayState Kept(PathwayState state, Effect.ItemAnswered answered)
    {
        if (answered is not { Kept: true, By: { } by } || state.Item(answered.Item) is not { } item)
        {
            return state;
        }

        var answer = new SlotAnswer(state.StageOf(item.Run)!, item.Slot, by, answered.Outcome, answered.Force, Current: true, item.Run);
        ImmutableArray<SlotAnswer> others = state.Answers is { } known ? [.. known.Where(other => (other.Stage, other.Slot, other.Run) != (answer.Stage, answer.Slot, answer.Run))] : [];
        return state with { Answers = others.Add(answer) };
    }

    private static ImmutableArray<SlotAnswer>? Outdated(ImmutableArray<SlotAnswer>? answers, Func<SlotAnswer, bool> which) =>
        answers is { } known ? [.. known.Select(answer => which(answer) ? answer with { Current = false } : answer)] : null;

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
            Run = opened.Run,
            Part = opened.Part,
        };
        return Put(state, item);
    }

    private static PathwayState Put(PathwayState state, ItemState item) =>
        state.Item(item.Number) is null ? Added(state, item) : Changed(state, item.Number, _ => item);

    /// <summary>Without what belongs to the round of a life that is over.</summary>
    private static PathwayState Cleared(PathwayState state, int run) => state with
    {
        Items = state.Tracks.IsEmpty && run == 0 ? [] : state.Items.RemoveAll(item => item.Run == run),
        Counted = state.Counted.IsEmpty ? state.Counted : state.Counted.RemoveAll(vote => vote.Run == run),
    };

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

    private static ImmutableArray<TrackState> Changed(ImmutableArray<TrackState> tracks, int number, Func<TrackState, TrackState> change)
    {
        for (var i = 0; i < tracks.Length; i++)
        {
            if (tracks[i].Number == number)
            {
                return tracks.SetItem(i, change(tracks[i]));
            }
        }

        return tracks;
    }

    private static ImmutableArray<StageRecord> Remember(
        ImmutableArray<StageRecord> records, string stage, int run, Func<StageRecord, StageRecord> change)
    {
        for (var i = 0; i < records.Length; i++)
        {
            if (records[i].Key == stage && records[i].Run == run)
            {
                return records.SetItem(i, change(records[i]));
            }
        }

        return records.Add(change(new StageRecord(stage, 0, null, Run: run)));
    }
}
