using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>
/// A process as the engine trusts it: every overlay resolved, every name checked, immutable. A published
/// <see cref="Key"/>@<see cref="Version"/> never changes, and a running pathway keeps the one it began with.
/// </summary>
public sealed record ProcessPlan
{
    private readonly Remembered stagesAskFor;
    private readonly Remembered tracksAskFor;
    private readonly Remembered triggersAskFor;

    /// <summary>Stable English key of the definition, e.g. <c>base</c> or <c>chechnya-school-25</c>.</summary>
    public required string Key { get; init; }

    public required int Version { get; init; }

    /// <summary>What people read, in Russian.</summary>
    public required string Title { get; init; }

    public string? Summary { get; init; }

    /// <summary>The kind of route (<c>iom</c>, <c>ippr</c>, <c>mentoring</c> …); the engine does not look at it.</summary>
    public required string Kind { get; init; }

    /// <summary>SHA-256 (hex) of the resolved definition in canonical form.</summary>
    public required string Hash { get; init; }

    /// <summary>Name of the runtime that is to begin pathways of this plan; null: the definition names none, and the host decides.</summary>
    public string? Runtime { get; init; }

    /// <summary>Code of the org unit whose educators this plan is meant for; null: wherever nothing nearer is published.</summary>
    public string? Scope { get; init; }

    /// <summary>Which educators inside the scope the plan is for.</summary>
    public Condition AppliesTo { get; init; } = Condition.Always;

    /// <summary>
    /// A pathway begins only where somebody names this plan. Otherwise it is the one an educator of the scope gets when nobody names any,
    /// so there should be one such plan for each scope.
    /// </summary>
    public bool ByHand { get; init; }

    /// <summary>
    /// The longest a pathway may last, in whole years from its start («не более 3-х лет», school regulation of seed 003, clause 1.5).
    /// Lower levels may tighten it, never loosen it.
    /// </summary>
    public required int CapYears { get; init; }

    /// <summary>Academic years planned when nobody says otherwise; 1…<see cref="CapYears"/>.</summary>
    public required int DefaultYears { get; init; }

    /// <summary>The stage at which every further year begins (target <see cref="TargetKind.NextYear"/>); null when the plan has no yearly loop.</summary>
    public string? YearBeginsAt { get; init; }

    /// <summary>The main life, in order.</summary>
    public required ImmutableArray<StagePlan> Stages
    {
        get;
        init => (field, stagesAskFor) = (value, Remembering.Of(value));
    }

    /// <summary>What several stages may take together.</summary>
    public ImmutableArray<BudgetPlan> Budgets { get; init; } = [];

    /// <summary>When collegial bodies usually sit.</summary>
    public ImmutableArray<SittingPlan> Sittings { get; init; } = [];

    /// <summary>Whether the time of a suspension counts towards the cap.</summary>
    public bool SuspensionCounts { get; init; } = true;

    /// <summary>Whom the pathways are about; null: educators.</summary>
    public SubjectPlan? Subject { get; init; }

    /// <summary>What must hold before a pathway begins.</summary>
    public ImmutableArray<RequirementPlan> Requires { get; init; } = [];

    /// <summary>Lives beside the main one.</summary>
    public ImmutableArray<TrackPlan> Tracks
    {
        get;
        init => (field, tracksAskFor) = (value, Remembering.Of(value));
    }

    = [];

    public ImmutableArray<TriggerPlan> Triggers
    {
        get;
        init => (field, triggersAskFor) = (value, Remembering.Of(value));
    }

    = [];

    public ImmutableArray<CampaignPlan> Campaigns { get; init; } = [];

    public ImmutableArray<LegalBasis> Basis { get; init; } = [];

    /// <summary>Local hours in which reminders may be sent; the day itself is always a working day of the addressee.</summary>
    public SendWindow SendWindow { get; init; } = new(new TimeOnly(9, 0), new TimeOnly(18, 0));

    /// <summary>Where each resolved value was written, by its path (<c>stages.drafting.slots.draft.deadline</c>).</summary>
    public FrozenDictionary<string, Origin> Origins { get; init; } = FrozenDictionary<string, Origin>.Empty;

    /// <summary>Keys of the definitions this one extends, nearest first.</summary>
    public ImmutableArray<string> Extends { get; init; } = [];

    /// <summary>Names of the files the plan was resolved from, its own first.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>What lower levels may do with a point of this plan, by its path; absent: free.</summary>
    public FrozenDictionary<string, PointLock> Locks { get; init; } = FrozenDictionary<string, PointLock>.Empty;

    /// <summary>What rules of the plan ask about later, so that a pathway must remember it.</summary>
    internal Remembered Remembers => stagesAskFor | tracksAskFor | triggersAskFor | (Budgets.IsEmpty ? Remembered.None : Remembered.Entries);

    /// <summary>Every stage: those of the main life, then those of the tracks.</summary>
    public IEnumerable<StagePlan> AllStages => Stages.Concat(Tracks.SelectMany(track => track.Stages));

    /// <summary>A stage of any life.</summary>
    /// <exception cref="KeyNotFoundException">No such stage; a bug, since plans are verified.</exception>
    public StagePlan Stage(string key) => FindStage(key) ?? throw new KeyNotFoundException($"Plan {Key}@{Version} has no stage '{key}'.");

    /// <summary>A stage of any life; null: none of that key.</summary>
    public StagePlan? FindStage(string key)
    {
        if (Stages.IndexOf(key) is >= 0 and var at)
        {
            return Stages[at];
        }

        return TrackOf(key) is { } track ? track.Stages[track.Stages.IndexOf(key)] : null;
    }

    /// <summary>The track a stage belongs to; null: the main life.</summary>
    public TrackPlan? TrackOf(string stage)
    {
        foreach (var track in Tracks)
        {
            if (track.Stages.IndexOf(stage) >= 0)
            {
                return track;
            }
        }

        return null;
    }

    /// <summary>The stages, in order, of the life a stage belongs to.</summary>
    public ImmutableArray<StagePlan> LifeOf(string stage) => TrackOf(stage)?.Stages ?? Stages;

    /// <summary>Index of a stage of the main life.</summary>
    /// <exception cref="KeyNotFoundException">No such stage; a bug, since plans are verified.</exception>
    public int IndexOf(string key) =>
        Stages.IndexOf(key) is >= 0 and var at ? at : throw new KeyNotFoundException($"Plan {Key}@{Version} has no main stage '{key}'.");

    public TrackPlan Track(string key) => Tracks.First(track => track.Key == key);

    /// <summary>The path of a stage among the <see cref="Origins"/>.</summary>
    public string PathOf(string stage) => TrackOf(stage) is { } track ? $"tracks.{track.Key}.stages.{stage}" : $"stages.{stage}";
}

/// <summary>An act the definition rests on; printed with the approval sheet, never interpreted.</summary>
public sealed record LegalBasis(string Title, string? Number = null, DateOnly? Date = null, string? Issuer = null);

/// <summary>Local hours between which a reminder may leave.</summary>
public readonly record struct SendWindow(TimeOnly From, TimeOnly To);

/// <summary>Which definition wrote a value, and where in its file (1-based line and column).</summary>
public sealed record Origin(string Definition, string File, int Line, int Column);

/// <summary>What a lower level may do with a point of the definition above it.</summary>
public enum PointLock
{
    /// <summary>May be changed at will.</summary>
    Free,

    /// <summary>May be made stricter (fewer years, earlier date, fewer rounds), never looser.</summary>
    Tightenable,

    /// <summary>May not be changed.</summary>
    Locked,
}
