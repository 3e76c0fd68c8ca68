using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Returns for rework and their rounds.</summary>
public sealed class Returns
{
    [Fact]
    public void A_return_begins_the_next_round_of_the_earlier_stage_with_the_next_number()
    {
        var run = PathwayRun.Begun(DraftAndApproval());
        run.Submit("draft");

        var facts = run.Answer("deputy", Town.Deputy, "return");

        facts.Should().ContainInOrder(
            new Effect.StageLeft("approval", "return", false, Town.Day("2025-09-01"), "drafting", 1), new Effect.StageEntered("drafting", 2));
        run.Item("draft").Number.Should().Be(3);
        run.State.Record("approval").Should().Be(new StageRecord("approval", 1, null, "return"), "a stage that was not passed is not done");
        run.Submit("draft");
        run.State.Should().BeEquivalentTo(new { Stage = "approval", Round = 2 });
        run.Item("deputy").Number.Should().Be(4);
    }

    [Fact]
    public void The_approver_chooses_among_the_stages_of_the_plan()
    {
        var plan = Plan(
            Stage("diagnosis", Form("diagnosis")), Stage("drafting", Form("draft")),
            Stage("approval", Verdict("deputy", Deputy)).ReturningTo("drafting", "diagnosis"));

        PathwayRun AtApproval()
        {
            var run = PathwayRun.Begun(plan);
            run.Submit("diagnosis");
            run.Submit("draft");
            return run;
        }

        var byDefault = AtApproval();
        byDefault.Answer("deputy", Town.Deputy, "return");
        byDefault.State.Stage.Should().Be("drafting");
        var chosen = AtApproval();
        chosen.Answer("deputy", Town.Deputy, "return", returnTo: "diagnosis");
        chosen.State.Stage.Should().Be("diagnosis");
        chosen.Submit("diagnosis");
        chosen.State.Should().BeEquivalentTo(new { Stage = "drafting", Round = 2 });
        var neither = AtApproval();
        neither.Refuse(neither.Answering("deputy", Town.Deputy, "return", returnTo: "approval")).Code.Should().Be("return_target_unknown");
        neither.Refuse(neither.Answering("deputy", Town.Deputy, "return", returnTo: "")).Code.Should().Be("return_target_unknown");
        neither.Refuse(neither.Answering("deputy", Town.Deputy, "approve", returnTo: "drafting")).Code.Should().Be("return_target_unknown");
    }

    [Fact]
    public void The_stage_chosen_first_holds_even_when_others_are_heard_after_it()
    {
        var plan = Plan(
            Stage("diagnosis", Form("diagnosis")), Stage("drafting", Form("draft")),
            Stage("consent", Verdict("lead", Lead), Verdict("deputy", Deputy)).ReturningTo("drafting", "diagnosis")
                with
            { Policy = new StagePolicy(PolicyKind.All, Negative: NegativeRule.WhenAllAnswered) });
        var run = PathwayRun.Begun(plan);
        run.Submit("diagnosis");
        run.Submit("draft");
        run.Answer("lead", Town.Lead, "return", returnTo: "diagnosis");

        run.Answer("deputy", Town.Deputy, "approve");

        run.State.Stage.Should().Be("diagnosis");
    }

    [Fact]
    public void The_stage_chosen_for_another_outcome_is_not_mixed_up_with_the_one_that_decides()
    {
        var consent = Stage("consent", Verdict("lead", Lead), Verdict("deputy", Deputy))
            .ReturningTo("drafting").Leading("reject", TargetKind.Stage, null, "diagnosis", "consent");
        var run = PathwayRun.Begun(Plan(
            Stage("diagnosis", Form("diagnosis")), Stage("drafting", Form("draft")),
            consent with { Policy = new StagePolicy(PolicyKind.All, Negative: NegativeRule.WhenAllAnswered) }));
        run.Submit("diagnosis");
        run.Submit("draft");
        run.Answer("lead", Town.Lead, "return");

        run.Answer("deputy", Town.Deputy, "reject", returnTo: "diagnosis");

        run.State.Stage.Should().Be("drafting");
    }

    [Fact]
    public void When_the_rounds_are_used_up_the_return_is_no_longer_offered_and_refused()
    {
        var run = PathwayRun.Begun(Plan(
            Stage("drafting", Form("draft")),
            Stage("approval", Verdict("deputy", Deputy)).Leading("return", TargetKind.Stage, 2, "drafting")));
        run.Submit("draft");
        Offered(run).Should().Contain("return");
        run.Answer("deputy", Town.Deputy, "return");
        run.Submit("draft");

        run.Refuse(run.Answering("deputy", Town.Deputy, "return")).Should().Match<Refusal>(
            why => why.Code == "round_limit_reached" && why.Sentence.Contains("Вернуть на доработку") && why.Sentence.Contains('2'));

        Offered(run).Should().Equal("approve", "reject");
        run.Answer("deputy", Town.Deputy, "approve");
    }

    [Fact]
    public void A_new_year_counts_its_rounds_afresh()
    {
        var run = PathwayRun.Begun(
            Plan(
                Stage("drafting", Form("draft")),
                Stage("approval", Verdict("deputy", Deputy)).Leading("return", TargetKind.Stage, 2, "drafting").Leading("approve", TargetKind.NextYear))
                with
            { YearBeginsAt = "drafting" },
            years: 2);
        run.Submit("draft");
        run.Answer("deputy", Town.Deputy, "return");
        run.Submit("draft");
        run.Answer("deputy", Town.Deputy, "approve");
        run.State.Should().BeEquivalentTo(new { Year = 2, Stage = "drafting", Round = 1 });
        run.Submit("draft");

        run.Answer("deputy", Town.Deputy, "return");

        run.State.Should().BeEquivalentTo(new { Year = 2, Stage = "drafting", Round = 2 });
    }

    [Fact]
    public void A_return_leaves_the_performer_the_days_he_always_gets()
    {
        var run = PathwayRun.Begun(Plan(
            Stage("drafting", Form("draft").DueOn(On(3, 9), atLeast: 3)), Stage("approval", Verdict("deputy", Deputy)).ReturningTo("drafting")));
        run.Item("draft").DueOn.Should().Be(Town.Day("2025-09-04"), "three working days are longer than until the third");
        run.Submit("draft");
        run.Now = Town.At("2025-10-31 16:00");

        run.Answer("deputy", Town.Deputy, "return");

        // Saturday 1 November works, 3 and 4 November are off.
        run.Item("draft").DueOn.Should().Be(Town.Day("2025-11-06"));
    }

    [Fact]
    public void A_rejection_closes_the_pathway_without_result_and_withdraws_what_is_open()
    {
        var plan = Plan(Stage("consent", Verdict("lead", Lead), Verdict("deputy", Deputy)).Leading("reject", TargetKind.Rejected));
        var run = PathwayRun.Begun(plan);

        var facts = run.Answer("lead", Town.Lead, "reject");

        facts.Should().ContainInOrder(new Effect.ItemCancelled(2), new Effect.PathwayEnded(PathwayStatus.Rejected, null));
        run.State.Status.Should().Be(PathwayStatus.Rejected);
        run.Refuse(new PathwayEvent.Withdrawn(run.Now, Town.Administrator, "Ошибка")).Code.Should().Be("pathway_ended");
    }

    [Fact]
    public void An_outcome_may_end_the_pathway_or_jump_ahead()
    {
        var plan = Plan(
            Stage("drafting", Form("draft")).Leading("submit", TargetKind.Stage, null, "approval"),
            Stage("between", Form("between")),
            Stage("approval", Verdict("deputy", Deputy)).Leading("approve", TargetKind.End),
            Stage("after", Form("after")));
        var run = PathwayRun.Begun(plan);
        run.Submit("draft");
        run.State.Stage.Should().Be("approval");

        run.Answer("deputy", Town.Deputy, "approve");

        run.State.Status.Should().Be(PathwayStatus.Completed);
        run.Facts.OfType<Effect.StageEntered>().Select(entered => entered.Stage).Should().Equal("drafting", "approval");
    }

    private static IEnumerable<string> Offered(PathwayRun run) =>
        Permissions.Allowed(run.Plan, run.State, run.Item("deputy").Number, Town.Deputy, run.Roster, run.Now).Outcomes.Select(offer => offer.Outcome.Key);
}
