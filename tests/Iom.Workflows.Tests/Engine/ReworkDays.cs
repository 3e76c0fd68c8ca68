using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>The last day for a rework, named by whoever returns the pathway.</summary>
public sealed class ReworkDays
{
    [Fact]
    public void The_day_named_with_the_return_wins_over_the_rule_and_over_the_days_always_given()
    {
        var run = AtApproval();

        var facts = run.Let(Returning(run, "2025-09-04"));

        facts.Should().Contain(new Effect.Returned("drafting", Town.Day("2025-09-01"), Town.Day("2025-09-04")));
        run.Item("draft").DueOn.Should().Be(Town.Day("2025-09-04"));
        Evolution.Fold(run.Facts).Should().BeEquivalentTo(run.State);
    }

    [Fact]
    public void Without_a_named_day_the_usual_one_holds()
    {
        var run = AtApproval();

        run.Let(Returning(run, null));

        run.Item("draft").DueOn.Should().Be(Town.Day("2025-09-08"));
    }

    [Theory]
    [InlineData("2025-09-03")]
    [InlineData("2025-09-16")]
    public void A_day_outside_the_bounds_is_refused_with_the_bounds(string day)
    {
        var run = AtApproval();

        var refusal = run.Refuse(Returning(run, day));

        refusal.Code.Should().Be("return_due_outside");
        refusal.Sentence.Should().Contain("4 сентября 2025").And.Contain("15 сентября 2025");
        refusal.Fields.Should().ContainSingle().Which.Field.Should().Be("dueOn");
    }

    [Fact]
    public void Where_no_day_may_be_named_naming_one_is_refused()
    {
        var run = PathwayRun.Begun(DraftAndApproval());
        run.Submit("draft");

        run.Refuse(Returning(run, "2025-09-05")).Code.Should().Be("return_due_not_offered");
        var bounded = AtApproval();
        bounded.Refuse(bounded.Answering("deputy", Town.Deputy, "approve") with { DueOn = Town.Day("2025-09-05") }).Code.Should().Be("return_due_not_offered");
    }

    [Fact]
    public void The_bounds_are_offered_with_the_button()
    {
        var run = AtApproval();

        var offers = Permissions.Allowed(run.Plan, run.State, run.Item("deputy").Number, Town.Deputy, run.Roster, run.Now).Outcomes;

        offers.Single(offer => offer.Outcome.Key == "return").Due
            .Should().Be(new ReturnDays(Town.Day("2025-09-04"), Town.Day("2025-09-15"), Town.Day("2025-09-08")));
        offers.Where(offer => offer.Outcome.Key != "return").Should().OnlyContain(offer => offer.Due == null);
    }

    [Fact]
    public void The_named_day_is_forgotten_with_the_round_it_was_named_for()
    {
        var run = AtApproval();
        run.Let(Returning(run, "2025-09-04"));

        run.Submit("draft");

        run.State.Record("drafting").Should().BeEquivalentTo(new { ReturnedOn = (DateOnly?)null, ReturnDueOn = (DateOnly?)null });
        run.Now = Town.At("2025-09-02 10:00");
        run.Let(Returning(run, null));
        run.Item("draft").DueOn.Should().Be(Town.Day("2025-09-09"));
    }

    [Fact]
    public void A_day_may_count_from_the_return()
    {
        var run = PathwayRun.Begun(Plan(
            Stage("drafting", Form("draft").DueOn(From(new DateAnchor.Returned(), 2, DateUnit.WorkingDays))), Stage("approval", Verdict("deputy", Deputy)).ReturningTo("drafting")));
        run.Item("draft").DueOn.Should().Be(Town.Day("2025-09-03"), "without a return it counts from the opening");
        run.Submit("draft");
        run.Now = Town.At("2025-09-08 10:00");

        run.Answer("deputy", Town.Deputy, "return");

        run.State.Record("drafting")!.ReturnedOn.Should().Be(Town.Day("2025-09-08"));
        run.Item("draft").DueOn.Should().Be(Town.Day("2025-09-10"));
    }

    private static PathwayRun AtApproval()
    {
        var draft = Form("draft") with { Deadline = new DeadlinePlan(In(40, DateUnit.WorkingDays), 10, SetByReturn: true) };
        var run = PathwayRun.Begun(Plan(Stage("drafting", draft), Stage("approval", Verdict("deputy", Deputy)).ReturningWithin("drafting", 3, 10, 5)));
        run.Submit("draft");
        return run;
    }

    private static PathwayEvent.Answered Returning(PathwayRun run, string? due) =>
        run.Answering("deputy", Town.Deputy, "return") with { DueOn = due is null ? null : Town.Day(due) };
}
