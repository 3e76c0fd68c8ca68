using System.Collections.Immutable;
using Iom.Workflows.Verification;

namespace Iom.Host.Administrators;

/// <summary>A finding of the verifier, as the API and the command line give it.</summary>
/// <param name="File">Null: nobody wrote what it is about; then line and column are 0.</param>
/// <param name="Witness">The shortest way there, a phrase a step.</param>
/// <param name="Organisations">Names of those it concerns.</param>
public sealed record FindingLine(
    string Code,
    Severity Severity,
    string Sentence,
    string? File,
    int Line,
    int Column,
    ImmutableArray<string> Witness,
    ImmutableArray<string> Organisations)
{
    public static FindingLine Of(Finding finding) => new(
        finding.Code, finding.Severity, finding.Sentence, finding.Place?.File, finding.Place?.Line ?? 0, finding.Place?.Column ?? 0, finding.Witness,
        finding.Organisations);
}
