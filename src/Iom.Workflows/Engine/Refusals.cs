using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>The refusals of the engine, with their sentences from <c>Refusals.resx</c>.</summary>
internal static class Refusals
{
    private static readonly ResourceManager Sentences = new("Iom.Workflows.Engine.Refusals", typeof(Refusals).Assembly);
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public static Refusal Of(string code, RefusalKind kind, params object?[] facts) => new(code, kind, Sentence(code, facts));

    public static Refusal NotOpenYet(DateOnly opensOn) => Of("item_not_open_yet", RefusalKind.Conflict, opensOn);

    public static Refusal ClaimedByOther(string? name) => Of("claimed_by_other", RefusalKind.Conflict, name);

    public static Decision.Refused EducatorUnknown() => No("educator_unknown", RefusalKind.NotFound);

    public static Decision.Refused AlreadyStarted() => No("already_started", RefusalKind.Conflict);

    public static Decision.Refused NotRunning(PathwayState state) => state.Status switch
    {
        PathwayStatus.NotStarted => No("pathway_unknown", RefusalKind.NotFound),
        PathwayStatus.Suspended => new(Suspended(state)),
        _ => No("pathway_ended", RefusalKind.Conflict),
    };

    public static Refusal Suspended(PathwayState state) => new(
        "pathway_suspended",
        RefusalKind.Conflict,
        state.SuspendedUntil is { } until ? Sentence("pathway_suspended_until", [until]) : Sentence("pathway_suspended", []));

    public static Decision.Refused NotSuspended() => No("not_suspended", RefusalKind.Conflict);

    public static Decision.Refused UntilPast() => No("until_past", RefusalKind.Invalid);

    public static Decision.Refused FieldNotPerson() => No("field_not_person", RefusalKind.Invalid);

    public static Decision.Refused NotCandidate() => No("not_candidate", RefusalKind.Invalid);

    /// <summary>The definition's own sentence says what is not met.</summary>
    public static Decision.Refused RequirementNotMet(string message) => new(new Refusal("requirement_not_met", RefusalKind.Invalid, message));

    public static Decision.Refused ReasonForExceptionRequired(string message, string field)
    {
        var sentence = Sentence("reason_for_exception_required", [message]);
        return new(new Refusal("reason_for_exception_required", RefusalKind.Invalid, sentence, [new FieldFault(field, "required", sentence)]));
    }

    public static Decision.Refused CalendarMissing(int year) => No("calendar_missing", RefusalKind.Invalid, year);

    public static Decision.Refused BeyondCap(int years) => No("beyond_cap", RefusalKind.Invalid, years);

    public static Decision.Refused StartOutOfReach() => No("start_out_of_reach", RefusalKind.Invalid);

    public static Decision.Refused OutcomeUnknown(SlotPlan slot) =>
        No("outcome_unknown", RefusalKind.Invalid, string.Join(", ", slot.Outcomes.Select(outcome => $"«{outcome.Title}»")));

    public static Decision.Refused RoundLimitReached(string outcome, int rounds) =>
        No("round_limit_reached", RefusalKind.Conflict, outcome, rounds);

    public static Decision.Refused ReturnTargetUnknown() => No("return_target_unknown", RefusalKind.Invalid);

    public static Decision.Refused ReturnDueNotOffered() => No("return_due_not_offered", RefusalKind.Invalid);

    public static Decision.Refused ReturnDueOutside(ReturnDays days)
    {
        const string code = "return_due_outside";
        var sentence = Sentence(code, [days.Least, days.Most]);
        return new(new Refusal(code, RefusalKind.Invalid, sentence, [new FieldFault("dueOn", code, sentence)]));
    }

    public static Decision.Refused CommentFault(FieldFault fault) =>
        new(new Refusal(fault.Code == "required" ? "comment_required" : "comment_invalid", RefusalKind.Invalid, fault.Sentence, [fault]));

    public static Refusal ReasonInvalid(FieldFault fault) => new("reason_invalid", RefusalKind.Invalid, fault.Sentence, [fault]);

    public static Decision.Refused FormInvalid(ImmutableArray<FieldFault> faults) =>
        new(new Refusal("form_invalid", RefusalKind.Invalid, Sentence("form_invalid", []), faults));

    public static Decision.Refused TriggerNotNow() => No("trigger_not_now", RefusalKind.Conflict);

    public static Decision.Refused StaleTimer() => No("stale_timer", RefusalKind.Conflict);

    public static Decision.Refused TimerEarly() => No("timer_early", RefusalKind.Conflict);

    public static Decision.Refused NothingChanged() => No("nothing_changed", RefusalKind.Conflict);

    public static Decision.Refused MigrationOutdated() => No("migration_outdated", RefusalKind.Conflict);

    public static Decision.Refused MigrationOtherKind() => No("migration_other_kind", RefusalKind.Invalid);

    public static Decision.Refused MigrationNoStage(string stage) => No("migration_no_stage", RefusalKind.Invalid, stage);

    public static Decision.Refused MigrationNoSlot(string slot) => No("migration_no_slot", RefusalKind.Invalid, slot);

    public static Decision.Refused MigrationSlotsCollide(string slot) => No("migration_slots_collide", RefusalKind.Invalid, slot);

    public static Decision.Refused MigrationOtherWork(string slot, string other) => No("migration_other_work", RefusalKind.Invalid, slot, other);

    public static Decision.Refused MigrationVoteOpen(string slot) => No("migration_vote_open", RefusalKind.Conflict, slot);

    public static Decision.Refused MigrationRoundsUsed(string stage, int rounds) => No("migration_rounds_used", RefusalKind.Conflict, stage, rounds);

    public static Decision.Refused MigrationAnswerUnknown(string slot, string outcome) => No("migration_answer_unknown", RefusalKind.Conflict, slot, outcome);

    public static Decision.Refused MigrationNoPerformer(string slot) => No("migration_no_performer", RefusalKind.Conflict, slot);

    public static Decision.Refused MigrationWouldEnd() => No("migration_would_end", RefusalKind.Conflict);

    private static Decision.Refused No(string code, RefusalKind kind, params object?[] facts) => new(Of(code, kind, facts));

    private static string Sentence(string code, object?[] facts) =>
        string.Format(Russian, Sentences.GetString(code, Russian) ?? throw new MissingManifestResourceException(code), facts);
}
