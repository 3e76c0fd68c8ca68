using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>What somebody may do with an item right now: the buttons, computed where the rule lives.</summary>
public sealed record AllowedActions(ImmutableArray<OfferedOutcome> Outcomes, bool Claim, bool Release, bool Delegate, bool Reassign)
{
    public static AllowedActions None { get; } = new([], false, false, false, false);
}

/// <summary>An answer that may be given.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="ReturnTo">For a return: keys of the stages to choose from, the first is the default.</param>
/// <param name="Due">For a return: within which days the last day for the rework may be named; null: it may not.</param>
public sealed record OfferedOutcome(OutcomePlan Outcome, ImmutableArray<string> ReturnTo, ReturnDays? Due = null);
