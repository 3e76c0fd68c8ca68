using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>How a life moves: entering a stage, deciding it by its policy, and what follows. The same for the main life and for tracks.</summary>
internal static class Stages
{
    /// <summary>Enters the stage at an index, or the first after it that applies; past the last one the life is completed.</summary>
    public static void Enter(Turn turn, Run run, int index)
    {
        while (index < run.Stages.Length)
        {
            var stage = run.Stages[index];
            turn.LookAt(run.Number, run.Part);
            if (turn.Holds(stage.When, NextRound(turn, run, stage)) && BeginRound(turn, run, stage))
            {
                if (!turn.State.Waits(run.Number))
                {
                    Settle(turn, run);
                }

                return;
            }

            index = After(turn, run, index);
            turn.Add(new Effect.StageSkipped(stage.Key, run.Number));
        }

        Tracks.End(turn, run, TargetKind.End);
    }

    /// <summary>Closes the stage in which a life stands and goes on if its policy says it is decided.</summary>
    public static void Settle(Turn turn, Run run)
    {
        var stage = turn.Plan.Stage(turn.State.StageOf(run.Number)!);
        Slots.Close(turn, run, stage);
        var asked = 0;
        while (Policies.Decide(turn, run.Number, stage, asked) is { } verdict)
        {
            if (verdict.NextSlot is not { } slot)
            {
                Leave(turn, run, stage, verdict);
                return;
            }

            // In order: the next one is asked; a slot that is left out leaves no item, so the policy is asked again from behind it.
            if (Begin(turn, run, stage.Slots[slot]) && turn.State.Waits(run.Number))
            {
                return;
            }

            asked = slot + 1;
        }
    }

    private static bool BeginRound(Turn turn, Run run, StagePlan stage)
    {
        turn.Add(new Effect.StageEntered(
            stage.Key, NextRound(turn, run, stage), run.Number, turn.Remembers(Remembered.Entries) ? turn.Today : null));
        var any = Tracks.Awaited(turn, stage);
        foreach (var slot in stage.Slots)
        {
            var begun = Begin(turn, run, slot);
            any |= begun;
            if (begun && stage.Policy.Kind == PolicyKind.InOrder)
            {
                break;
            }
        }

        return any;
    }

    /// <summary>The pass through a stage that would be the next one of a life.</summary>
    public static int NextRound(Turn turn, Run run, StagePlan stage) => (turn.State.Record(stage.Key, run.Number)?.Rounds ?? 0) + 1;

    /// <summary>Begins a slot if its condition holds.</summary>
    /// <returns>Whether an item stands in the round now.</returns>
    public static bool Begin(Turn turn, Run run, SlotPlan slot)
    {
        turn.LookAt(run.Number, run.Part);
        // With rows the condition is asked of each row.
        if (slot.Each is EachPlan.Rows || turn.Holds(slot.When))
        {
            return Items.Begin(turn, run, slot);
        }

        turn.Add(new Effect.SlotSkipped(slot.Key, NoPerformer: false, run.Number));
        return false;
    }

    private static void Leave(Turn turn, Run run, StagePlan stage, Policies.Verdict verdict)
    {
        Items.Cancel(turn, run.Number);
        Items.ClearAttention(turn);
        if (verdict.Positive && Tracks.Awaited(turn, stage))
        {
            return;
        }

        if (verdict.Positive && stage.SealsRevision)
        {
            turn.Add(new Effect.RevisionSealed(turn.State.Revisions + 1, turn.State.Document.Hash()));
        }

        var here = run.Stages.IndexOf(stage.Key);
        var (kind, next) = Target(turn, run, stage, verdict, here);
        var target = next >= 0 && next < run.Stages.Length ? run.Stages[next].Key : null;
        turn.Add(new Effect.StageLeft(
            stage.Key, verdict.Outcome, verdict.Positive, turn.Today, target, turn.State.RoundOf(run.Number), run.Number));
        if (verdict.Positive)
        {
            Tracks.Cancel(turn, stage.Ends);
        }

        if (next < 0)
        {
            Tracks.End(turn, run, kind);
            return;
        }

        var transition = stage.TransitionFor(verdict.Outcome);
        if (kind == TargetKind.Stage && verdict.Outcome != Slots.NoQuorum && turn.Remembers(Remembered.Returns) && (!verdict.Positive || transition?.Due is not null))
        {
            turn.Add(new Effect.Returned(target!, turn.Today, ReworkDue(turn, transition, verdict), run.Number));
        }

        if (kind == TargetKind.NextYear)
        {
            turn.Add(new Effect.YearBegan(turn.State.Year + 1, turn.State.AcademicYear + 1));
        }

        Enter(turn, run, next);
    }

    private static DateOnly? ReworkDue(Turn turn, TransitionPlan? transition, Policies.Verdict verdict) =>
        transition?.Due is { } due ? verdict.ReturnDueOn ?? ReturnDays.Of(due, turn.Calendar, turn.Today).Default : null;

    private static (TargetKind Kind, int Next) Target(Turn turn, Run run, StagePlan stage, Policies.Verdict verdict, int here)
    {
        var transition = stage.TransitionFor(verdict.Outcome);
        if (verdict.Outcome == Slots.NoQuorum)
        {
            return (TargetKind.Stage, here);
        }

        // A vote cannot be kept from rejecting once more, as a person can be kept from returning; so after the last round it rejects for good.
        if (!verdict.Positive && transition?.MaxRounds <= turn.State.RoundOf(run.Number))
        {
            return (TargetKind.Rejected, -1);
        }

        return transition?.Target switch
        {
            TargetKind.Stage => (TargetKind.Stage, run.Stages.IndexOf(verdict.ReturnTo ?? transition.Stages[0])),
            TargetKind.End => (TargetKind.End, -1),
            TargetKind.Rejected => (TargetKind.Rejected, -1),
            TargetKind.NextYear when turn.State.Year < turn.State.PlannedYears => (TargetKind.NextYear, turn.Plan.IndexOf(turn.Plan.YearBeginsAt!)),
            TargetKind.NextYear => (TargetKind.Next, here + 1),
            _ => (TargetKind.Next, After(turn, run, here)),
        };
    }

    /// <summary>The stage that follows by itself: after what a trigger brought in, the one that it interrupted.</summary>
    private static int After(Turn turn, Run run, int here) =>
        run.IsMain && turn.State.ReturnAfter is { } interrupted ? turn.Plan.IndexOf(interrupted) : here + 1;
}
