using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>One stage of the life cycle: slots that run side by side or in order, a policy over them, and where each outcome leads.</summary>
public sealed record StagePlan
{
    public required string Key { get; init; }

    public required string Title { get; init; }

    public string? Summary { get; init; }

    /// <summary>The stage is passed over when this does not hold on entering it.</summary>
    public Condition When { get; init; } = Condition.Always;

    public required ImmutableArray<SlotPlan> Slots { get; init; }

    public StagePolicy Policy { get; init; } = StagePolicy.All;

    /// <summary>Where an outcome of the stage leads; an outcome that is not named leads to the next stage.</summary>
    public ImmutableArray<TransitionPlan> Transitions { get; init; } = [];

    /// <summary>A positive end of this stage seals the document as an immutable revision.</summary>
    public bool SealsRevision { get; init; }

    /// <summary>Tracks that must have ended before this stage is left with a positive outcome.</summary>
    public ImmutableArray<string> Awaits { get; init; } = [];

    /// <summary>Tracks that are cancelled when this stage is left with a positive outcome.</summary>
    public ImmutableArray<string> Ends { get; init; } = [];

    public TransitionPlan? TransitionFor(string outcome)
    {
        foreach (var transition in Transitions)
        {
            if (transition.Outcome == outcome)
            {
                return transition;
            }
        }

        return null;
    }

    public SlotPlan Slot(string key) => Slots[IndexOf(key)];

    /// <exception cref="KeyNotFoundException">No such slot; a bug, since plans are verified.</exception>
    public int IndexOf(string key)
    {
        for (var i = 0; i < Slots.Length; i++)
        {
            if (Slots[i].Key == key)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"Stage '{Key}' has no slot '{key}'.");
    }
}

/// <summary>How the answers of several slots make one outcome of the stage.</summary>
public sealed record StagePolicy(PolicyKind Kind, int Count = 0, NegativeRule Negative = NegativeRule.AtOnce)
{
    public static StagePolicy All { get; } = new(PolicyKind.All);

    public static StagePolicy Any { get; } = new(PolicyKind.Any);

    public static StagePolicy InOrder { get; } = new(PolicyKind.InOrder);
}

/// <summary>Kinds of <see cref="StagePolicy"/>.</summary>
public enum PolicyKind
{
    /// <summary>Every slot must answer positively.</summary>
    All,

    /// <summary>The first answer that counts decides.</summary>
    Any,

    /// <summary><see cref="StagePolicy.Count"/> positive answers are enough.</summary>
    AtLeast,

    /// <summary>All, one after the other in the order of the slots.</summary>
    InOrder,
}

/// <summary>When a negative answer ends the stage.</summary>
public enum NegativeRule
{
    /// <summary>The first negative answer ends the stage; what is still open is withdrawn.</summary>
    AtOnce,

    /// <summary>Everybody is heard first, so that all remarks come back together.</summary>
    WhenAllAnswered,
}

/// <summary>Where an outcome of a stage leads.</summary>
/// <param name="Outcome">Key of the outcome.</param>
/// <param name="Target">What follows.</param>
/// <param name="Stages">For <see cref="TargetKind.Stage"/>: the stages to choose from, the first is the default.</param>
/// <param name="MaxRounds">How many rounds of this stage a year may see through this outcome; null: no limit. When used up the outcome is no longer offered.</param>
/// <param name="Due">Within which days whoever returns the pathway may name the last day for the rework; null: he may not.</param>
public sealed record TransitionPlan(
    string Outcome, TargetKind Target, ImmutableArray<string> Stages, int? MaxRounds = null, ReturnDuePlan? Due = null);

/// <summary>The bounds for a last day named with a return, counted from that day.</summary>
/// <param name="Least">The earliest.</param>
/// <param name="Most">The latest.</param>
/// <param name="Default">What holds when no day is named.</param>
public sealed record ReturnDuePlan(Distance Least, Distance Most, Distance Default);

/// <summary>Kinds of targets.</summary>
public enum TargetKind
{
    /// <summary>The stage after this one; after the last stage the pathway is completed.</summary>
    Next,

    /// <summary>A named stage, usually an earlier one: a return for rework.</summary>
    Stage,

    /// <summary>The next academic year, beginning at <see cref="ProcessPlan.YearBeginsAt"/>; in the last planned year the same as <see cref="Next"/>.</summary>
    NextYear,

    /// <summary>The pathway is completed.</summary>
    End,

    /// <summary>The pathway is closed without result (rejected).</summary>
    Rejected,
}

/// <summary>Looks among stages.</summary>
public static class StageList
{
    /// <summary>Index of a stage; -1: none of that key.</summary>
    public static int IndexOf(this ImmutableArray<StagePlan> stages, string key)
    {
        for (var i = 0; i < stages.Length; i++)
        {
            if (stages[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
