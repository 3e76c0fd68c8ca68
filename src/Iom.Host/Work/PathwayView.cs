using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;

namespace Iom.Host.Work;

/// <summary>A route with all that its page needs.</summary>
/// <param name="Tracks">Lives beside the main one.</param>
/// <param name="Triggers">What the reader may set off now.</param>
/// <param name="Next">What the reader may do now; null: nothing waits for him here.</param>
public sealed record PathwayView(
    StoredPathway Pathway,
    ProcessPlan Plan,
    Person Subject,
    Educator? Educator,
    OrgUnit Organisation,
    ImmutableArray<StripStep> Strip,
    ImmutableArray<HistoryLine> History,
    WorkItemLine? Next,
    bool Administers,
    DateOnly CapOn,
    ImmutableArray<TrackLine> Tracks,
    ImmutableArray<TriggerPlan> Triggers)
{
    /// <summary>People whom the document names and who may be replaced.</summary>
    public ImmutableArray<ReplaceablePerson> Replaceable { get; init; } = [];
}

/// <summary>A person named in a field of the document, and who may step in.</summary>
public sealed record ReplaceablePerson(string Field, string Title, IReadOnlyList<PersonChoices.Choice> Choices);

/// <summary>A track in the life-cycle strip, as a line of its own.</summary>
public sealed record TrackLine(string Title, ImmutableArray<StripStep> Steps);

/// <summary>A stage in the life-cycle strip.</summary>
/// <param name="Year">The n-th year of the route.</param>
/// <param name="Detail">Who and when, as one line.</param>
public sealed record StripStep(int Year, string Stage, string Title, StripState State, string Detail, DateOnly? On, bool Preliminary);

/// <summary>Where a stage stands.</summary>
public enum StripState
{
    Done,
    Now,
    Next,
}

/// <summary>A line of the history: the fact in words, by whom and when.</summary>
public sealed record HistoryLine(long Revision, DateTimeOffset At, string? By, string Sentence, string? Comment, string Kind, string Hash);
