using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>In a small school one person holds several posts; he need not agree with himself.</summary>
public sealed class SamePersonAgain
{
    [Theory]
    [InlineData(VerdictKind.Approved, VerdictKind.Concurred, true)]
    [InlineData(VerdictKind.Concurred, VerdictKind.Concurred, true)]
    [InlineData(VerdictKind.Concurred, VerdictKind.Approved, false)]
    [InlineData(VerdictKind.OpinionNoted, VerdictKind.Concurred, false)]
    public void He_is_passed_over_when_he_agreed_with_at_least_that_force(VerdictKind before, VerdictKind now, bool passedOver)
    {
        var run = PathwayRun.Begun(TwoVerdicts(before, now));

        var facts = run.Answer("first", Town.Head, "approve");

        facts.Contains(new Effect.SlotSkipped("second", false, Reason: SkipReason.SamePerson)).Should().Be(passedOver);
        run.State.Stage.Should().Be(passedOver ? "end" : "two");
    }

    [Fact]
    public void One_of_several_performers_is_asked()
    {
        var run = PathwayRun.Begun(Plan(Stage("one", Verdict("first", Head)), Stage("two", Verdict("second", new PerformerRule.OneOf([Head, Deputy])) with { SkipsSamePerson = true })));

        run.Answer("first", Town.Head, "approve");

        run.State.Stage.Should().Be("two");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_he_agreed_to_before_a_return_does_not_count(bool returned)
    {
        var run = PathwayRun.Begun(Plan(
            Stage("one", Verdict("first", Head)),
            Stage("drafting", Form("draft")),
            Stage("check", Verdict("deputy", Deputy)).ReturningTo("drafting"),
            Stage("two", Verdict("second", Head) with { SkipsSamePerson = true }),
            Stage("end", Form("end"))));
        run.Answer("first", Town.Head, "approve");
        run.Submit("draft");
        if (returned)
        {
            run.Answer("deputy", Town.Deputy, "return");
            run.Submit("draft");
        }

        run.Answer("deputy", Town.Deputy, "approve");

        run.State.Stage.Should().Be(returned ? "two" : "end");
        Evolution.Fold(run.Facts).Should().BeEquivalentTo(run.State);
    }

    private static ProcessPlan TwoVerdicts(VerdictKind before, VerdictKind now) => Plan(
        Stage("one", Verdict("first", Head, before)),
        Stage("two", Verdict("second", Head, now) with { SkipsSamePerson = true }),
        Stage("end", Form("end")));
}
