using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>
/// A fact that follows from a decision. The state is the fold of these (<see cref="Evolution"/>), rows and messages are made
/// from them, and the history keeps them; so a replay needs neither the roster nor the calendar of that day. A closed union;
/// the names are stored and never change.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact")]
[JsonDerivedType(typeof(PathwayBegan), "pathway_began")]
[JsonDerivedType(typeof(YearBegan), "year_began")]
[JsonDerivedType(typeof(StageEntered), "stage_entered")]
[JsonDerivedType(typeof(StageSkipped), "stage_skipped")]
[JsonDerivedType(typeof(StageLeft), "stage_left")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(ItemScheduled), "item_scheduled")]
[JsonDerivedType(typeof(ItemOpened), "item_opened")]
[JsonDerivedType(typeof(ItemClaimed), "item_claimed")]
[JsonDerivedType(typeof(ItemReleased), "item_released")]
[JsonDerivedType(typeof(ItemAssigned), "item_assigned")]
[JsonDerivedType(typeof(ItemAnswered), "item_answered")]
[JsonDerivedType(typeof(ItemCancelled), "item_cancelled")]
[JsonDerivedType(typeof(SlotSkipped), "slot_skipped")]
[JsonDerivedType(typeof(TimerSet), "timer_set")]
[JsonDerivedType(typeof(Reminded), "reminded")]
[JsonDerivedType(typeof(Overdue), "overdue")]
[JsonDerivedType(typeof(Escalated), "escalated")]
[JsonDerivedType(typeof(DocumentWritten), "document_written")]
[JsonDerivedType(typeof(RevisionSealed), "revision_sealed")]
[JsonDerivedType(typeof(PlannedYearsSet), "planned_years_set")]
[JsonDerivedType(typeof(AttentionRaised), "attention_raised")]
[JsonDerivedType(typeof(AttentionCleared), "attention_cleared")]
[JsonDerivedType(typeof(PathwayEnded), "pathway_ended")]
[JsonDerivedType(typeof(PathwaySuspended), "pathway_suspended")]
[JsonDerivedType(typeof(PathwayResumed), "pathway_resumed")]
[JsonDerivedType(typeof(ItemResumed), "item_resumed")]
[JsonDerivedType(typeof(PersonReplaced), "person_replaced")]
[JsonDerivedType(typeof(RuleWaived), "rule_waived")]
[JsonDerivedType(typeof(TrackStarted), "track_started")]
[JsonDerivedType(typeof(TrackEnded), "track_ended")]
[JsonDerivedType(typeof(Told), "told")]
[JsonDerivedType(typeof(VoteCounted), "vote_counted")]
[JsonDerivedType(typeof(TriggerFired), "trigger_fired")]
[JsonDerivedType(typeof(PlanChanged), "plan_changed")]
[JsonDerivedType(typeof(ItemMoved), "item_moved")]
[JsonDerivedType(typeof(MigrationUndone), "migration_undone")]
[JsonDerivedType(typeof(RuntimeChanged), "runtime_changed")]
public abstract record Effect
{
    private Effect()
    {
    }

    public sealed record PathwayBegan(int SubjectId, DateOnly StartOn, int PlannedYears, int AcademicYear) : Effect;

    /// <summary>The n-th year of the pathway begins, in the academic year that starts in <paramref name="AcademicYear"/>.</summary>
    public sealed record YearBegan(int Year, int AcademicYear) : Effect;

    /// <param name="Run">Number of the life; 0: the main one.</param>
    /// <param name="On">Local day; null when no rule of the plan asks about it.</param>
    public sealed record StageEntered(
        string Stage, int Round, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0, DateOnly? On = null) : Effect;

    /// <summary>The stage's condition does not hold, or none of its slots applies.</summary>
    public sealed record StageSkipped(
        string Stage, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0) : Effect;

    /// <summary>The stage was decided.</summary>
    /// <param name="On">Local day.</param>
    /// <param name="Target">Key of the stage that follows; null: the pathway or the track ends.</param>
    /// <param name="Round">
    /// The pass that was decided. Facts of 0.1 lack it, and the states they made do not remember the outcome; a replay must make the same.
    /// </param>
    public sealed record StageLeft(
        string Stage,
        string Outcome,
        bool Positive,
        DateOnly On,
        string? Target,
        int? Round = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0) : Effect;

    /// <summary>The next round of a stage is a rework; only told where a rule of the plan asks about it.</summary>
    /// <param name="On">Local day.</param>
    /// <param name="DueOn">The last day named with the return; null: the plan lets nobody name one.</param>
    public sealed record Returned(
        string Stage, DateOnly On, DateOnly? DueOn, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0) : Effect;

    public sealed record ItemScheduled(
        int Item,
        string Slot,
        DateOnly OpensOn,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0,
        ItemPart? Part = null) : Effect;

    /// <summary>An item stands in somebody's inbox.</summary>
    /// <param name="Assignees">Who may answer; empty: nobody was found.</param>
    /// <param name="Why">How they were found, for people: which rule, which fallback.</param>
    /// <param name="DueOn">Last day, inclusive, in the calendar of the subject's organisation.</param>
    /// <param name="Preliminary">The day rests on a year whose production calendar is not decreed yet.</param>
    /// <param name="Part">Which part of the slot's work it is; null: all of it.</param>
    public sealed record ItemOpened(
        int Item,
        string Slot,
        ImmutableArray<int> Assignees,
        string Why,
        DateOnly OpenedOn,
        DateOnly? DueOn,
        bool Preliminary,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0,
        ItemPart? Part = null) : Effect;

    public sealed record ItemClaimed(int Item, int By) : Effect;

    public sealed record ItemReleased(int Item) : Effect;

    /// <summary>The assignees changed: by delegation, by an administrator, by escalation, or because somebody was found at last.</summary>
    public sealed record ItemAssigned(int Item, ImmutableArray<int> Assignees, AssignmentCause Cause, string? Note) : Effect;

    /// <param name="By">Who answered.</param>
    /// <param name="OnBehalfOf">Whose item it was, when a substitute answered.</param>
    /// <param name="Late">After the last day.</param>
    /// <param name="ReturnTo">The stage chosen for a return; null: the plan's default.</param>
    /// <param name="DueOn">The last day named for the rework; null: none was.</param>
    /// <param name="Kept">The pathway remembers who answered, since a rule of the plan asks about it; null: it does not.</param>
    /// <param name="Cause">How it came to an answer when nobody gave it; null: somebody did.</param>
    public sealed record ItemAnswered(
        int Item,
        string Outcome,
        OutcomeForce Force,
        int? By,
        int? OnBehalfOf,
        string? Comment,
        bool Late,
        string? ReturnTo = null,
        DateOnly? DueOn = null,
        bool? Kept = null,
        AnswerCause? Cause = null) : Effect;

    public sealed record ItemCancelled(int Item) : Effect;

    /// <summary>Nobody was found and the definition says to leave the slot out, or its condition does not hold, or another reason.</summary>
    public sealed record SlotSkipped(
        string Slot,
        bool NoPerformer,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0,
        SkipReason? Reason = null) : Effect;

    /// <summary>The next rung of an item's ladder; replaces the one set before. Null: no more rungs.</summary>
    /// <param name="Item">0: the pathway's own timer.</param>
    /// <param name="At">UTC.</param>
    public sealed record TimerSet(int Item, int Rung, DateTimeOffset? At) : Effect;

    public sealed record Reminded(int Item, int Rung, ImmutableArray<int> Recipients) : Effect;

    public sealed record Overdue(int Item, ImmutableArray<int> Recipients) : Effect;

    public sealed record Escalated(int Item, int Rung, ImmutableArray<int> Recipients) : Effect;

    public sealed record DocumentWritten(int Item, ImmutableSortedDictionary<string, FieldValue> Written) : Effect;

    /// <summary>The document as it stands became an immutable revision.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Sha256">Hex, of the canonical JSON.</param>
    public sealed record RevisionSealed(int Number, string Sha256) : Effect;

    public sealed record PlannedYearsSet(int Years) : Effect;

    public sealed record AttentionRaised(AttentionReason Reason, int Item) : Effect;

    public sealed record AttentionCleared : Effect;

    public sealed record PathwayEnded(PathwayStatus Status, string? Reason) : Effect;

    /// <summary>The pathway stands still: its timers are gone, its items wait.</summary>
    /// <param name="On">Local day.</param>
    /// <param name="Until">When it is expected to go on; null: nobody said.</param>
    public sealed record PathwaySuspended(DateOnly On, string Reason, DateOnly? Until) : Effect;

    /// <param name="On">Local day.</param>
    /// <param name="Days">Calendar days it stood still.</param>
    public sealed record PathwayResumed(DateOnly On, int Days) : Effect;

    /// <summary>An open item goes on, with the time that was lost given back.</summary>
    /// <param name="DueOn">The last day from now on; null: no deadline.</param>
    /// <param name="Preliminary">The day rests on a year whose production calendar is not decreed yet.</param>
    public sealed record ItemResumed(int Item, DateOnly? DueOn, bool Preliminary) : Effect;

    /// <summary>Another person stands in a field of the document.</summary>
    /// <param name="From">Who stood there; null: nobody.</param>
    public sealed record PersonReplaced(string Field, int? From, int To, string Reason) : Effect;

    /// <summary>An exception was made from what must hold.</summary>
    /// <param name="Item">The item answered; 0: the start of the pathway.</param>
    /// <param name="Message">What was waived, in the words of the definition.</param>
    /// <param name="Reason">Why; null: the comment of the answer says so.</param>
    public sealed record RuleWaived(int Item, string Message, string? Reason = null) : Effect;

    /// <summary>A life beside the main one begins.</summary>
    /// <param name="Part">The row it is for; null: none.</param>
    public sealed record TrackStarted(int Run, string Track, ItemPart? Part) : Effect;

    public sealed record TrackEnded(int Run, TrackStatus Status) : Effect;

    /// <summary>People were told something and are asked nothing: an item that is closed from its first moment.</summary>
    public sealed record Told(
        int Item,
        string Slot,
        ImmutableArray<int> Recipients,
        DateOnly On,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0,
        ItemPart? Part = null) : Effect;

    /// <summary>The votes of a slot were counted.</summary>
    /// <param name="Outcome"><see cref="Definitions.VotePlan.Adopt"/>, <see cref="Definitions.VotePlan.Reject"/> or <c>no_quorum</c>.</param>
    public sealed record VoteCounted(
        string Slot,
        VoteTally Tally,
        string Outcome,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0) : Effect;

    /// <summary>Somebody fired a trigger.</summary>
    /// <param name="Interrupts">The main stage that is interrupted; null: a track is started and nothing interrupted.</param>
    public sealed record TriggerFired(string Trigger, string? Interrupts) : Effect;

    /// <summary>From here on the pathway runs on another plan.</summary>
    /// <param name="Stages">What stages are called there, where it differs; <see cref="MigrationPlan.None"/>: they have no counterpart.</param>
    /// <param name="Slots">What slots are called there, by <see cref="MigrationPlan.Slot"/>.</param>
    /// <param name="Tracks">What tracks are called there.</param>
    public sealed record PlanChanged(
        string FromKey,
        int FromVersion,
        string ToKey,
        int ToVersion,
        string Reason,
        ImmutableSortedDictionary<string, string>? Stages = null,
        ImmutableSortedDictionary<string, string>? Slots = null,
        ImmutableSortedDictionary<string, string>? Tracks = null) : Effect;

    /// <summary>An open item has another last day since the pathway runs on another plan.</summary>
    /// <param name="DueOn">The last day from now on; null: no deadline.</param>
    /// <param name="Preliminary">The day rests on a year whose production calendar is not decreed yet.</param>
    public sealed record ItemMoved(int Item, DateOnly? DueOn, bool Preliminary) : Effect;

    /// <summary>A migration was taken back.</summary>
    /// <param name="State">Where the pathway stood before it. Numbers given out since are not given out again.</param>
    public sealed record MigrationUndone(string FromKey, int FromVersion, string ToKey, int ToVersion, PathwayState State, string Reason) : Effect;

    /// <summary>From here on another runtime carries the pathway. Where it stands is the same.</summary>
    /// <param name="From">Name of the runtime that carried it.</param>
    /// <param name="To">Name of the runtime that does now.</param>
    public sealed record RuntimeChanged(string From, string To, string Reason) : Effect;
}

/// <summary>How an item came to an answer that nobody gave.</summary>
public enum AnswerCause
{
    /// <summary>Silence, by the definition.</summary>
    Timeout,
}

/// <summary>Further reasons to leave a slot out.</summary>
public enum SkipReason
{
    /// <summary>Its only performer has agreed already, with at least its force.</summary>
    SamePerson,
}

/// <summary>Why assignees changed.</summary>
public enum AssignmentCause
{
    Delegated,
    Reassigned,
    Escalated,
    Found,
}

/// <summary>Legal force of an answer, kept with it: a form handed in is not a verdict, and verdicts differ.</summary>
public enum OutcomeForce
{
    None,
    Considered,
    Adopted,
    Concurred,
    OpinionNoted,
    Approved,
    Acknowledged,
}
