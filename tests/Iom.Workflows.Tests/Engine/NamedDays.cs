using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Days that hang on something other than the academic year: a field, a sitting, the first beginning of a stage, a case.</summary>
public sealed class NamedDays
{
    private static readonly Sitting October = new(Town.School, "council", Town.Day("2025-10-10"));

    [Fact]
    public void A_day_of_one_year_is_that_day_in_every_year() =>
        Due(From(new DateAnchor.Fixed(Town.Day("2025-11-14")))).Should().Be(Town.Day("2025-11-14"));

    [Theory]
    [InlineData("2025-10-15", "2025-10-22")]
    [InlineData("", "2025-09-08")]
    public void A_day_counts_from_the_date_in_a_field_or_without_one_from_the_opening(string lesson, string due)
    {
        var run = PathwayRun.Begun(Plan(
            Stage("drafting", Form("draft", Field("lesson", FieldType.Date))),
            Stage("report", Form("report").DueOn(From(new DateAnchor.Field("lesson"), 5, DateUnit.WorkingDays)))));

        run.Submit("draft", ("lesson", lesson));

        run.Item("report").DueOn.Should().Be(Town.Day(due));
    }

    [Theory]
    [InlineData(3, DateUnit.WorkingDays, "2025-09-03")]
    [InlineData(1, DateUnit.WorkingDays, "2025-09-01")]
    [InlineData(10, DateUnit.CalendarDays, "2025-09-10")]
    public void The_day_of_the_event_may_be_the_first_one_counted(int amount, DateUnit unit, string due) =>
        Due(In(amount, unit) with { SameDay = true }).Should().Be(Town.Day(due));

    [Fact]
    public void Counted_backward_the_day_of_the_event_is_the_last_one() =>
        Due(From(new DateAnchor.DayOfYear(9, 30), -3, DateUnit.WorkingDays) with { SameDay = true }).Should().Be(Town.Day("2025-09-26"));

    [Fact]
    public void The_first_case_whose_condition_holds_names_the_day()
    {
        var rule = new DateRule.Cases(
            [new DateCase(new Condition.Leader(true), On(1, 10)), new DateCase(new Condition.Category(["teacher"]), On(2, 10)), new DateCase(Condition.Always, On(3, 10))]);

        Due(rule).Should().Be(Town.Day("2025-10-02"));
    }

    [Fact]
    public void The_first_beginning_of_a_stage_stays_what_it_was_after_a_return()
    {
        var run = PathwayRun.Begun(Plan(
            Stage("drafting", Form("draft")),
            Stage("approval", Verdict("deputy", Deputy).DueOn(From(new DateAnchor.StageEntered("drafting"), 30))).ReturningTo("drafting")));
        run.Submit("draft");
        run.Answer("deputy", Town.Deputy, "return");
        run.Now = Town.At("2025-09-10 10:00");

        run.Submit("draft");

        run.Item("deputy").DueOn.Should().Be(Town.Day("2025-10-01"));
        run.State.Record("drafting")!.FirstEnteredOn.Should().Be(Town.Day("2025-09-01"));
    }

    [Fact]
    public void A_sitting_that_the_organisation_has_planned_is_the_day()
    {
        var plan = Council(null, On(25, 9));

        Due(plan, Town.Of(Town.Data with { Sittings = [October, October with { Day = Town.Day("2025-08-29") }] })).Should().Be(Town.Day("2025-10-10"));
        Due(plan, Town.Of(Town.Data with { Sittings = [October with { OrgUnitId = Town.OtherSchool }] })).Should().Be(Town.Day("2025-09-25"));
        Due(plan, Town.Everybody).Should().Be(Town.Day("2025-09-25"), "the plan knows when councils usually sit");
    }

    [Fact]
    public void A_sitting_leaves_its_notice_and_the_next_year_is_looked_into_when_this_one_has_no_more()
    {
        Due(Council(new Distance(30, DateUnit.CalendarDays), On(25, 9), On(28, 11)), Town.Everybody).Should().Be(Town.Day("2025-11-28"));
        Due(Council(new Distance(30, DateUnit.CalendarDays), On(25, 9)), Town.Everybody).Should().Be(Town.Day("2026-09-25"));
    }

    [Fact]
    public void Without_any_sitting_the_day_counts_from_the_opening() =>
        Due(Council(null), Town.Everybody).Should().Be(Town.Day("2025-09-01"));

    [Fact]
    public void No_day_lies_past_what_the_stages_may_take_together()
    {
        var run = PathwayRun.Begun(Budgeted(20));
        run.Item("draft").DueOn.Should().Be(Town.Day("2025-09-19"), "21 September is a Sunday, and the ten weeks of the rule end later");
        run.Now = Town.At("2025-09-18 10:00");

        run.Submit("draft");

        run.Item("deputy").DueOn.Should().Be(Town.Day("2025-09-19"));
    }

    [Fact]
    public void A_budget_that_is_used_up_leaves_the_days_that_are_always_given()
    {
        var run = PathwayRun.Begun(Budgeted(20));
        run.Now = Town.At("2025-09-29 10:00");

        run.Submit("draft");

        run.Item("deputy").DueOn.Should().Be(Town.Day("2025-10-02"));
        run.Answer("deputy", Town.Deputy, "approve");
        run.Item("after").DueOn.Should().Be(Town.Day("2025-12-08"), "the budget ends with the stage before");
    }

    [Fact]
    public void A_plan_that_asks_nothing_of_the_kind_remembers_nothing_of_the_kind()
    {
        var run = PathwayRun.Begun(DraftAndApproval());
        run.Submit("draft");
        run.Answer("deputy", Town.Deputy, "return");

        run.State.Answers.Should().BeNull();
        run.State.Stages.Should().OnlyContain(record => record.FirstEnteredOn == null && record.ReturnedOn == null && record.ReturnDueOn == null);
        run.Facts.Should().NotContain(fact => fact is Effect.Returned);
    }

    private static ProcessPlan Budgeted(int calendarDays) => Plan(
        Stage("drafting", Form("draft").DueOn(In(10, DateUnit.Weeks))),
        Stage("approval", Verdict("deputy", Deputy).DueOn(In(10, DateUnit.Weeks), atLeast: 3)),
        Stage("after", Form("after").DueOn(In(10, DateUnit.Weeks)))) with
    {
        Budgets = [new BudgetPlan("term", "Срок", "drafting", "approval", new Distance(calendarDays, DateUnit.CalendarDays))],
    };

    private static ProcessPlan Council(Distance? notice, params DateRule[] days) =>
        Plan(Stage("stage", Form("slot").DueOn(From(new DateAnchor.Sitting("council", null, notice))))) with { Sittings = [new SittingPlan("council", [.. days])] };

    private static DateOnly? Due(DateRule rule) => Due(Plan(Stage("stage", Form("slot").DueOn(rule))), Town.Everybody);

    private static DateOnly? Due(ProcessPlan plan, Roster town) => PathwayRun.Begun(plan, town).Item("slot").DueOn;
}
