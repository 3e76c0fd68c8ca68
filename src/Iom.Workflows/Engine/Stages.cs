using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>How a pathway moves: entering a stage, deciding it by its policy, and what follows.</summary>
internal static class Stages
{
    /// <summary>Enters the stage at an index, or the first after it that applies; past the last one the pathway is completed.</summary>
    public static void Enter(Turn turn, int index)
    {
        for (; index < turn.Plan.Stages.Length; index++)
        {
            var stage = turn.Plan.Stages[index];
            if (turn.Holds(stage.When, NextRound(turn, stage)) && BeginRound(turn, stage))
            {
                return;
            }

            turn.Add(new Effect.StageSkipped(stage.Key));
        }

        turn.Add(new Effect.PathwayEnded(PathwayStatus.Completed, null));
    }

    /// <summary>Closes the stage and goes on if its policy says it is decided.</summary>
    public static void Settle(Turn turn, StagePlan stage)
    {
        var asked = 0;
        while (Policies.Decide(turn, stage, asked) is { } verdict)
        {
            if (verdict.NextSlot is not { } slot)
            {
                Leave(turn, stage, verdict);
                return;
            }

            // In order: the next one is asked; a slot that is left out leaves no item, so the policy is asked again from behind it.
            if (Begin(turn, stage, stage.Slots[slot]))
            {
                return;
            }

            asked = slot + 1;
        }
    }

    private static bool BeginRound(Turn turn, StagePlan stage)
    {
        turn.Add(new Effect.StageEntered(stage.Key, NextRound(turn, stage), turn.Remembers(Remembered.Entries) ? turn.Today : null));
        var any = false;
        foreach (var slot in stage.Slots)
        {
            any |= Begin(turn, stage, slot);
            if (any && stage.Policy.Kind == PolicyKind.InOrder)
            {
                break;
            }
        }

        return any;
    }

    private static int NextRound(Turn turn, StagePlan stage) => (turn.State.Record(stage.Key)?.Rounds ?? 0) + 1;

    private static bool Begin(Turn turn, StagePlan stage, SlotPlan slot)
    {
        if (turn.Holds(slot.When))
        {
            return Items.Begin(turn, stage, slot);
        }

        turn.Add(new Effect.SlotSkipped(slot.Key, NoPerformer: false));
        return false;
    }

    private static void Leave(Turn turn, StagePlan stage, Policies.Verdict verdict)
    {
        foreach (var item in turn.State.Items)
        {
            if (item.Status is ItemStatus.Open or ItemStatus.Scheduled)
            {
                turn.Add(new Effect.ItemCancelled(item.Number));
            }
        }

        if (verdict.Positive && stage.SealsRevision)
        {
            turn.Add(new Effect.RevisionSealed(turn.State.Revisions + 1, turn.State.Document.Hash()));
        }

        Items.ClearAttention(turn);
        var transition = stage.TransitionFor(verdict.Outcome);
        var here = turn.Plan.IndexOf(stage.Key);
        var (kind, next) = transition?.Target switch
        {
            TargetKind.Stage => (TargetKind.Stage, turn.Plan.IndexOf(verdict.ReturnTo ?? transition.Stages[0])),
            TargetKind.End => (TargetKind.End, -1),
            TargetKind.Rejected => (TargetKind.Rejected, -1),
            TargetKind.NextYear when turn.State.Year < turn.State.PlannedYears => (TargetKind.NextYear, turn.Plan.IndexOf(turn.Plan.YearBeginsAt!)),
            _ => (TargetKind.Next, here + 1),
        };
        var target = next >= 0 && next < turn.Plan.Stages.Length ? turn.Plan.Stages[next].Key : null;
        turn.Add(new Effect.StageLeft(stage.Key, verdict.Outcome, verdict.Positive, turn.Today, target, turn.State.Round));
        if (next < 0)
        {
            turn.Add(new Effect.PathwayEnded(kind == TargetKind.End ? PathwayStatus.Completed : PathwayStatus.Rejected, null));
            return;
        }

        if (kind == TargetKind.Stage && turn.Remembers(Remembered.Returns) && (!verdict.Positive || transition!.Due is not null))
        {
            turn.Add(new Effect.Returned(target!, turn.Today, ReworkDue(turn, transition!, verdict)));
        }

        if (kind == TargetKind.NextYear)
        {
            turn.Add(new Effect.YearBegan(turn.State.Year + 1, turn.State.AcademicYear + 1));
        }

        Enter(turn, next);
    }

    private static DateOnly? ReworkDue(Turn turn, TransitionPlan transition, Policies.Verdict verdict) =>
        transition.Due is { } due ? verdict.ReturnDueOn ?? ReturnDays.Of(due, turn.Calendar, turn.Today).Default : null;
}
