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

    /// <summary>What a life remembers of a stage: of its own, else of any other life that has it.</summary>
    public IEnumerable<StageRecord> Recall(string stage, int run) =>
        Record(stage, run) is { } own ? [own] : Stages.Where(record => record.Key == stage);

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
