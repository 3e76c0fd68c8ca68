using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Xunit;

namespace Iom.Workflows.Tests.Engine;

public sealed class ConditionsHold
{
    private static readonly Condition Yes = Condition.Always;
    private static readonly Condition No = new Condition.Not(Condition.Always);

    [Fact]
    public void Conditions_are_joined_as_logic_says()
    {
        Holds(new Condition.AllOf([])).Should().BeTrue();
        Holds(new Condition.AnyOf([])).Should().BeFalse();
        Holds(new Condition.AllOf([Yes, No])).Should().BeFalse();
        Holds(new Condition.AnyOf([No, Yes])).Should().BeTrue();
        Holds(new Condition.Not(No)).Should().BeTrue();
    }

    [Fact]
    public void The_educator_is_asked_about()
    {
        Holds(new Condition.Category(["head", "teacher"])).Should().BeTrue();
        Holds(new Condition.Category(["head"])).Should().BeFalse();
        Holds(new Condition.OrgType(["school"])).Should().BeTrue();
        Holds(new Condition.OrgType(["college"])).Should().BeFalse();
        Holds(new Condition.Leader(false)).Should().BeTrue();
        Holds(new Condition.Leader(true), Town.Head).Should().BeTrue();
        Holds(new Condition.Track(["mentor"]), Town.Stranger).Should().BeTrue();
        Holds(new Condition.Track(["researcher"]), Town.Stranger).Should().BeFalse();
        Holds(new Condition.Track(["mentor"])).Should().BeFalse("without a track none is meant");
    }

    [Theory]
    [InlineData("2027-08-31", true)]
    [InlineData("2027-09-01", false)]
    public void Service_below_three_years_ends_on_its_third_anniversary(string today, bool below) =>
        Holds(new Condition.TenureBelow(3), Town.Stranger, today: today).Should().Be(below);

    [Fact]
    public void An_association_counts_only_while_it_has_a_lead()
    {
        Holds(new Condition.HasAssociation(true)).Should().BeTrue();
        Holds(new Condition.HasAssociation(false), Town.Head).Should().BeTrue();
        var left = Town.Of(Town.Data with { Assignments = [.. Town.Data.Assignments.Select(each => each with { To = Town.Day("2025-08-31") })] });
        var educator = left.Educator(Town.Teacher)!;

        Conditions.Facts.Of(left, educator, left.Unit(Town.School), 1, 1, Town.Day("2025-08-31")).HasAssociation.Should().BeTrue();
        Conditions.Facts.Of(left, educator, left.Unit(Town.School), 1, 1, Town.Day("2025-09-01")).HasAssociation.Should().BeFalse();
    }

    [Theory]
    [InlineData(1, 3, YearPosition.First, YearPosition.NotLast)]
    [InlineData(2, 3, YearPosition.NotFirst, YearPosition.NotLast)]
    [InlineData(3, 3, YearPosition.NotFirst, YearPosition.Last)]
    [InlineData(1, 1, YearPosition.First, YearPosition.Last)]
    public void The_year_is_asked_about(int year, int planned, params YearPosition[] holding) =>
        Enum.GetValues<YearPosition>().Where(position => Holds(new Condition.Year(position), year: year, planned: planned))
            .Should().BeEquivalentTo(holding);

    [Fact]
    public void Every_condition_has_a_rule()
    {
        var examples = ImmutableArray.Create<Condition>(
            Yes, No, new Condition.AnyOf([]), new Condition.Category([]), new Condition.OrgType([]), new Condition.Track([]), new Condition.Leader(true),
            new Condition.TenureBelow(1), new Condition.HasAssociation(true), new Condition.Year(YearPosition.First),
            new Condition.Fact(FactSource.Row, "status", new Comparison.Filled(true)), new Condition.Has(PlanBuilder.Head), new Condition.RoundAtLeast(2),
            new Condition.StageOutcome("approval", ["return"]), new Condition.Season(new MonthDay(9, 1), new MonthDay(12, 31)));

        examples.Select(example => example.GetType()).Should().BeEquivalentTo(Unions.CasesOf<Condition>());
        foreach (var example in examples)
        {
            FluentActions.Invoking(() => Holds(example)).Should().NotThrow();
        }
    }

    private static bool Holds(Condition condition, int person = Town.Teacher, int year = 1, int planned = 1, string today = "2025-09-01") => Conditions.Holds(
        condition,
        Conditions.Facts.Of(Town.Everybody, Town.Everybody.Educator(person)!, Town.Everybody.UnitOf(person)!, year, planned, Town.Day(today)));
}
