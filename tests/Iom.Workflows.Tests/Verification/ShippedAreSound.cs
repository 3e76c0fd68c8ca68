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
        report.IsComplete.Should().BeTrue();
        // Nobody in the town has taught for less than three years.
        report.Organisations.Should().Match(count => count > 0 == (key != "young-teacher"));
        report.States.Should().BeInRange(10, 12_000);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_finding_of_a_shipped_definition_has_its_place(string key) =>
        Verifier.Verify(Plan(key), Verified.Nobody, Today, TestContext.Current.CancellationToken).Findings.Should().NotContain(finding => finding.Place == null);

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_definition_is_as_sound_on_other_days_of_the_year(string key)
    {
        // In the first year of the calendars, at the turn of the year, in summer.
        DateOnly[] days = [new(2025, 9, 15), new(2025, 12, 31), new(2026, 7, 15), new(2026, 11, 28)];
        foreach (var day in days)
        {
            Verifier.Verify(Plan(key) with { Scope = null }, GoldenTown.Roster, day, TestContext.Current.CancellationToken)
                .Findings.Should().NotContain(finding => finding.Code == "calendar_missing" || finding.Severity == Severity.Incomplete, "of {0}", day);
        }
    }

    private static ProcessPlan Plan(string key) => Shipped.Plans.Single(plan => plan.Key == key);
}
