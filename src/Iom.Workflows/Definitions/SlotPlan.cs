using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>One piece of work inside a stage: who does it, what is asked, by when, and what happens when nobody answers.</summary>
public sealed record SlotPlan
{
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>One clear sentence for the performer: what to do.</summary>
    public string? Instruction { get; init; }

    public required SlotKind Kind { get; init; }

    /// <summary>Legal force of the verdict; only for <see cref="SlotKind.Verdict"/>.</summary>
    public VerdictKind? Verdict { get; init; }

    public required PerformerPlan Performer { get; init; }

    /// <summary>The slot is left out when this does not hold.</summary>
    public Condition When { get; init; } = Condition.Always;

    /// <summary>What may be answered; never empty.</summary>
    public required ImmutableArray<OutcomePlan> Outcomes { get; init; }

    /// <summary>The form; what is filled here goes into the document of the pathway under the field's key.</summary>
    public ImmutableArray<FieldPlan> Fields { get; init; } = [];

    /// <summary>Keys of document fields shown read-only beside the form; empty: the whole document.</summary>
    public ImmutableArray<string> Shows { get; init; } = [];

    /// <summary>The day from which the slot is open; null: as soon as the stage reaches it.</summary>
    public DateRule? Opens { get; init; }

    /// <summary>The last day (inclusive) for the answer, in the calendar of the subject's organisation; null: no deadline.</summary>
    public DeadlinePlan? Deadline { get; init; }

    /// <summary>Rungs of the ladder that only tell.</summary>
    public ImmutableArray<ReminderPlan> Reminders { get; init; } = [];

    /// <summary>Rungs of the ladder that bring in somebody else.</summary>
    public ImmutableArray<EscalationPlan> Escalations { get; init; } = [];

    /// <summary>The slot is passed over when its only performer has already agreed with at least its force since the last return.</summary>
    public bool SkipsSamePerson { get; init; }

    /// <summary>What silence means; null: the item stays open.</summary>
    public TimeoutPlan? Timeout { get; init; }

    /// <summary>What must hold before a positive answer.</summary>
    public ImmutableArray<RequirementPlan> Requires { get; init; } = [];

    /// <summary>What there is one item for; null: the slot has one item.</summary>
    public EachPlan? Each { get; init; }

    /// <summary>With <see cref="Each"/>: how many positive answers make the slot positive.</summary>
    public Enough Enough { get; init; } = Enough.All;

    /// <summary>With <see cref="Each"/>: the table to which every answer adds a row, instead of overwriting one another.</summary>
    public string? Into { get; init; }

    /// <summary>Only for <see cref="SlotKind.Vote"/>.</summary>
    public VotePlan? Vote { get; init; }

    /// <summary>The document with which many pathways' items may be answered together; null: none.</summary>
    public BatchKind? Batch { get; init; }

    /// <summary>What the slot as a whole may come to; for a vote that is not what its members answer.</summary>
    public ImmutableArray<OutcomePlan> Results => Vote is null ? Outcomes : VotePlan.Results;

    /// <summary>The outcome of a <see cref="SlotKind.Notice"/>, which closes itself.</summary>
    public const string ToldOutcome = "told";

    public OutcomePlan? Outcome(string key)
    {
        foreach (var outcome in Outcomes)
        {
            if (outcome.Key == key)
            {
                return outcome;
            }
        }

        return null;
    }

    /// <summary>Whether the subject of the pathway is barred from this slot: nobody decides on their own ИОМ.</summary>
    public bool BarsSubject => Kind is SlotKind.Verdict or SlotKind.Review or SlotKind.Control or SlotKind.Order || Vote is { SubjectVotes: false };
}

/// <summary>What a slot is for; decides the default outcomes, the wording and whether the subject is barred.</summary>
public enum SlotKind
{
    /// <summary>Somebody fills a form.</summary>
    Form,

    /// <summary>An expert looks and writes, without deciding (competency review, seed 003 clause 3.4).</summary>
    Review,

    /// <summary>A decision with legal force, see <see cref="VerdictKind"/>.</summary>
    Verdict,

    /// <summary>A report on work done (half-year, year; seed 003 clause 4.3).</summary>
    Report,

    /// <summary>In-house control by the head or the deputy (seed 003 clause 4.1).</summary>
    Control,

    /// <summary>Acquainted under signature; not a decision.</summary>
    Acknowledgement,

    /// <summary>A result comes from outside: diagnostics of another organisation (seed 001).</summary>
    ExternalResult,

    /// <summary>The result is presented at one of several venues (seed 003 clause 3.4).</summary>
    Presentation,

    /// <summary>The members of a collegial body vote, see <see cref="VotePlan"/>.</summary>
    Vote,

    /// <summary>An order is issued, with its number and date.</summary>
    Order,

    /// <summary>Somebody gives or declines his consent.</summary>
    Consent,

    /// <summary>Somebody is chosen for a task.</summary>
    Assignment,

    /// <summary>People are told; nothing is asked, so it never stands in an inbox.</summary>
    Notice,

    /// <summary>A report on each item of the plan.</summary>
    PlanItems,
}

/// <summary>Legal force of a verdict. Marks on real documents differ in force and are never flattened into "approve".</summary>
public enum VerdictKind
{
    /// <summary>Рассмотрено.</summary>
    Considered,

    /// <summary>Принято (by a collegial body).</summary>
    Adopted,

    /// <summary>Согласовано.</summary>
    Concurred,

    /// <summary>Учтено мнение: a negative opinion is attached and does not stop the flow.</summary>
    OpinionNoted,

    /// <summary>Утверждено.</summary>
    Approved,

    /// <summary>Ознакомлен.</summary>
    Acknowledged,
}

/// <summary>One possible answer.</summary>
/// <param name="Key">Stable key: <c>submit</c>, <c>approve</c>, <c>return</c>, <c>reject</c> …</param>
/// <param name="Title">The button, in Russian.</param>
/// <param name="Sense">How the policy of the stage counts it.</param>
/// <param name="CommentRequired">A reason must be written; always true for negative answers of a verdict.</param>
public sealed record OutcomePlan(string Key, string Title, OutcomeSense Sense, bool CommentRequired = false);

/// <summary>How a policy counts an answer.</summary>
public enum OutcomeSense
{
    Positive,
    Negative,
}

/// <summary>One field of a form.</summary>
/// <param name="Key">Key in the pathway's document; one key means the same field wherever it appears.</param>
/// <param name="Title">Label, in Russian.</param>
/// <param name="Type">What may be entered.</param>
/// <param name="Required">Must be filled before a positive answer.</param>
/// <param name="Hint">A sentence of help under the label.</param>
/// <param name="Options">For choices: what to choose from.</param>
/// <param name="Columns">For <see cref="FieldType.Table"/>: the columns (no tables inside).</param>
/// <param name="MaxLength">Longest text, in characters.</param>
/// <param name="Min">Smallest number or fewest rows.</param>
/// <param name="Max">Largest number or most rows.</param>
public sealed record FieldPlan(
    string Key,
    string Title,
    FieldType Type,
    bool Required,
    string? Hint,
    ImmutableArray<FieldOption> Options,
    ImmutableArray<FieldPlan> Columns,
    int MaxLength,
    int? Min,
    int? Max)
{
    /// <summary>For <see cref="FieldType.Person"/>: who may be chosen.</summary>
    public PerformerPlan? From { get; init; }

    /// <summary>What stands in the field while nobody has filled it; null: nothing.</summary>
    public PrefillPlan? Prefill { get; init; }
}

/// <summary>One option of a choice: a stable key and its Russian label.</summary>
public sealed record FieldOption(string Key, string Title);

/// <summary>Kinds of fields.</summary>
public enum FieldType
{
    Text,
    LongText,
    Number,
    Date,
    Choice,
    MultiChoice,

    /// <summary>A scale from <see cref="FieldPlan.Min"/> to <see cref="FieldPlan.Max"/>.</summary>
    Scale,

    /// <summary>A box to tick; required means it must be ticked.</summary>
    Confirm,

    /// <summary>Rows with <see cref="FieldPlan.Columns"/>: the items of the plan.</summary>
    Table,

    /// <summary>Planned length of the route in academic years (seed 003 clause 1.5: the term depends on the difficulties found).</summary>
    PlannedYears,

    /// <summary>Somebody of the directory, by number, out of <see cref="FieldPlan.From"/>: a mentor, whoever is responsible.</summary>
    Person,
}
