using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Tests.Engine;
using Iom.Workflows.Verification;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Verification;

/// <summary>Conditions on facts, chosen performers, requirements and days.</summary>
public sealed class FactFaults
{
    private static readonly Condition.Fact Category = new(FactSource.Educator, "qualification", new Comparison.Is(["first"]));

    private static FieldPlan Mentor(bool required) =>
        Field("mentor", FieldType.Person, required) with { From = new PerformerPlan(new PerformerRule.Educators(Condition.Always), []) };

    [Fact]
    public void Forms_are_filled_in_every_way_that_a_condition_tells_apart()
    {
        var score = Field("score", FieldType.Number, required: true, min: 0, max: 100);
        var low = new Condition.Fact(FactSource.Document, "score", new Comparison.Below(40));
        var chosen = new Condition.Fact(FactSource.Document, "choice", new Comparison.Is(["b"]));
        var plan = Plan(
            Stage("first", Form("form", score, Field("choice", FieldType.Choice))),
            Stage("low", Form("low")) with { When = low },
            Stage("high", Form("high")) with { When = new Condition.Not(low) },
            Stage("b", Form("b")) with { When = chosen });

        Verified.Of(plan).ShouldBeSpotless();
        var trap = Stage("trap", Form("again")).Leading("submit", TargetKind.Stage, null, "trap") with { When = new Condition.AllOf([low, chosen]) };
        Verified.Of(plan with { Stages = plan.Stages.Add(trap) }).Finds("no_end");
    }

    [Fact]
    public void What_nobody_can_know_beforehand_is_tried_both_ways()
    {
        var season = new Condition.Season(new MonthDay(1, 10), new MonthDay(1, 20));
        var has = new Condition.Has(new PerformerRule.RelativeTo(Roles.Mentor));
        var trap = Stage("trap", Form("again")).Leading("submit", TargetKind.Stage, null, "trap");

        Verified.Of(Plan(Stage("first", Form("form")), Stage("winter", Form("w")) with { When = season }, Stage("mentor", Form("m")) with { When = has })).ShouldBeSpotless();
        foreach (var condition in new Condition[] { season, has, new Condition.Not(season), new Condition.Not(has) })
        {
            Verified.Of(Plan(Stage("first", Form("form")), trap with { When = condition })).Finds("no_end");
        }
    }

    [Fact]
    public void A_round_that_is_never_reached_is_a_condition_that_never_holds()
    {
        var plan = (int round) => Plan(
            Stage("drafting", Form("draft"), Form("again") with { When = new Condition.RoundAtLeast(round) }),
            Stage("approval", Verdict("deputy", Deputy)).Leading("return", TargetKind.Stage, 3, "drafting").Leading("reject", TargetKind.Rejected));

        Verified.Of(plan(3)).ShouldBeSpotless();
        Verified.Of(plan(5)).Finds("condition_never").Sentence.Should().StartWith("Этап «drafting», задание «again»");
    }

    [Fact]
    public void Attributes_tell_kinds_of_educators_apart()
    {
        var plan = Plan(Stage("first", Form("form")), Stage("second", Form("second")) with { When = Category });

        Verified.Of(plan).ShouldBeSpotless();
        Verified.Of(plan with { AppliesTo = new Condition.Not(Category) }).Finds("condition_never");
    }

    [Fact]
    public void A_performer_must_be_chosen_before_he_is_asked()
    {
        var consent = Form("consent").By(new PerformerRule.Field("mentor"));

        Verified.Of(Plan(Stage("choice", Form("choose", Mentor(true))), Stage("consent", consent))).ShouldBeSpotless();
        Verified.Of(Plan(Stage("consent", consent), Stage("choice", Form("choose", Mentor(true))))).Finds("performer_never_chosen").Severity.Should().Be(Severity.Error);
        Verified.Of(Plan(Stage("choice", Form("choose", Mentor(false))), Stage("consent", consent))).Finds("performer_not_always_chosen").Severity.Should().Be(Severity.Warning);
        Verified.Of(Plan(Stage("choice", Form("choose", Mentor(true))), Stage("consent", consent)), Town.Everybody).FindsNo("no_performer");
    }

    [Fact]
    public void A_field_in_which_nobody_can_be_chosen_names_the_organisations()
    {
        var pool = new PerformerRule.Pool(new PerformerRule.Educators(Condition.Always), new Condition.TenureBelow(0));
        var field = Mentor(true) with { From = new PerformerPlan(pool, []) };

        Verified.Of(Plan(Stage("choice", Form("choose", field))), Town.Everybody).Finds("no_candidates").Organisations.Should().Equal("Школа № 12", "Школа № 13");
        Verified.Of(Plan(Stage("choice", Form("choose", Mentor(true)))), Town.Everybody).ShouldBeSpotless();
    }

    [Fact]
    public void A_requirement_that_nobody_can_satisfy_is_an_error()
    {
        var demand = new RequirementPlan(Category, "Нужна первая категория.");
        var plan = (RequirementPlan asked) => Plan(Stage("first", Form("form") with { Requires = [asked] })) with { AppliesTo = new Condition.Not(Category) };

        Verified.Of(plan(demand)).Finds("requirement_never").Severity.Should().Be(Severity.Error);
        Verified.Of(plan(demand with { Soft = true })).ShouldBeSpotless();
        Verified.Of(plan(demand) with { AppliesTo = Condition.Always }).ShouldBeSpotless();
        Verified.Of(Plan(Stage("first", Form("form"))) with { AppliesTo = new Condition.Not(Category), Requires = [demand] }).Finds("requires_nobody");
    }

    [Fact]
    public void A_day_of_one_year_that_has_passed_is_told() =>
        Verified.Of(Plan(Stage("first", Form("form").DueOn(From(new DateAnchor.Fixed(Town.Day("2024-11-15"))), atLeast: 3))))
            .Finds("fixed_day_passed").Sentence.Should().Contain("15 ноября 2024");

    [Fact]
    public void Sittings_that_nobody_has_planned_are_told_by_organisation()
    {
        var plan = Plan(Stage("first", Form("form").DueOn(From(new DateAnchor.Sitting("pedagogical_council")), atLeast: 3)));
        var planned = Town.Of(Town.Data with { Sittings = [new Sitting(Town.School, "pedagogical_council", Town.Day("2025-11-10"))] });

        Verified.Of(plan).FindsNo("sitting_unknown");
        Verified.Of(plan, planned).Finds("sitting_unknown").Organisations.Should().Equal("Школа № 13");
        ImmutableArray<DateRule> usual = [On(20, 11)];
        Verified.Of(plan with { Sittings = [new SittingPlan("pedagogical_council", usual)] }, planned).ShouldBeSpotless();
    }

    [Fact]
    public void A_budget_that_is_over_before_its_last_stage_begins_cannot_hold()
    {
        var plan = (int days) => Plan(Stage("first", Form("form").DueIn(3)), Stage("second", (Form("report") with { Opens = On(20, 12) }).DueIn(5)))
            with
        { Budgets = [new BudgetPlan("all", "Всё вместе", "first", "second", new Distance(days, DateUnit.CalendarDays))] };

        Verified.Of(plan(30)).Finds("budget_cannot_hold").Severity.Should().Be(Severity.Error);
        Verified.Of(plan(150)).ShouldBeSpotless();
    }
}
