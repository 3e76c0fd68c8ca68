using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Tests.Engine;
using Iom.Workflows.Verification;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Verification;

public sealed class DeadlineFaults
{
    [Fact]
    public void Deadlines_that_fit_are_not_mentioned() =>
        Verified.Of(Plan(Stage("first", Form("form").DueIn(10)), Stage("second", Form("form") with { Opens = On(10, 12), Deadline = new DeadlinePlan(On(28, 12)) }))).ShouldBeSpotless();

    [Fact]
    public void A_day_before_the_opening_is_wrong_in_every_year()
    {
        var finding = Verified.Of(Plan(Stage("work", (Form("report") with { Opens = On(10, 12) }).DueOn(On(1, 11), atLeast: 3)))).Finds("due_before_opening");

        finding.Severity.Should().Be(Severity.Error);
        finding.Sentence.Should().Be("Этап «work», задание «report»: срок (до 1 ноября) наступает раньше, чем задание открывается.");
        finding.Witness.Should().Equal("«report»: с 10 декабря 2025 по 13 декабря 2025");
    }

    [Fact]
    public void A_day_that_the_chain_before_it_eats_up_is_told()
    {
        var finding = Verified.Of(Plan(Stage("first", Form("form").DueIn(30)), Stage("second", Form("form").DueOn(On(20, 9), atLeast: 3)))).Finds("day_already_passed");

        finding.Severity.Should().Be(Severity.Warning);
        finding.Witness.Should().HaveCount(2);
        Verified.Of(Plan(Stage("first", Form("form").DueIn(5)), Stage("second", Form("form").DueOn(On(20, 9), atLeast: 3)))).ShouldBeSpotless();
    }

    [Fact]
    public void A_chain_that_does_not_fit_under_the_cap_is_an_error()
    {
        var plan = Plan([.. new[] { "first", "second", "third" }.Select(key => Stage(key, Form("form").DueOn(In(8, DateUnit.Months))))]) with { CapYears = 1 };

        var finding = Verified.Of(plan).Finds("chain_beyond_cap");

        finding.Severity.Should().Be(Severity.Error);
        finding.Sentence.Should().StartWith("Этап «third»").And.Contain("(1 г.)");
        Verified.Of(plan).Finds("due_cut_at_cap").Sentence.Should().StartWith("Этап «second»");
        Verified.Of(plan with { CapYears = 3 }).FindsNo("chain_beyond_cap");
    }

    [Fact]
    public void A_chain_that_runs_into_the_next_academic_year_is_told() =>
        Verified.Of(Plan(Stage("first", Form("form").DueOn(In(7, DateUnit.Months))), Stage("second", Form("form").DueOn(In(7, DateUnit.Months)))))
            .Finds("chain_beyond_year").Severity.Should().Be(Severity.Warning);

    [Fact]
    public void A_deadline_without_a_working_day_is_told() =>
        Verified.Of(Plan(Stage("first", Form("form").DueOn(In(0, DateUnit.CalendarDays, Workflows.Calendars.RollRule.Keep))))).Finds("no_working_day").Severity.Should().Be(Severity.Warning);

    [Fact]
    public void Years_without_a_calendar_are_an_error() =>
        Verified.Of(Plan(Stage("first", Form("form").DueOn(In(50, DateUnit.Years)))) with { CapYears = 80 }).Finds("calendar_missing").Severity.Should().Be(Severity.Error);

    [Fact]
    public void Each_organisation_is_asked_about_in_its_own_calendar()
    {
        var plan = Plan(Stage("work", (Form("report") with { Opens = On(10, 12) }).DueOn(On(1, 11), atLeast: 3)));

        var finding = Verified.Of(plan, Town.Everybody).Finds("due_before_opening");
        finding.Organisations.Should().Equal("Школа № 12", "Школа № 13");
        finding.Refuses.Should().BeTrue("no person of these schools would mend it");
    }
}
