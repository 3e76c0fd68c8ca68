using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>
/// A side life beside the main one: mentoring beside the route, one sub-process for each item of the plan. Its stages obey the same
/// rules as those of the main life; their keys are unique in the whole definition.
/// </summary>
/// <param name="Key">Stable key.</param>
/// <param name="Title">What people read.</param>
/// <param name="When">The track is not started when this does not hold; with <paramref name="Rows"/> it is asked of each row.</param>
/// <param name="Starts">What starts it.</param>
/// <param name="Rows">Key of a table: one run for each of its rows; null: one run.</param>
/// <param name="Stages">Its stages in order; past the last one the run ends.</param>
public sealed record TrackPlan(string Key, string Title, Condition When, TrackStart Starts, string? Rows, ImmutableArray<StagePlan> Stages);

/// <summary>What starts a track. It is started once a year at most, by a trigger whenever it does not run. A closed union.</summary>
public abstract record TrackStart
{
    private TrackStart()
    {
    }

    /// <summary>The start of the pathway.</summary>
    public sealed record WithPathway : TrackStart;

    /// <summary>A stage is entered.</summary>
    public sealed record Entering(string Stage) : TrackStart;

    /// <summary>A stage is left with an outcome.</summary>
    public sealed record OnOutcome(string Stage, string Outcome) : TrackStart;

    /// <summary>Somebody fires a trigger.</summary>
    public sealed record OnTrigger(string Trigger) : TrackStart;
}
