using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>A pathway stands still and goes on; the lost working days are given back.</summary>
public sealed class Suspending
{
    private readonly PathwayRun run = PathwayRun.Begun(Plan(
        Stage("drafting", Form("draft").DueIn(5).Reminding(-2), Form("later") with { Opens = On(1, 10) })));

    [Fact]
    public void While_it_stands_still_nothing_falls_and_nobody_answers()
    {
        var rung = run.Falling("draft");
        var answer = run.Submitting("draft");
        Suspend(until: "2025-10-01");

        run.State.Status.Should().Be(PathwayStatus.Suspended);
        run.State.Items.Should().OnlyContain(item => item.NextRungAt == null);
        run.Refuse(rung).Code.Should().Be("stale_timer");
        run.Refuse(answer).Should().Match<Refusal>(why => why.Code == "pathway_suspended" && why.Sentence.Contains("1 октября 2025"));
        run.Refuse(new PathwayEvent.Reassigned(run.Now, Town.Administrator, 1, Town.Colleague, "Причина.")).Code.Should().Be("pathway_suspended");
        run.Refuse(new PathwayEvent.DirectoryChanged(run.Now)).Code.Should().Be("pathway_suspended");
        Permissions.Allowed(run.Plan, run.State, 1, Town.Teacher, run.Roster, run.Now).Should().Be(AllowedActions.None);
        Permissions.Allowed(run.Plan, run.State, 1, Town.Administrator, run.Roster, run.Now).Reassign.Should().BeFalse();
        Permissions.MaySee(run.State, Town.Teacher, run.Roster, run.Now).Should().BeTrue();
    }

    [Fact]
    public void Due_days_move_by_the_working_days_that_were_lost()
    {
        run.Item("draft").DueOn.Should().Be(Town.Day("2025-09-08"));
        run.Now = Town.At("2025-09-03 12:00");
        Suspend();
        run.Now = Town.At("2025-09-15 12:00");

        var facts = run.Let(new PathwayEvent.Resumed(run.Now, Town.Administrator));

        // Lost: 3–5 and 8–12 September, eight working days.
        facts.Should().Contain(new Effect.ItemResumed(1, Town.Day("2025-09-18"), false));
        run.Item("draft").Should().BeEquivalentTo(new { Status = ItemStatus.Open, DueOn = Town.Day("2025-09-18"), NextRungAt = Town.At("2025-09-16 09:00") });
        run.Item("later").Should().BeEquivalentTo(new { Status = ItemStatus.Scheduled, NextRungAt = Town.At("2025-10-01 09:00") });
        run.State.SuspendedDays.Should().Be(12);
        run.Submit("draft");
    }

    [Fact]
    public void What_was_overdue_stays_overdue_and_what_fell_due_meanwhile_falls_at_once()
    {
        run.Now = Town.At("2025-09-10 12:00");
        Suspend();
        run.Now = Town.At("2025-09-12 12:00");
        run.Let(new PathwayEvent.Resumed(run.Now, Town.Administrator));

        run.Item("draft").DueOn.Should().Be(Town.Day("2025-09-08"));
        run.Let(run.Falling("draft")).OfType<Effect.Overdue>().Should().ContainSingle();
    }

    [Fact]
    public void A_short_stop_on_one_day_changes_no_dates()
    {
        Suspend();
        run.Let(new PathwayEvent.Resumed(run.Now, Town.Administrator));

        run.Item("draft").DueOn.Should().Be(Town.Day("2025-09-08"));
        run.Item("draft").NextRungAt.Should().Be(Town.At("2025-09-04 09:00"));
    }

    [Theory]
    [InlineData(true, "2028-09-01")]
    [InlineData(false, "2028-10-01")]
    public void The_cap_waits_only_where_suspensions_do_not_count(bool counts, string cap)
    {
        var standing = PathwayRun.Begun(run.Plan with { SuspensionCounts = counts });
        standing.Let(new PathwayEvent.Suspended(standing.Now, Town.Administrator, "Отпуск."));
        standing.Now = Town.At("2025-10-01 12:00");

        var facts = standing.Let(new PathwayEvent.Resumed(standing.Now, Town.Administrator));

        standing.State.CapOn(standing.Plan).Should().Be(Town.Day(cap));
        facts.OfType<Effect.TimerSet>().Should().ContainSingle(timer => timer.Item == 0 && timer.Rung == 1);
    }

    [Fact]
    public void Only_an_administrator_suspends_and_says_why()
    {
        run.Refuse(new PathwayEvent.Suspended(run.Now, Town.Administrator, " ")).Code.Should().Be("reason_required");
        run.Refuse(new PathwayEvent.Suspended(run.Now, Town.Administrator, "Причина.", Town.Day("2025-08-31"))).Code.Should().Be("until_past");
        run.Refuse(new PathwayEvent.Suspended(run.Now, Town.Head, "Причина.")).Code.Should().Be("not_allowed");
        run.Refuse(new PathwayEvent.Suspended(run.Now, Town.Stranger, "Причина.")).Code.Should().Be("pathway_unknown");
        run.Refuse(new PathwayEvent.Resumed(run.Now, Town.Administrator)).Code.Should().Be("not_suspended");
        Suspend();
        run.Refuse(new PathwayEvent.Resumed(run.Now, Town.Teacher)).Code.Should().Be("not_allowed");
        run.Let(new PathwayEvent.Withdrawn(run.Now, Town.Administrator, "Переезд."));
        run.State.Should().BeEquivalentTo(new { Status = PathwayStatus.Withdrawn, SuspendedOn = (DateOnly?)null });
    }

    [Fact]
    public void Another_person_steps_into_a_field_of_the_document()
    {
        var mentor = Field("mentor", FieldType.Person) with { From = new PerformerPlan(new PerformerRule.OneOf([Deputy, Head]), []) };
        var chosen = PathwayRun.Begun(Plan(Stage("drafting", Form("draft", mentor)), Stage("approval", Verdict("deputy", Deputy))));
        chosen.Submit("draft", ("mentor", $"{Town.Deputy}"));

        chosen.Refuse(Replacing("mentor", Town.Colleague)).Code.Should().Be("not_candidate");
        chosen.Refuse(Replacing("goal", Town.Head)).Code.Should().Be("field_not_person");
        chosen.Refuse(Replacing("mentor", Town.Deputy)).Code.Should().Be("nothing_changed");
        chosen.Refuse(Replacing("mentor", Town.Head) with { Reason = null }).Code.Should().Be("reason_required");
        chosen.Refuse(Replacing("mentor", Town.Head) with { By = Town.Teacher }).Code.Should().Be("not_allowed");

        chosen.Let(Replacing("mentor", Town.Head)).Should().StartWith([new Effect.PersonReplaced("mentor", Town.Deputy, Town.Head, "Уволилась.")]);
        chosen.State.Document.Fields["mentor"].Should().Be(new Documents.FieldValue.Text($"{Town.Head}"));

        PathwayEvent.PersonReplaced Replacing(string field, int to) => new(chosen.Now, Town.Administrator, field, to, "Уволилась.");
    }

    [Fact]
    public void Somebody_who_is_no_educator_may_have_a_plan_of_his_own_where_the_definition_says_so()
    {
        var own = new PathwayRun(Plan(Stage("drafting", Form("draft"))));
        own.Refuse(own.Starting(Town.Coordinator)).Code.Should().Be("educator_unknown");

        var anybody = new PathwayRun(own.Plan with { Subject = new SubjectPlan("Координатор", SubjectKind.Person) });
        anybody.Start(Town.Coordinator);
        anybody.Item("draft").Assignees.Should().Equal(Town.Coordinator);
    }

    private void Suspend(string? until = null) =>
        run.Let(new PathwayEvent.Suspended(run.Now, Town.Administrator, "Длительная болезнь.", until is null ? null : Town.Day(until)));
}
