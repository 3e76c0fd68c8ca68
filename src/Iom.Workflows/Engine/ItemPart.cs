using System.Text.Json.Serialization;

namespace Iom.Workflows.Engine;

/// <summary>Which part of a work of several parts an item is: the row it is about, the person it is for, the day it is for.</summary>
/// <param name="Table">Key of the table the row stands in.</param>
/// <param name="Row">Index of the row, from 0. Rows are known by their place: corrections change them in place and add at the end.</param>
/// <param name="Person">Whose answer it is.</param>
/// <param name="Day">The day of the academic year, local.</param>
/// <param name="Label">The first words of the row as they stood when the item was made.</param>
public sealed record ItemPart(
    string? Table = null, int? Row = null, int? Person = null, DateOnly? Day = null, string? Label = null)
{
    /// <summary>Whether both mean the same part, whatever the row said.</summary>
    public static bool Same(ItemPart? one, ItemPart? other) => (one is null && other is null)
        || (one is not null && other is not null && one with { Label = null } == other with { Label = null });
}

/// <summary>A run of a track: one life beside the main one, this year.</summary>
public sealed record TrackState
{
    /// <summary>From 1 inside a pathway; 0 is the main life.</summary>
    public required int Number { get; init; }

    /// <summary>Key of the track.</summary>
    public required string Track { get; init; }

    /// <summary>The row this run is for; null: the run of a track without rows, or of one whose table was empty.</summary>
    public ItemPart? Part { get; init; }

    /// <summary>Key of the current stage; null before the first and after the end.</summary>
    public string? Stage { get; init; }

    /// <summary>The n-th pass through the current stage in this year.</summary>
    public int Round { get; init; }

    public TrackStatus Status { get; init; }
}

/// <summary>Life of a run of a track.</summary>
public enum TrackStatus
{
    Running,
    Completed,

    /// <summary>Closed by a rejecting decision.</summary>
    Rejected,

    /// <summary>Ended by the main life or with the pathway.</summary>
    Cancelled,
}

/// <summary>The result of a vote, kept until its stage is entered again.</summary>
public sealed record CountedVote(string Slot, string Outcome, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Run = 0);

/// <summary>What a vote was counted to.</summary>
/// <param name="Members">Who could vote.</param>
/// <param name="For">Votes for.</param>
/// <param name="Against">Votes against.</param>
/// <param name="Abstained">Abstentions.</param>
/// <param name="Quorum">Whether enough members voted.</param>
public sealed record VoteTally(int Members, int For, int Against, int Abstained, bool Quorum)
{
    public int Cast => For + Against + Abstained;
}
