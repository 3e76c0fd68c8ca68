using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>
/// Where a pathway stands. Always the fold of its effects, see <see cref="Evolution"/>; nothing else makes one.
/// Stages and slots are named by key, so that a state can be read without its plan.
/// </summary>
public sealed record PathwayState
{
    public static PathwayState NotStarted { get; } = new();

    public PathwayStatus Status { get; init; } = PathwayStatus.NotStarted;

    /// <summary>The educator whose ИОМ it is.</summary>
    public int SubjectId { get; init; }

    /// <summary>First day of the pathway, in the organisation's zone; the cap counts from here.</summary>
    public DateOnly StartOn { get; init; }

    /// <summary>Academic years planned, 1…cap.</summary>
    public int PlannedYears { get; init; }

    /// <summary>The n-th year of the pathway, from 1.</summary>
    public int Year { get; init; }

    /// <summary>The calendar year in which the pathway's current academic year begins.</summary>
    public int AcademicYear { get; init; }

    /// <summary>Key of the current stage; null before the start and after the end.</summary>
    public string? Stage { get; init; }

    /// <summary>The n-th pass through the current stage in this year, from 1.</summary>
    public int Round { get; init; }

    /// <summary>Number of the next work item; items are numbered from 1 inside a pathway.</summary>
    public int NextItem { get; init; } = 1;

    /// <summary>Items of the current rounds of the current stages of all lives, open and closed, by number.</summary>
    public ImmutableArray<ItemState> Items { get; init; } = [];

    /// <summary>What is remembered about stages already entered.</summary>
    public ImmutableArray<StageRecord> Stages { get; init; } = [];

    /// <summary>Who answered which slot last; null unless a rule of the plan asks about it.</summary>
    public ImmutableArray<SlotAnswer>? Answers { get; init; }

    /// <summary>Runs of tracks begun this year or still running, by number.</summary>
    [JsonIgnore]
    public ImmutableArray<TrackState> Tracks { get; init; } = [];

    /// <summary>As stored: without runs the form on disc is that of the versions that knew none.</summary>
    [JsonInclude]
    [JsonPropertyName("tracks")]
    internal ImmutableArray<TrackState>? StoredTracks
    {
        get => Tracks.IsEmpty ? null : Tracks;
        init => Tracks = value ?? [];
    }

    /// <summary>How many runs were ever begun; they are numbered from 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Runs { get; init; }

    /// <summary>Results of votes of the current rounds.</summary>
    [JsonIgnore]
    public ImmutableArray<CountedVote> Counted { get; init; } = [];

    [JsonInclude]
    [JsonPropertyName("counted")]
    internal ImmutableArray<CountedVote>? StoredCounted
    {
        get => Counted.IsEmpty ? null : Counted;
        init => Counted = value ?? [];
    }

    /// <summary>The main stage that a trigger interrupted and to which the pathway goes back; null: none.</summary>
    public string? ReturnAfter { get; init; }

    /// <summary>Number of sealed revisions of the document.</summary>
    public int Revisions { get; init; }

    /// <summary>Which rung of the pathway's own timer (the cap) falls next: 1 the warning, 2 the cap itself, 3 none.</summary>
    public int CapRung { get; init; }

    /// <summary>Local day on which the pathway was suspended; null: it is not.</summary>
    public DateOnly? SuspendedOn { get; init; }

    /// <summary>When a suspended pathway is expected to go on; null: nobody said.</summary>
    public DateOnly? SuspendedUntil { get; init; }

    /// <summary>Calendar days of all suspensions that are over; null: there were none.</summary>
    public int? SuspendedDays { get; init; }

    /// <summary>Why a person must look after this pathway; null: all is well.</summary>
    public AttentionReason? Attention { get; init; }

    /// <summary>Stored beside the state, so that it is not written when it did not change.</summary>
    [JsonIgnore]
    public PathwayDocument Document { get; init; } = PathwayDocument.Empty;

    /// <summary>The last day the pathway may last to: the cap from its start, and the suspensions if they do not count.</summary>
    public DateOnly CapOn(ProcessPlan plan) => StartOn.AddYears(plan.CapYears).AddDays(plan.SuspensionCounts ? 0 : SuspendedDays ?? 0);

    public ItemState? Item(int number)
    {
        foreach (var item in Items)
        {
            if (item.Number == number)
            {
                return item;
            }
        }

        return null;
    }

    public StageRecord? Record(string stage, int run = 0)
    {
        foreach (var record in Stages)
        {
            if (record.Key == stage && record.Run == run)
            {
                return record;
            }
        }

        return null;
    }

    public TrackState? Track(int run)
    {
        foreach (var track in Tracks)
        {
            if (track.Number == run)
            {
                return track;
            }
        }

        return null;
    }

    /// <summary>Key of the current stage of a life; null: it has none.</summary>
    public string? StageOf(int run) => run == 0 ? Stage : Track(run)?.Stage;

    /// <summary>The n-th pass of a life through its current stage in this year.</summary>
    public int RoundOf(int run) => run == 0 ? Round : Track(run)?.Round ?? 0;

    /// <summary>Whether an item of a life is open or planned.</summary>
    public bool Waits(int run)
    {
        foreach (var item in Items)
        {
            if (item.Run == run && item.Status is ItemStatus.Open or ItemStatus.Scheduled)
            {
                return true;
            }
        }

        return false;
    }

    public CountedVote? CountedFor(string slot, int run)
    {
        foreach (var counted in Counted)
        {
            if (counted.Slot == slot && counted.Run == run)
            {
                return counted;
            }
        }

        return null;
    }
}

/// <summary>Life of a pathway.</summary>
public enum PathwayStatus
{
    NotStarted,
    Running,
    Completed,

    /// <summary>Closed by a rejecting decision.</summary>
    Rejected,

    /// <summary>Taken back by an administrator, with a reason.</summary>
    Withdrawn,

    /// <summary>Stands still until an administrator lets it go on.</summary>
    Suspended,
}

/// <summary>Why a pathway stands in the attention list.</summary>
public enum AttentionReason
{
    /// <summary>An open item has nobody to do it.</summary>
    NoPerformer,

    /// <summary>The pathway has reached its cap and still runs.</summary>
    CapReached,
}

/// <summary>What is remembered of a stage.</summary>
/// <param name="Rounds">Rounds in the current year.</param>
/// <param name="DoneOn">Local day on which it was last completed.</param>
/// <param name="Outcome">With which it was last left.</param>
/// <param name="FirstEnteredOn">Local day on which it was first entered this year; null unless a rule of the plan asks about it.</param>
/// <param name="ReturnedOn">Local day of the return that led into the present round; null: none did, or no rule asks about it.</param>
/// <param name="ReturnDueOn">The last day named with that return.</param>
/// <param name="Run">Number of the life; 0: the main one.</param>
public sealed record StageRecord(
    string Key,
    int Rounds,
    DateOnly? DoneOn,
    string? Outcome = null,
    DateOnly? FirstEnteredOn = null,
    DateOnly? ReturnedOn = null,
    DateOnly? ReturnDueOn = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0);

/// <summary>The last answer to a slot.</summary>
/// <param name="By">Who answered.</param>
/// <param name="Outcome">Key of the outcome.</param>
/// <param name="Force">Its legal force.</param>
/// <param name="Current">Nothing was returned since, and no new year began.</param>
public sealed record SlotAnswer(string Stage, string Slot, int By, string Outcome, OutcomeForce Force, bool Current);

/// <summary>A work item of the current round.</summary>
public sealed record ItemState
{
    public required int Number { get; init; }

    public required string Slot { get; init; }

    public required ItemStatus Status { get; init; }

    /// <summary>Number of the life it belongs to; 0: the main one. Its stage is that life's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Run { get; init; }

    /// <summary>Which part of the slot's work it is; null: all of it.</summary>
    public ItemPart? Part { get; init; }

    /// <summary>Who may answer, by person; empty: nobody was found.</summary>
    public ImmutableArray<int> Assignees { get; init; } = [];

    /// <summary>Who has taken it; null: free for every assignee.</summary>
    public int? ClaimedBy { get; init; }

    /// <summary>Local day on which it was (or will be) opened.</summary>
    public DateOnly OpensOn { get; init; }

    /// <summary>Last day for the answer, inclusive; null: no deadline.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The rung of the ladder that falls next; in the order of the ladder.</summary>
    public int NextRung { get; init; }

    /// <summary>When it falls (UTC); null: no more rungs.</summary>
    public DateTimeOffset? NextRungAt { get; init; }

    public string? Outcome { get; init; }

    public int? DecidedBy { get; init; }

    /// <summary>The stage chosen for a return; kept because the stage may be decided by a later answer.</summary>
    public string? ReturnTo { get; init; }

    /// <summary>The last day named with a return, see <see cref="ReturnTo"/>.</summary>
    public DateOnly? ReturnDueOn { get; init; }
}

/// <summary>Life of a work item. A closed item never opens again.</summary>
public enum ItemStatus
{
    /// <summary>Will open on its day.</summary>
    Scheduled,
    Open,
    Answered,

    /// <summary>Taken back because the stage was decided without it.</summary>
    Cancelled,

    /// <summary>Stands still with its pathway; opens again when that goes on.</summary>
    Suspended,
}
