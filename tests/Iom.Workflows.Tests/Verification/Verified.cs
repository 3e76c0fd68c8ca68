using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Tests.Engine;
using Iom.Workflows.Verification;

namespace Iom.Workflows.Tests.Verification;

/// <summary>What the verifier says of a plan in the town of the engine's tests, on the first school day.</summary>
internal static class Verified
{
    public static readonly DateOnly Today = Town.Day("2025-09-01");

    /// <summary>A directory without anybody: only the plan itself is verified.</summary>
    public static Roster Nobody { get; } = Town.Of(new DirectoryData(0, [], [], [], [], [], []));

    public static VerificationReport Of(ProcessPlan plan, Roster? roster = null) => Verifier.Verify(plan, roster ?? Nobody, Today);

    /// <summary>The only finding of a code; it must be a sentence.</summary>
    public static Finding Finds(this VerificationReport report, string code)
    {
        var finding = report.Findings.Should().ContainSingle(finding => finding.Code == code, string.Join('\n', report.Findings)).Subject;
        finding.Sentence.Should().MatchRegex("^[А-ЯЁ].*[.]$", "a finding is a sentence in Russian");
        finding.Sentence.Should().NotContain("{");
        return finding;
    }

    public static void FindsNo(this VerificationReport report, string code) => report.Findings.Select(finding => finding.Code).Should().NotContain(code);

    public static void ShouldBeSpotless(this VerificationReport report) => report.Findings.Should().BeEmpty();
}
