using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>Whether asking a slot would only make somebody repeat himself.</summary>
internal static class SamePerson
{
    /// <summary>The only performer has agreed since the last return, with at least the force of this slot.</summary>
    public static bool HasAgreed(Turn turn, SlotPlan slot, ImmutableArray<int> performers)
    {
        if (!slot.SkipsSamePerson || performers is not [var only] || turn.State.Answers is not { } answers)
        {
            return false;
        }

        var needed = Weight(Answers.Force(slot));
        return answers.Any(answer => answer.By == only && answer.Current && Weight(answer.Force) >= needed && IsPositive(turn.Plan, answer));
    }

    private static bool IsPositive(ProcessPlan plan, SlotAnswer answer) =>
        plan.Stage(answer.Stage).Slot(answer.Slot).Outcome(answer.Outcome) is { Sense: OutcomeSense.Positive };

    private static int Weight(OutcomeForce force) => force switch
    {
        OutcomeForce.None => 0,
        OutcomeForce.Acknowledged => 1,
        OutcomeForce.OpinionNoted => 2,
        OutcomeForce.Considered => 3,
        OutcomeForce.Concurred => 4,
        OutcomeForce.Adopted => 5,
        OutcomeForce.Approved => 6,
    };
}
