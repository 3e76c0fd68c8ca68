using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Simulation;
using Iom.Workflows.Tests.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Simulation;

/// <summary>Tables of one route; the days are counted by hand from the decreed calendar of 2025.</summary>
public sealed class RouteSimulations
{
    private static readonly DateOnly Start = Town.Day("2025-09-01");

    /// <summary>Ten working days for the draft, five for the deputy; a reminder three working days before and on the last day.</summary>
    private static readonly ProcessPlan Plan = PlanBuilder.Plan(
        Stage("drafting", Form("draft").DueIn(10).Reminding(-3, 0)),
        Stage("approval", Verdict("deputy", Deputy).DueIn(5).Escalating(2, Head, EscalationMode.Inform)).ReturningTo("drafting"));

    [Fact]
    public void A_table_says_who_and_by_when_and_what_was_sent()
    {
        var rows = Run(SimulationScript.OnTime).Rows;
        rows.Select(row => (row.Stage.Key, row.Slot.Key, row.Round, row.OpenedOn, row.DueOn, row.Outcome, row.ClosedOn)).Should().Equal(
            ("drafting", "draft", 1, Start, Town.Day("2025-09-15"), "submit", Town.Day("2025-09-15")),
            ("approval", "deputy", 1, Town.Day("2025-09-15"), Town.Day("2025-09-22"), "approve", Town.Day("2025-09-22")));
        rows[0].Assignees.Should().Equal(Town.Teacher);
        rows[0].Why.Should().Be("rule");
        rows[0].Notes.Select(note => (note.On, note.Kind, note.To.Single())).Should().Equal(
            (Town.Day("2025-09-10"), RouteNoteKind.Reminder, Town.Teacher),
            (Town.Day("2025-09-15"), RouteNoteKind.Reminder, Town.Teacher));
        rows[1].Assignees.Should().Equal(Town.Deputy);
    }

    [Fact]
    public void A_return_that_the_script_asks_for_begins_a_second_round()
    {
        var table = Run(Script("deputy=return"));
        table.Rows.Select(row => (row.Slot.Key, row.Round, row.DueOn, row.Outcome)).Should().Equal(
            ("draft", 1, Town.Day("2025-09-15"), "submit"),
            ("deputy", 1, Town.Day("2025-09-22"), "return"),
            ("draft", 2, Town.Day("2025-10-06"), "submit"),
            ("deputy", 2, Town.Day("2025-10-13"), "approve"));
        table.End.Kind.Should().Be(WalkEndKind.Ended);
        table.Last.Status.Should().Be(PathwayStatus.Completed);
    }

    [Fact]
    public void Somebody_who_never_answers_is_overdue_and_told_about_and_the_route_waits()
    {
        var table = Run(Script("approval.deputy=@never"));
        table.End.Kind.Should().Be(WalkEndKind.Waits);
        var waiting = table.Waiting.Single();
        waiting.Slot.Key.Should().Be("deputy");
        waiting.Notes.Select(note => (note.On, note.Kind, note.To.Single())).Should().Equal(
            (Town.Day("2025-09-23"), RouteNoteKind.Overdue, Town.Deputy),
            (Town.Day("2025-09-24"), RouteNoteKind.Escalation, Town.Head));
    }

    [Fact]
    public void Answers_may_come_some_days_after_opening_or_after_the_last_day()
    {
        var rows = Run(new SimulationScript(new AnswerDay(AnswerDayKind.Opened, 3), [ScriptStep.Parse("deputy=approve@due+2")!])).Rows;
        rows[0].ClosedOn.Should().Be(Town.Day("2025-09-04"));
        (rows[1].DueOn, rows[1].ClosedOn, rows[1].Late).Should().Be((Town.Day("2025-09-11"), Town.Day("2025-09-15"), true));
    }

    [Fact]
    public void An_item_that_nobody_can_take_is_shown_and_stops_the_route()
    {
        var table = RouteSimulation.Run(Plan, Town.Everybody, Town.Stranger, Start, SimulationScript.OnTime, CancellationToken.None);
        table.End.Kind.Should().Be(WalkEndKind.Waits);
        (table.Waiting.Single().Why, table.Waiting.Single().Assignees.IsEmpty).Should().Be(("nobody", true));
    }

    [Fact]
    public void A_script_that_asks_for_too_many_rounds_ends_with_what_the_engine_says()
    {
        var plan = Plan with { Stages = [Plan.Stages[0], Stage("approval", Plan.Stages[1].Slots[0]).Leading("return", TargetKind.Stage, 2, "drafting")] };
        var table = RouteSimulation.Run(plan, Town.Everybody, Town.Teacher, Start, Script("deputy=return", "deputy=return", "deputy=return"), CancellationToken.None);
        (table.End.Kind, table.End.Why!.Code).Should().Be((WalkEndKind.Refused, "round_limit_reached"));
    }

    [Fact]
    public void What_is_passed_over_is_told()
    {
        var plan = Plan with { Stages = Plan.Stages.Add(Stage("extra", Form("note")) with { When = new Condition.Not(Condition.Always) }) };
        var left = RouteSimulation.Run(plan, Town.Everybody, Town.Teacher, Start, SimulationScript.OnTime, CancellationToken.None).Left.Single();
        (left.Stage.Key, left.Slot, left.NoPerformer).Should().Be(("extra", null, false));
    }

    [Fact]
    public void Two_versions_are_compared_item_by_item()
    {
        var longer = Plan with { Stages = [Plan.Stages[0], Stage("approval", Verdict("deputy", Head).DueIn(10)), Stage("end", Form("last"))] };
        var changes = RouteComparison.Of(
            Run(SimulationScript.OnTime), RouteSimulation.Run(longer, Town.Everybody, Town.Teacher, Start, SimulationScript.OnTime, CancellationToken.None)).Changes;
        changes.Should().HaveCount(2, "the draft is the same in both");
        (changes[0].Before!.DueOn, changes[0].After!.DueOn).Should().Be((Town.Day("2025-09-22"), Town.Day("2025-09-29")));
        (changes[0].Before!.Assignees.Single(), changes[0].After!.Assignees.Single()).Should().Be((Town.Deputy, Town.Head));
        (changes[1].Before, changes[1].After!.Slot.Key).Should().Be((null, "last"));
    }

    private static RouteTable Run(SimulationScript script) =>
        RouteSimulation.Run(Plan, Town.Everybody, Town.Teacher, Start, script, CancellationToken.None);

    private static SimulationScript Script(params string[] steps) => new(AnswerDay.OnDue, [.. steps.Select(step => ScriptStep.Parse(step)!)]);
}
