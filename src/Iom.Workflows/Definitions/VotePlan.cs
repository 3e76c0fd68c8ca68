using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>How the votes of a body make one result.</summary>
/// <param name="Quorum">How many of the members must have voted.</param>
/// <param name="Majority">How many votes for are needed.</param>
/// <param name="OfMembers">The majority is counted of all members and not of the votes cast.</param>
/// <param name="Tie">What happens when as many are for as against and the majority is a simple one.</param>
/// <param name="Secret">Nobody is shown who voted how.</param>
/// <param name="SubjectVotes">The subject of the pathway votes too; otherwise he is left out as interested.</param>
/// <param name="RepeatsWithoutQuorum">Without a quorum the stage begins another round, three in all; otherwise that rejects.</param>
public sealed record VotePlan(
    Enough Quorum,
    Enough Majority,
    bool OfMembers = false,
    TieRule Tie = TieRule.Reject,
    bool Secret = false,
    bool SubjectVotes = false,
    bool RepeatsWithoutQuorum = false)
{
    public const string For = "for";
    public const string Against = "against";
    public const string Abstain = "abstain";
    public const string Adopt = "adopt";
    public const string Reject = "reject";

    /// <summary>Rounds of a vote that is repeated for want of a quorum.</summary>
    public const int MostBallots = 3;

    /// <summary>What the members may answer.</summary>
    public static ImmutableArray<OutcomePlan> Votes { get; } =
    [
        new(For, PlanTexts.Of("outcome_for"), OutcomeSense.Positive),
        new(Against, PlanTexts.Of("outcome_against"), OutcomeSense.Negative),
        new(Abstain, PlanTexts.Of("outcome_abstain"), OutcomeSense.Negative),
    ];

    /// <summary>What their votes make of the slot.</summary>
    public static ImmutableArray<OutcomePlan> Results { get; } =
    [
        new(Adopt, PlanTexts.Of("outcome_adopted"), OutcomeSense.Positive),
        new(Reject, PlanTexts.Of("outcome_rejected"), OutcomeSense.Negative),
    ];
}

/// <summary>What a tie makes.</summary>
public enum TieRule
{
    Reject,
    Adopt,

    /// <summary>The vote of the chair decides.</summary>
    Chair,
}

/// <summary>One document that serves many pathways: their items may be answered together.</summary>
public enum BatchKind
{
    /// <summary>The minutes of one sitting.</summary>
    Minutes,

    /// <summary>One order.</summary>
    Order,
}
