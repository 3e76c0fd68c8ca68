using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Conditions on facts: attributes of people and organisations, fields, rows, rounds, outcomes, seasons.</summary>
public sealed class FactsHold
{
    private static readonly ImmutableSortedDictionary<string, string> Known = NoAttributes.Value
        .Add("born", "1990-09-02").Add("qualification", "first").Add("hours", "18").Add("odd", "завтра");

    [Theory]
    [InlineData("qualification", true)]
    [InlineData("award", false)]
    public void A_fact_is_one_of_the_texts_or_it_is_not_known(string key, bool holds)
    {
        Holds(key, new Comparison.Is(["highest", "first"])).Should().Be(holds);
        Holds(key, new Comparison.Is(["highest"])).Should().BeFalse();
        Holds(key, new Comparison.Filled(true)).Should().Be(holds);
        Holds(key, new Comparison.Filled(false)).Should().Be(!holds);
    }

    [Theory]
    [InlineData("hours", 18, false)]
    [InlineData("hours", 19, true)]
    [InlineData("odd", 19, false)]
    [InlineData("award", 19, false)]
    public void Numbers_are_compared_as_numbers(string key, int number, bool below)
    {
        Holds(key, new Comparison.Below(number)).Should().Be(below);
        Holds(key, new Comparison.AtLeast(number)).Should().Be(key == "hours" && !below);
    }

    [Theory]
    [InlineData("2025-09-01", true)]
    [InlineData("2025-09-02", false)]
    public void Full_years_are_reached_on_the_anniversary(string today, bool below)
    {
        Holds("born", new Comparison.YearsBelow(35), today).Should().Be(below);
        Holds("born", new Comparison.YearsAtLeast(35), today).Should().Be(!below);
        Holds("odd", new Comparison.YearsBelow(35), today).Should().BeFalse("what is no date has no age");
        Holds("odd", new Comparison.YearsAtLeast(35), today).Should().BeFalse();
    }

    [Fact]
    public void Dates_are_compared_as_dates()
    {
        Holds("born", new Comparison.Before(Town.Day("1990-09-03"))).Should().BeTrue();
        Holds("born", new Comparison.Before(Town.Day("1990-09-02"))).Should().BeFalse();
        Holds("born", new Comparison.Since(Town.Day("1990-09-02"))).Should().BeTrue();
        Holds("born", new Comparison.Since(Town.Day("1990-09-03"))).Should().BeFalse();
    }

    [Fact]
    public void The_organisation_the_document_and_the_row_are_asked_the_same_way()
    {
        var facts = Facts() with
        {
            Unit = Town.Everybody.Unit(Town.School) with { Attributes = NoAttributes.Value.Add("small", "true") },
            Document = PathwayDocument.Empty.With(PathwayDocument.Empty.Fields
                .Add("areas", new FieldValue.Choices(["a", "b"]))
                .Add("items", new FieldValue.Table([NoAttributes.Value, NoAttributes.Value]))),
            Row = NoAttributes.Value.Add("status", "done"),
        };

        Conditions.Holds(new Condition.Fact(FactSource.Organisation, "small", new Comparison.Is(["true"])), facts).Should().BeTrue();
        Conditions.Holds(new Condition.Fact(FactSource.Document, "areas", new Comparison.Is(["b", "c"])), facts).Should().BeTrue();
        Conditions.Holds(new Condition.Fact(FactSource.Document, "items", new Comparison.AtLeast(2)), facts).Should().BeTrue("a table counts its rows");
        Conditions.Holds(new Condition.Fact(FactSource.Document, "items", new Comparison.AtLeast(3)), facts).Should().BeFalse();
        Conditions.Holds(new Condition.Fact(FactSource.Row, "status", new Comparison.Is(["done"])), facts).Should().BeTrue();
        Conditions.Holds(new Condition.Fact(FactSource.Row, "status", new Comparison.Is(["done"])), facts with { Row = null }).Should().BeFalse();
    }

    [Theory]
    [InlineData("2025-09-01", true, false)]
    [InlineData("2025-12-31", true, true)]
    [InlineData("2026-01-15", false, true)]
    [InlineData("2026-08-31", false, false)]
    public void A_season_may_run_over_the_turn_of_the_year(string today, bool autumn, bool winter)
    {
        Conditions.Holds(new Condition.Season(new MonthDay(9, 1), new MonthDay(12, 31)), Facts(today)).Should().Be(autumn);
        Conditions.Holds(new Condition.Season(new MonthDay(12, 1), new MonthDay(2, 29)), Facts(today)).Should().Be(winter);
    }

    [Fact]
    public void A_rule_has_somebody_or_nobody()
    {
        Conditions.Holds(new Condition.Has(Head), Facts()).Should().BeTrue();
        Conditions.Holds(new Condition.Has(new PerformerRule.RoleHolder("psychologist")), Facts()).Should().BeFalse();
        Conditions.Holds(new Condition.Has(new PerformerRule.RelativeTo(Roles.Mentor)), Facts()).Should().BeTrue();
    }

    [Fact]
    public void A_stage_may_be_only_for_the_second_round_and_after_a_certain_outcome()
    {
        var again = Stage("again", Form("again")) with { When = new Condition.AllOf([new Condition.RoundAtLeast(2), new Condition.StageOutcome("approval", ["return"])]) };
        var second = Verdict("second", Head) with { When = new Condition.RoundAtLeast(2) };
        var run = PathwayRun.Begun(Plan(
            Stage("drafting", Form("draft")), again, Stage("approval", Verdict("deputy", Deputy), second).ReturningTo("drafting")));

        run.Submit("draft");
        run.State.Stage.Should().Be("approval");
        run.State.Items.Should().ContainSingle("the head is asked in the second round only");
        run.Answer("deputy", Town.Deputy, "return");
        run.Submit("draft");

        run.State.Items.Select(item => item.Slot).Should().Equal(["deputy", "second"], "«again» itself is entered for the first time");
        run.State.Record("approval")!.Outcome.Should().Be("return");
    }

    [Fact]
    public void Facts_of_the_version_before_make_the_states_they_made()
    {
        var state = PathwayRun.Begun(DraftAndApproval()).State;

        Evolution.Apply(state, new Effect.StageLeft("drafting", "submit", true, Town.Day("2025-09-01"), "approval")).Record("drafting")
            .Should().Be(new StageRecord("drafting", 1, Town.Day("2025-09-01")));
    }

    private static bool Holds(string key, Comparison comparison, string today = "2025-09-01") =>
        Conditions.Holds(new Condition.Fact(FactSource.Educator, key, comparison), Facts(today));

    private static Conditions.Facts Facts(string today = "2025-09-01") => Conditions.Facts.Of(
        Town.Everybody, Town.Everybody.Educator(Town.Teacher)! with { Attributes = Known }, Town.Everybody.Unit(Town.School), 1, 1, Town.Day(today));
}
