using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Lives beside the main one: started, awaited, ended, one for each row.</summary>
public sealed class Tracking
{
    private static readonly FieldPlan Items = Field("items", FieldType.Table, columns: [Field("what")]);

    [Fact]
    public void A_track_runs_beside_the_main_life_and_its_items_stand_beside_the_others()
    {
        var run = PathwayRun.Begun(Mentored(new TrackStart.WithPathway()));

        run.State.Items.Select(item => (item.Slot, item.Run)).Should().Equal(("draft", 0), ("meet", 1));
        run.Answer("meet", Town.Mentor, "submit");

        run.State.Tracks.Single().Should().Match<TrackState>(track => track.Stage == "summary" && track.Round == 1);
        run.State.Stage.Should().Be("drafting");
    }

    [Fact]
    public void A_track_starts_when_a_stage_is_left_with_its_outcome_and_not_before()
    {
        var run = PathwayRun.Begun(Mentored(new TrackStart.OnOutcome("approval", "approve")));
        run.Submit("draft");
        run.Answer("deputy", Town.Deputy, "return");
        run.Submit("draft");
        run.State.Tracks.Should().BeEmpty();

        run.Answer("deputy", Town.Deputy, "approve");

        run.State.Tracks.Single().Track.Should().Be("mentoring");
    }

    [Fact]
    public void A_stage_that_awaits_a_track_is_left_when_the_track_ends()
    {
        var run = PathwayRun.Begun(Mentored(new TrackStart.WithPathway(), awaits: true));
        run.Submit("draft");
        run.Answer("deputy", Town.Deputy, "approve");
        run.Submit("reflect");
        run.State.Stage.Should().Be("reflection", "mentoring still runs");

        run.Answer("meet", Town.Mentor, "submit");
        run.Answer("sum", Town.Teacher, "submit");

        run.State.Status.Should().Be(PathwayStatus.Completed);
    }

    [Fact]
    public void A_stage_without_work_of_its_own_still_waits()
    {
        var plan = Mentored(new TrackStart.WithPathway(), awaits: true);
        var nobody = plan.Stages[2] with { Slots = [plan.Stages[2].Slots[0].By(new PerformerRule.RoleHolder("nobody"), new Fallback.Skip())] };
        var run = PathwayRun.Begun(plan with { Stages = plan.Stages.SetItem(2, nobody) });
        run.Submit("draft");
        run.Answer("deputy", Town.Deputy, "approve");

        run.State.Stage.Should().Be("reflection");
    }

    [Fact]
    public void A_stage_that_ends_a_track_takes_its_work_back()
    {
        var plan = Mentored(new TrackStart.WithPathway());
        var run = PathwayRun.Begun(plan with { Stages = plan.Stages.SetItem(1, plan.Stages[1] with { Ends = ["mentoring"] }) });
        var late = run.Answering("meet", Town.Mentor, "submit");
        run.Submit("draft");

        run.Answer("deputy", Town.Deputy, "approve");

        run.State.Tracks.Single().Status.Should().Be(TrackStatus.Cancelled);
        run.Refuse(late).Code.Should().BeOneOf("item_closed", "item_unknown");
    }

    [Fact]
    public void With_the_pathway_its_tracks_end()
    {
        var run = PathwayRun.Begun(Mentored(new TrackStart.WithPathway()));

        var facts = run.Let(new PathwayEvent.Withdrawn(run.Now, Town.Administrator, "Педагог уволился."));

        facts.OfType<Effect.TrackEnded>().Should().Equal(new Effect.TrackEnded(1, TrackStatus.Cancelled));
        facts.OfType<Effect.ItemCancelled>().Should().HaveCount(2);
    }

    [Fact]
    public void Each_row_gets_a_run_and_a_row_added_later_gets_one_too()
    {
        var run = PathwayRun.Begun(PerItem());
        run.Let(Filling(run, "draft", "Курсы", "Открытый урок"));
        run.State.Tracks.Select(track => track.Part!.Label).Should().Equal("Курсы", "Открытый урок");

        run.Let(Filling(run, "correct", "Курсы", "Открытый урок", "Статья"));

        run.State.Tracks.Select(track => track.Part!.Row).Should().Equal(0, 1, 2);
        run.State.Items.Where(item => item.Run > 0).Should().HaveCount(3);
    }

    [Fact]
    public void A_row_that_is_taken_out_loses_its_run()
    {
        var run = PathwayRun.Begun(PerItem());
        run.Let(Filling(run, "draft", "Курсы", "Открытый урок"));

        run.Let(Filling(run, "correct", "Курсы"));

        run.State.Tracks.Select(track => track.Status).Should().Equal(TrackStatus.Running, TrackStatus.Cancelled);
    }

    [Fact]
    public void Rows_that_come_to_an_empty_table_find_the_track_begun()
    {
        var run = PathwayRun.Begun(PerItem());
        run.Let(Filling(run, "draft"));
        run.State.Tracks.Single().Status.Should().Be(TrackStatus.Completed);

        run.Let(Filling(run, "correct", "Курсы"));

        run.State.Tracks.Should().ContainSingle(track => track.Status == TrackStatus.Running);
    }

    private static ProcessPlan Mentored(TrackStart starts, bool awaits = false) => Plan(
        Stage("drafting", Form("draft")),
        Stage("approval", Verdict("deputy", Deputy)).ReturningTo("drafting"),
        Stage("reflection", Form("reflect")) with { Awaits = awaits ? ["mentoring"] : [] }) with
    {
        Tracks =
        [
            new TrackPlan(
                "mentoring", "Наставничество", Condition.Always, starts, null,
                [Stage("meeting", Form("meet").By(new PerformerRule.RelativeTo("mentor"))), Stage("summary", Form("sum"))]),
        ],
    };

    private static ProcessPlan PerItem() => Plan(Stage("drafting", Form("draft", Items)), Stage("work", Form("correct", Items), Form("other"))) with
    {
        Tracks = [new TrackPlan("item", "Мероприятие", Condition.Always, new TrackStart.Entering("work"), "items", [Stage("doing", Form("done"))])],
    };

    private static PathwayEvent.Answered Filling(PathwayRun run, string slot, params string[] rows) => new(
        run.Now, Town.Teacher, run.Item(slot).Number, "submit", null,
        PathwayDocument.Empty.Fields.Add("items", new FieldValue.Table([.. rows.Select(row => ImmutableSortedDictionary<string, string>.Empty.Add("what", row))])));
}
