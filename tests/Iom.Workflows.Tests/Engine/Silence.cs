using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Nobody answers, and the definition says what that means.</summary>
public sealed class Silence
{
    private readonly PathwayRun run = PathwayRun.Begun(Plan(
        Stage("drafting", Form("draft")),
        Stage("approval", Verdict("deputy", Deputy).DueIn(5).Reminding(1) with { Timeout = new TimeoutPlan(2, DateUnit.WorkingDays, "approve") })
            .ReturningTo("drafting"),
        Stage("after", Form("report"))));

    public Silence() => run.Submit("draft");

    [Fact]
    public void After_the_last_day_and_the_days_of_grace_the_program_answers()
    {
        run.Item("deputy").DueOn.Should().Be(Town.Day("2025-09-08"));
        run.Fall("deputy").OfType<Effect.Overdue>().Should().ContainSingle();
        run.Today.Should().Be(Town.Day("2025-09-09"));

        var facts = run.Fall("deputy");

        run.Today.Should().Be(Town.Day("2025-09-10"));
        facts.Should().Contain(new Effect.ItemAnswered(2, "approve", OutcomeForce.Approved, null, null, null, Late: true, Cause: AnswerCause.Timeout));
        run.State.Stage.Should().Be("after");
    }

    [Fact]
    public void An_answer_in_time_leaves_nothing_to_fall()
    {
        var rung = run.Falling("deputy");
        run.Answer("deputy", Town.Deputy, "approve");

        run.Refuse(rung).Code.Should().Be("stale_timer");
    }

    [Fact]
    public void After_a_downtime_the_mark_is_kept_and_nobody_is_reminded_of_what_is_over()
    {
        run.Now = Town.At("2025-09-30 10:00");

        var facts = run.Let(run.Falling("deputy"));

        facts.OfType<Effect.Overdue>().Should().ContainSingle();
        facts.OfType<Effect.Reminded>().Should().BeEmpty();
        run.State.Stage.Should().Be("after");
    }
}
