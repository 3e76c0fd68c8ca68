using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Simulation;
using Iom.Workflows.Tests.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Simulation;

/// <summary>Loads of a year, counted by hand: both drafts stand from 1 to 15 September, both approvals from 15 to 22 September.</summary>
public sealed class YearSimulations
{
    private static readonly DateOnly Start = Town.Day("2025-09-01");

    private static readonly ProcessPlan Plan = PlanBuilder.Plan(
        Stage("drafting", Form("draft").DueIn(10).Reminding(-3)), Stage("approval", Verdict("deputy", Deputy).DueIn(5)));

    [Fact]
    public void Open_and_due_items_are_counted_by_person_and_week()
    {
        var load = Run(Plan, Town.Teacher, Town.Lead);
        (load.Routes, load.NotBegun, load.Standing, load.Items, load.Reminders).Should().Be((2, 0, 0, 4L, 2L));
        (load.Weeks[0], load.Weeks.Length).Should().Be((Start, 53));
        load.People.Select(person => person.PersonId).Should().Equal(Town.Deputy, Town.Teacher, Town.Lead);
        load.People[0].Open.Take(5).Should().Equal(0, 0, 2, 2, 0);
        load.People[0].Due.Take(5).Should().Equal(0, 0, 0, 2, 0);
        load.People[1].Open.Take(5).Should().Equal(1, 1, 1, 0, 0);
        (load.People[0].Most, load.People[0].HeaviestWeek).Should().Be((2, 2));
    }

    [Fact]
    public void Those_who_will_drown_are_named_with_the_week()
    {
        Run(Plan, Town.Teacher, Town.Lead).HeavyWeeks(2).Should().Equal(
            new HeavyWeek(Town.Deputy, Town.Day("2025-09-22"), 2, 2), new HeavyWeek(Town.Deputy, Town.Day("2025-09-15"), 2, 0));
    }

    [Fact]
    public void A_queue_is_what_waits_for_another()
    {
        var queue = Run(Plan, Town.Teacher, Town.Lead).Queues.Single();
        (queue.Slot.Key, queue.PersonId, queue.Most, queue.Week, queue.Items).Should().Be(("deputy", Town.Deputy, 2, Town.Day("2025-09-15"), 2));
    }

    [Fact]
    public void A_route_that_stands_still_is_counted_and_its_item_waits_for_nobody()
    {
        var load = Run(Plan, Town.Stranger);
        (load.Routes, load.Standing).Should().Be((1, 1));
        load.People.Select(person => person.PersonId).Should().Equal(Town.Stranger);
    }

    [Fact]
    public void The_order_of_educators_and_the_number_of_cores_change_nothing()
    {
        var educators = Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? Town.Teacher : Town.Lead).ToArray();
        var most = 0;
        var load = YearSimulation.Run(Plan, Town.Everybody, educators, Start, SimulationScript.OnTime, done => Interlocked.Exchange(ref most, Math.Max(most, done)), CancellationToken.None);
        load.Should().BeEquivalentTo(Run(Plan, [.. educators.Reverse()]), options => options.WithStrictOrdering().Excluding(each => each.Queues));
        load.Queues.Should().Equal(Run(Plan, educators).Queues);
        load.People[0].Most.Should().Be(200);
        most.Should().BePositive();
    }

    [Fact]
    public void Another_version_is_compared_person_by_person()
    {
        var longer = Plan with { Stages = [Plan.Stages[0], Stage("approval", Verdict("deputy", Deputy).DueIn(10), Verdict("head", Head).DueIn(5))] };
        var comparison = YearComparison.Of(Run(Plan, Town.Teacher), Run(longer, Town.Teacher));
        comparison.Items.Should().Be(1);
        comparison.People.Select(change => (change.PersonId, change.MostBefore, change.MostAfter)).Should().Equal((Town.Head, 0, 1), (Town.Deputy, 1, 1));
        comparison.People[1].Open.Take(6).Should().Equal(0, 0, 0, 0, 1, 0);
    }

    [Fact]
    public void The_educators_are_those_whom_the_plan_is_for()
    {
        YearSimulation.Educators(Plan, Town.Everybody, Town.District, Start).Should().Equal(Town.Teacher, Town.Lead, Town.Head, Town.Stranger);
        YearSimulation.Educators(Plan, Town.Everybody, Town.OtherSchool, Start).Should().Equal(Town.Stranger);
        YearSimulation.Educators(Plan with { Scope = "school-12" }, Town.Everybody, Town.District, Start).Should().Equal(Town.Teacher, Town.Lead, Town.Head);
    }

    [Fact]
    public void A_run_can_be_given_up()
    {
        using var source = new CancellationTokenSource();
        var run = () => YearSimulation.Run(
            Plan, Town.Everybody, [.. Enumerable.Repeat(Town.Teacher, 10_000)], Start, SimulationScript.OnTime, _ => source.Cancel(), source.Token);
        run.Should().Throw<OperationCanceledException>();
    }

    private static YearLoad Run(ProcessPlan plan, params int[] educators) =>
        YearSimulation.Run(plan, Town.Everybody, educators, Start, SimulationScript.OnTime, null, CancellationToken.None);
}
