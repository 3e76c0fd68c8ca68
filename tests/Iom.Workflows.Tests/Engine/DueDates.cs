using FluentAssertions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>The last day for an answer. In autumn 2025 Saturday 1 November works, 3 and 4 November are off.</summary>
public sealed class DueDates
{
    [Theory]
    [InlineData("2025-09-01 10:00", 5, "2025-09-08")]
    [InlineData("2025-10-30 10:00", 1, "2025-10-31")]
    [InlineData("2025-10-30 10:00", 2, "2025-11-01")]
    [InlineData("2025-10-30 10:00", 3, "2025-11-05")]
    [InlineData("2025-12-30 10:00", 1, "2026-01-12")]
    [InlineData("2025-09-06 10:00", 1, "2025-09-08")]
    [InlineData("2025-09-01 23:59", 1, "2025-09-02")]
    [InlineData("2025-09-02 00:00", 1, "2025-09-03")]
    public void Working_days_are_counted_from_the_day_after_the_opening(string opened, int days, string due) =>
        Due(In(days, DateUnit.WorkingDays), opened).Should().Be(Town.Day(due));

    [Fact]
    public void A_six_day_school_works_on_saturdays_and_a_school_further_east_is_a_day_ahead()
    {
        var rule = In(5, DateUnit.WorkingDays);

        Due(rule, "2025-09-01 10:00", Town.Living(Town.School, "Europe/Moscow", WorkWeek.SixDays)).Should().Be(Town.Day("2025-09-06"));
        Due(rule, "2025-09-01 22:30", Town.Living(Town.School, "Asia/Yekaterinburg")).Should().Be(Town.Day("2025-09-09"));
    }

    [Theory]
    [InlineData(13, DateUnit.CalendarDays, RollRule.Next, "2025-09-15")]
    [InlineData(13, DateUnit.CalendarDays, RollRule.Previous, "2025-09-12")]
    [InlineData(13, DateUnit.CalendarDays, RollRule.Keep, "2025-09-14")]
    [InlineData(2, DateUnit.Weeks, RollRule.Next, "2025-09-15")]
    [InlineData(1, DateUnit.Months, RollRule.Next, "2025-10-01")]
    [InlineData(2, DateUnit.Months, RollRule.Next, "2025-11-01")]
    [InlineData(1, DateUnit.Years, RollRule.Next, "2026-09-01")]
    public void Other_units_are_counted_by_the_calendar_and_rolled_as_the_rule_says(int amount, DateUnit unit, RollRule roll, string due) =>
        Due(In(amount, unit, roll)).Should().Be(Town.Day(due));

    [Fact]
    public void A_month_after_its_last_day_is_the_last_day_of_a_shorter_one() =>
        Due(In(4, DateUnit.Months, RollRule.Keep), "2025-10-31 10:00").Should().Be(Town.Day("2026-02-28"));

    [Fact]
    public void Days_are_counted_backward_from_a_point_of_the_academic_year()
    {
        Due(From(new DateAnchor.Academic(AcademicAnchor.HalfYear1End), -5, DateUnit.WorkingDays)).Should().Be(Town.Day("2025-12-22"));
        Due(From(new DateAnchor.Academic(AcademicAnchor.YearEnd), -1, DateUnit.Months, RollRule.Previous)).Should().Be(Town.Day("2026-04-24"));
    }

    [Fact]
    public void A_day_of_the_academic_year_lies_in_its_autumn_or_in_the_spring_after_it()
    {
        Due(On(15, 9)).Should().Be(Town.Day("2025-09-15"));
        Due(On(1, 2)).Should().Be(Town.Day("2026-02-02"), "1 February 2026 is a Sunday");
    }

    [Fact]
    public void The_earliest_or_the_latest_of_several_days_is_taken()
    {
        Due(new DateRule.Earliest([On(15, 9), In(3, DateUnit.WorkingDays)])).Should().Be(Town.Day("2025-09-04"));
        Due(new DateRule.Latest([On(15, 9), In(3, DateUnit.WorkingDays)])).Should().Be(Town.Day("2025-09-15"));
    }

    [Fact]
    public void A_stage_done_before_may_be_counted_from_and_one_never_done_means_the_opening()
    {
        var after = From(new DateAnchor.StageDone("drafting"), 10, DateUnit.WorkingDays);
        var plan = Plan(
            Stage("drafting", Form("draft").DueOn(after)), Stage("approval", Verdict("deputy", Deputy)), Stage("work", Form("work").DueOn(after)));
        var run = PathwayRun.Begun(plan);
        run.Item("draft").DueOn.Should().Be(Town.Day("2025-09-15"));
        run.Now = Town.At("2025-09-03 10:00");
        run.Submit("draft");
        run.Now = Town.At("2025-09-10 10:00");

        run.Answer("deputy", Town.Deputy, "approve");

        run.Item("work").DueOn.Should().Be(Town.Day("2025-09-17"), "ten working days after 3 September");
    }

    [Theory]
    [InlineData(0, "2025-09-08")]
    [InlineData(1, "2025-09-08")]
    [InlineData(3, "2025-09-10")]
    public void A_day_that_has_passed_gives_way_to_the_days_one_always_gets_and_never_to_a_day_off(int atLeast, string due) =>
        Due(On(1, 9), "2025-09-06 10:00", atLeast: atLeast).Should().Be(Town.Day(due));

    [Theory]
    [InlineData("2025-09-01 10:00", "2026-09-01")]
    [InlineData("2025-09-06 10:00", "2026-09-04")]
    public void Nothing_is_due_after_the_cap_nor_on_a_day_off_before_it(string start, string due) =>
        Due(In(30, DateUnit.Months), start).Should().Be(Town.Day(due));

    [Fact]
    public void An_item_opened_after_the_cap_still_has_its_days()
    {
        var run = PathwayRun.Begun(Plan(Stage("drafting", Form("draft")), Stage("approval", Verdict("deputy", Deputy).DueIn(3))) with { CapYears = 1 });
        run.Now = Town.At("2026-09-10 10:00");

        run.Submit("draft");

        run.Item("deputy").DueOn.Should().Be(Town.Day("2026-09-15"));
    }

    [Fact]
    public void A_day_that_rests_on_a_year_without_a_decree_is_marked()
    {
        var run = PathwayRun.Begun(Plan(Stage("drafting", Form("soon").DueIn(3), Form("late").DueOn(In(16, DateUnit.Months)))));

        run.Item("late").DueOn.Should().Be(Town.Day("2027-01-11"));
        run.Facts.OfType<Effect.ItemOpened>().Select(opened => opened.Preliminary).Should().Equal(false, true);
    }

    [Fact]
    public void A_slot_opens_on_its_day_and_at_once_when_that_has_passed()
    {
        var run = PathwayRun.Begun(Plan(Stage(
            "work",
            Form("passed") with { Opens = On(1, 8) },
            Form("later") with { Opens = From(new DateAnchor.Academic(AcademicAnchor.HalfYear2Start)) })));

        run.Item("passed").Status.Should().Be(ItemStatus.Open);
        run.Item("later").Should().BeEquivalentTo(new { Status = ItemStatus.Scheduled, OpensOn = Town.Day("2026-01-12") });
        run.Fall("later");
        run.Item("later").Status.Should().Be(ItemStatus.Open);
        run.Now.Should().Be(Town.At("2026-01-12 09:00"));
    }

    private static DateOnly? Due(DateRule rule, string opened = "2025-09-01 10:00", Roster? town = null, int atLeast = 0)
    {
        var run = new PathwayRun(Plan(Stage("drafting", Form("draft").DueOn(rule, atLeast))) with { CapYears = 1 }, town) { Now = Town.At(opened) };
        run.Start();
        return run.Item("draft").DueOn;
    }
}
