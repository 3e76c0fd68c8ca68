using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>The yearly loop under the cap.</summary>
public sealed class Years
{
    private static readonly ProcessPlan Yearly = Plan(
        Stage("diagnosis", Form("diagnosis")),
        Stage("work", Form("report").DueOn(On(20, 5))),
        Stage("correction", Form("correct")).Leading("submit", TargetKind.NextYear),
        Stage("reflection", Form("reflect"))) with
    { YearBeginsAt = "work" };

    [Fact]
    public void Every_further_year_begins_at_its_stage_and_the_last_one_goes_on_to_the_end()
    {
        var run = PathwayRun.Begun(Yearly, years: 3);
        run.Submit("diagnosis");
        for (var year = 1; year <= 3; year++)
        {
            run.State.Should().BeEquivalentTo(new { Year = year, AcademicYear = 2024 + year, Stage = "work", Round = 1 });
            run.Submit("report");
            run.Submit("correct");
        }

        run.State.Stage.Should().Be("reflection");
        run.Submit("reflect");
        run.State.Status.Should().Be(PathwayStatus.Completed);
        run.Facts.OfType<Effect.YearBegan>().Should().Equal(new Effect.YearBegan(2, 2026), new Effect.YearBegan(3, 2027));
        run.State.NextItem.Should().Be(9);
    }

    [Fact]
    public void A_day_of_the_year_moves_on_with_the_year()
    {
        var run = PathwayRun.Begun(Yearly, years: 3);
        run.Submit("diagnosis");
        run.Item("report").DueOn.Should().Be(Town.Day("2026-05-20"));
        run.Submit("report");
        run.Submit("correct");

        run.Item("report").DueOn.Should().Be(Town.Day("2027-05-20"));
        run.Facts.OfType<Effect.ItemOpened>().Last().Preliminary.Should().BeTrue("the calendar of 2027 is not decreed yet");
    }

    [Fact]
    public void Without_a_number_of_years_the_plan_says_how_many()
    {
        var run = PathwayRun.Begun(Yearly with { DefaultYears = 2 });

        run.State.PlannedYears.Should().Be(2);
    }

    [Fact]
    public void Stages_may_belong_to_some_years_only()
    {
        var plan = Plan(
            Stage("first", Form("first")) with { When = new Condition.Year(YearPosition.First) },
            Stage("later", Form("later")) with { When = new Condition.Year(YearPosition.NotFirst) },
            Stage("loop", Form("loop")).Leading("submit", TargetKind.NextYear) with { When = new Condition.Year(YearPosition.NotLast) },
            Stage("last", Form("last")) with { When = new Condition.Year(YearPosition.Last) }) with
        { YearBeginsAt = "first" };
        var run = PathwayRun.Begun(plan, years: 2);

        foreach (var slot in new[] { "first", "loop", "later", "last" })
        {
            run.Submit(slot);
        }

        run.State.Status.Should().Be(PathwayStatus.Completed);
        run.Facts.OfType<Effect.StageSkipped>().Select(skipped => skipped.Stage).Should().Equal("later", "first", "loop");
    }
}
