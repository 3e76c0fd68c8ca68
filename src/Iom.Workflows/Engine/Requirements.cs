using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>Whether what must hold holds: hard requirements refuse, soft ones ask for a reason and keep it.</summary>
internal static class Requirements
{
    /// <summary>Adds what was waived; the refusal when something stands in the way.</summary>
    /// <param name="turn">The decision being made.</param>
    /// <param name="requirements">What must hold.</param>
    /// <param name="item">The item answered; 0: the pathway begins.</param>
    /// <param name="reason">Why an exception is made; null: none was given.</param>
    /// <param name="reasonField">Where the person writes the reason.</param>
    /// <param name="document">The document as it would be.</param>
    public static Decision.Refused? Refuse(
        Turn turn, ImmutableArray<RequirementPlan> requirements, int item, string? reason, string reasonField, PathwayDocument document)
    {
        var unmet = requirements.RemoveAll(requirement => turn.Holds(requirement.That, document: document));
        if (unmet.FirstOrDefault(requirement => !requirement.Soft) is { } hard)
        {
            return Refusals.RequirementNotMet(hard.Message);
        }

        if (unmet.IsEmpty)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusals.ReasonForExceptionRequired(unmet[0].Message, reasonField);
        }

        foreach (var waived in unmet)
        {
            // The reason of an answer is its comment and stands there.
            turn.Add(new Effect.RuleWaived(item, waived.Message, item == 0 ? reason.Trim() : null));
        }

        return null;
    }
}
