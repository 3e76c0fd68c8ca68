using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Persistence;
using Iom.Workflows.Verification;

namespace Iom.Workflows;

/// <summary>What the verifier says, as publishing asks for it: errors forbid it, the rest is told.</summary>
internal static class PublicationProof
{
    public static PlanProof Of(ProcessPlan plan, Roster roster, DateOnly today, CancellationToken cancellationToken)
    {
        var findings = Verifier.Verify(plan, roster, today, cancellationToken).Findings;
        return new PlanProof(
            [.. findings.Where(finding => finding.Severity == Severity.Error).Select(finding => Fault(plan, finding))],
            [.. findings.Where(finding => finding.Severity != Severity.Error).Select(finding => finding.Sentence)]);
    }

    /// <summary>A line of a definition above would be taken for a line of the draft.</summary>
    private static SourceFault Fault(ProcessPlan plan, Finding finding) => finding.Place is { } place && place.File == plan.Files[0]
        ? new SourceFault(place.File, place.Line, place.Column, finding.Code, finding.Sentence)
        : new SourceFault(finding.Place?.File ?? plan.Files[0], 0, 0, finding.Code, finding.Sentence);
}
