using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Persistence;
using Iom.Workflows.Verification;

namespace Iom.Workflows;

/// <summary>What the verifier says, as publishing asks for it.</summary>
internal static class PublicationProof
{
    /// <summary>
    /// What is wrong with the process itself refuses it. Whom an organisation lacks is told and refuses nothing: people come and go, and a
    /// region shall not wait for one vacancy.
    /// </summary>
    public static Proven Of(ProcessPlan plan, Roster roster, DateOnly day, CancellationToken cancellationToken)
    {
        var findings = Verifier.Verify(plan, roster, day, cancellationToken).Findings;
        return new Proven(
            [.. findings.Where(finding => finding.Refuses).Select(finding => Fault(plan, finding))],
            [.. findings.Where(finding => !finding.Refuses && !finding.IsVacancy).Select(finding => finding.Sentence)],
            [.. findings.Where(finding => finding.IsVacancy).Select(finding => finding.Sentence)]);
    }

    /// <summary>A line of a definition above would be taken for a line of the draft.</summary>
    private static SourceFault Fault(ProcessPlan plan, Finding finding) => finding.Place is { } place && place.File == plan.Files[0]
        ? new SourceFault(place.File, place.Line, place.Column, finding.Code, finding.Sentence)
        : new SourceFault(finding.Place?.File ?? plan.Files[0], 0, 0, finding.Code, finding.Sentence);
}
