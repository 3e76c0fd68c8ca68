using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Verification;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Verification;

/// <summary>However large a plan is, the work ends, and says honestly whether it was done whole. States are counted, never time.</summary>
public sealed class Bounds
{
    [Fact]
    public void Five_hundred_stages_in_a_row_are_verified()
    {
        var report = Verified.Of(Plan([.. Enumerable.Range(0, 500).Select(i => Stage($"s{i}", Form("form")))]));

        report.States.Should().BeLessThan(3_000);
        report.IsSound.Should().BeTrue();
    }

    [Fact]
    public void Twenty_votes_side_by_side_are_not_counted_through_and_that_is_said()
    {
        var stage = Stage("votes", [.. Enumerable.Range(0, 20).Select(i => Verdict($"v{i}", Deputy))])
            .ReturningTo("votes").Leading("reject", TargetKind.Rejected) with
        { Policy = new StagePolicy(PolicyKind.All, 0, NegativeRule.WhenAllAnswered) };

        var report = Verified.Of(Plan(stage));

        report.States.Should().BeLessThan(40_000);
        report.IsComplete.Should().BeFalse();
        var finding = report.Finds("too_many_states");
        finding.Severity.Should().Be(Severity.Incomplete);
        finding.Sentence.Should().StartWith("Положение не удалось проверить полностью");
        report.Findings.Should().NotContain(other => other.Severity == Severity.Error, "of what was not looked at nothing is claimed");
    }

    [Fact]
    public void Conditions_that_tell_too_many_kinds_of_educators_apart_are_sampled_and_that_is_said()
    {
        Condition[] atoms =
        [
            .. "abcdefghijklmnop".Select(letter => (Condition)new Condition.Category([letter.ToString()])),
            .. "abcdefghijklmnop".Select(letter => (Condition)new Condition.OrgType([letter.ToString()])),
            .. "abcdefghijklmnop".Select(letter => (Condition)new Condition.Track([letter.ToString()])),
        ];

        var report = Verified.Of(Plan([Stage("first", Form("form")), .. atoms.Select((atom, i) => Stage($"s{i}", Form("form")) with { When = atom })]));

        report.Finds("too_many_kinds").Severity.Should().Be(Severity.Incomplete);
        report.IsSound.Should().BeTrue();
    }

    [Fact]
    public void The_same_plan_always_gets_the_same_report()
    {
        var plan = Consent(StagePolicy.All);

        var (first, second) = (Verified.Of(plan), Verified.Of(plan));

        second.States.Should().Be(first.States);
        second.Findings.Select(finding => finding.ToString()).Should().Equal(first.Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public void Work_that_is_no_longer_wanted_stops()
    {
        var stopped = new CancellationToken(canceled: true);

        var verify = () => Verifier.Verify(DraftAndApproval(), Verified.Nobody, Verified.Today, stopped);

        verify.Should().Throw<OperationCanceledException>();
    }
}
