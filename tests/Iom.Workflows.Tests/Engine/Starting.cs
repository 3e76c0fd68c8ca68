using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

public sealed class Starting
{
    private readonly PathwayRun run = new(DraftAndApproval());

    [Fact]
    public void The_first_stage_opens_for_its_performer_and_the_cap_is_watched()
    {
        run.Start().Should().BeEquivalentTo(
            new Effect[]
            {
                new Effect.PathwayBegan(Town.Teacher, Town.Day("2025-09-01"), 1, 2025),
                new Effect.TimerSet(0, 1, Town.At("2028-08-02 09:00")),
                new Effect.StageEntered("drafting", 1),
                new Effect.ItemOpened(1, "draft", [Town.Teacher], "rule", Town.Day("2025-09-01"), null, false),
            },
            options => options.RespectingRuntimeTypes().WithStrictOrdering());
        run.State.Status.Should().Be(PathwayStatus.Running);
        run.State.NextItem.Should().Be(2);
    }

    [Fact]
    public void A_start_in_the_future_plans_the_first_item_for_its_day()
    {
        run.Start(on: "2025-09-15");

        run.Item("draft").Should().BeEquivalentTo(new { Status = ItemStatus.Scheduled, OpensOn = Town.Day("2025-09-15"), NextRung = 0 });
        run.Item("draft").NextRungAt.Should().Be(Town.At("2025-09-15 09:00"));
        run.Refuse(run.Submitting("draft")).Should().Match<Refusal>(why => why.Code == "item_not_open_yet" && why.Sentence.Contains("15 сентября 2025"));
        run.Fall("draft");
        run.Item("draft").Should().BeEquivalentTo(new { Number = 1, Status = ItemStatus.Open, NextRungAt = (DateTimeOffset?)null });
    }

    [Fact]
    public void A_start_in_the_past_opens_at_once_and_the_cap_counts_from_the_start()
    {
        run.Start(on: "2025-07-01");

        run.Item("draft").OpensOn.Should().Be(Town.Day("2025-09-01"));
        run.Facts.OfType<Effect.TimerSet>().Single().At.Should().Be(Town.At("2028-06-01 09:00"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void More_years_than_the_cap_or_none_at_all_are_refused(int years) =>
        run.Refuse(run.Starting(years: years)).Code.Should().Be("beyond_cap");

    [Theory]
    [InlineData(99)]
    [InlineData(Town.Deputy)]
    public void Somebody_who_is_no_educator_is_unknown(int subject) =>
        run.Refuse(run.Starting(subject)).Should().Match<Refusal>(why => why.Code == "educator_unknown" && why.Kind == RefusalKind.NotFound);

    [Theory]
    [InlineData("0001-01-01", "1 года")]
    [InlineData("2024-12-31", "2024")]
    [InlineData("9999-12-31", "9999")]
    public void A_year_without_calendar_is_refused_by_name(string on, string named) =>
        run.Refuse(run.Starting(on: on)).Should().Match<Refusal>(why => why.Code == "calendar_missing" && why.Sentence.Contains(named));

    [Fact]
    public void A_start_whose_academic_year_began_before_the_first_calendar_is_refused_and_does_not_break()
    {
        var autumn = new PathwayRun(Plan(Stage("drafting", Form("draft").DueOn(On(15, 9)))));

        autumn.Refuse(autumn.Starting(on: "2025-02-03")).Should().Match<Refusal>(why => why.Code == "calendar_missing" && why.Sentence.Contains("2024"));
    }

    [Fact]
    public void A_start_more_than_a_year_ahead_is_out_of_reach() =>
        run.Refuse(run.Starting(on: "2026-09-02")).Code.Should().Be("start_out_of_reach");

    [Fact]
    public void A_start_whose_cap_has_passed_is_out_of_reach()
    {
        run.Now = Town.At("2028-09-01 10:00");

        run.Refuse(run.Starting(on: "2025-09-01")).Code.Should().Be("start_out_of_reach");
        run.Start(on: "2025-09-02");
    }

    [Fact]
    public void A_pathway_starts_only_once()
    {
        run.Start();

        run.Refuse(run.Starting()).Should().Match<Refusal>(why => why.Code == "already_started" && why.Kind == RefusalKind.Conflict);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Town.Teacher)]
    [InlineData(Town.Deputy)]
    [InlineData(Town.Head)]
    [InlineData(Town.Administrator)]
    public void The_educator_the_school_and_the_administrator_may_start(int? by)
    {
        run.Start(by: by);

        run.State.SubjectId.Should().Be(Town.Teacher);
    }

    [Theory]
    [InlineData(Town.Lead)]
    [InlineData(Town.Mentor)]
    [InlineData(Town.Methodologist)]
    [InlineData(Town.Coordinator)]
    public void Whoever_may_only_see_may_not_start(int by) =>
        run.Refuse(run.Starting(by: by)).Should().Match<Refusal>(why => why.Code == "not_allowed" && why.Kind == RefusalKind.Forbidden);

    [Theory]
    [InlineData(Town.Colleague)]
    [InlineData(Town.Stranger)]
    [InlineData(99)]
    public void For_everybody_else_the_educator_is_not_there(int by) =>
        run.Refuse(run.Starting(by: by)).Should().Match<Refusal>(why => why.Code == "educator_unknown" && why.Kind == RefusalKind.NotFound);

    [Fact]
    public void A_role_counts_only_while_it_is_held()
    {
        run.Roster = Town.Of(Town.Data with
        {
            Assignments = [new Assignment(Town.Deputy, Roles.Deputy, Town.School, To: Town.Day("2025-08-31")), new Assignment(Town.Head, Roles.Head, Town.School, From: Town.Day("2025-09-01"))],
        });

        run.Refuse(run.Starting(by: Town.Deputy)).Code.Should().Be("educator_unknown");
        run.Start(by: Town.Head);
    }

    [Fact]
    public void A_plan_without_anybody_to_ask_completes_at_once()
    {
        var nobody = Form("draft") with { When = new Condition.Leader(true) };

        var facts = new PathwayRun(Plan(Stage("drafting", nobody), Stage("more", nobody))).Start();

        facts.OfType<Effect.StageSkipped>().Select(skipped => skipped.Stage).Should().Equal("drafting", "more");
        facts[^1].Should().Be(new Effect.PathwayEnded(PathwayStatus.Completed, null));
    }
}
