using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Iom.Workflows.Engine;

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
