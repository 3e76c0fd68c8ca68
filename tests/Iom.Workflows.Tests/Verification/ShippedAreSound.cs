using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Tests.Definitions;
using Iom.Workflows.Tests.Golden;
using Iom.Workflows.Verification;
using Xunit;

namespace Iom.Workflows.Tests.Verification;

/// <summary>Every shipped definition, in a town that has everybody it needs.</summary>
public sealed class ShippedAreSound
{
    private static readonly DateOnly Today = new(2026, 9, 1);

    public static TheoryData<string> Keys => [.. Shipped.Plans.Select(plan => plan.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Shipped_definitions_verify_whole_and_without_an_error(string key)
    {
        // The town lies in none of the regions that the definitions are written for.
        var report = Verifier.Verify(Plan(key) with { Scope = null }, GoldenTown.Roster, Today, TestContext.Current.CancellationToken);

        // Whom an organisation of the town lacks is true and no fault of the definition.
        report.Findings.Where(finding => finding.Severity == Severity.Error && finding.Organisations.IsEmpty).Should().BeEmpty();
        report.Findings.Where(finding => finding.Severity == Severity.Incomplete).Select(finding => finding.Code).Should().Equal(Incomplete(key));
        // Nobody in the town has taught for less than three years.
        report.Organisations.Should().Match(count => count > 0 == (key != "young-teacher"));
        report.States.Should().BeInRange(10, 12_000);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_finding_of_a_shipped_definition_has_its_place(string key) =>
        Verifier.Verify(Plan(key), Verified.Nobody, Today, TestContext.Current.CancellationToken).Findings.Should().NotContain(finding => finding.Place == null);

    /// <summary>Five reports of a mentor beside two years of a route are more states than the verifier counts; it says so.</summary>
    private static string[] Incomplete(string key) => key == "young-teacher" ? ["too_many_states"] : [];

    private static ProcessPlan Plan(string key) => Shipped.Plans.Single(plan => plan.Key == key);
}
