using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>One thing that happens on the way to a state.</summary>
/// <param name="Kind">What.</param>
/// <param name="Stage">In which stage.</param>
/// <param name="Slot">To the item of which slot; null at the start.</param>
/// <param name="Outcome">What was answered.</param>
/// <param name="ReturnTo">The stage chosen for a return; null: the plan's default.</param>
/// <param name="Trigger">What was set off.</param>
internal sealed record Step(
    StepKind Kind, StagePlan? Stage, SlotPlan? Slot, OutcomePlan? Outcome = null, string? ReturnTo = null, TriggerPlan? Trigger = null)
{
    /// <param name="plan">The plan as it was written, which may name people where the explored one has stand-ins.</param>
    public string Words(ProcessPlan plan) => Kind switch
    {
        StepKind.Answered when ReturnTo is { } to => VerificationTexts.Of("step_returned", Performer(plan), Slot!.Title, Outcome!.Title, plan.Stage(to).Title),
        StepKind.Answered => VerificationTexts.Of("step_answered", Performer(plan), Slot!.Title, Outcome!.Title),
        StepKind.Opened => VerificationTexts.Of("step_opened", Slot!.Title),
        StepKind.Fell => VerificationTexts.Of("step_fell", Slot!.Title),
        StepKind.Assigned => VerificationTexts.Of("step_assigned", Slot!.Title),
        StepKind.Triggered => VerificationTexts.Of("step_triggered", Trigger!.Title),
        _ => VerificationTexts.Of("step_started"),
    };

    private string Performer(ProcessPlan plan) => VerificationTexts.Performer(plan, plan.Stage(Stage!.Key).Slot(Slot!.Key));
}

/// <summary>Kinds of <see cref="Step"/>.</summary>
internal enum StepKind
{
    Started,
    Answered,

    /// <summary>The day came on which an item opens.</summary>
    Opened,

    /// <summary>The last day passed without an answer, and something followed from it.</summary>
    Fell,

    /// <summary>Nobody was found, so an administrator named somebody.</summary>
    Assigned,

    /// <summary>Somebody set off a trigger.</summary>
    Triggered,

    /// <summary>A track that goes its own way waits, and everything else goes on as if it were not there.</summary>
    Meanwhile,
}
