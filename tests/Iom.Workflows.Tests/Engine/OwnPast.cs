using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Each life has its own past: rules of one run never look at what another did, and the main life is left alone.</summary>
public sealed class OwnPast
{
    private static readonly PerformerRule Two = new PerformerRule.OneOf([Deputy, Head]);
    private static readonly FieldPlan Items = Field("items", FieldType.Table, columns: [Field("what"), Field("status")]);

    [Fact]
    public void Each_run_asks_whoever_answered_in_it()
    {
        var run = WithRows(Stage("doing", Verdict("done", Two)), Stage("checking", Form("check").By(new PerformerRule.SameAs("doing", "done"))));
        AnswerIn(run, 1, Town.Head);
        AnswerIn(run, 2, Town.Deputy);

        run.State.Items.Where(item => item.Slot == "check").Select(item => (item.Run, Who: item.Assignees.Single())).Should().Equal((1, Town.Head), (2, Town.Deputy));
    }

    [Fact]
    public void Each_run_looks_at_its_own_outcomes()
    {
        var doing = Stage("doing", Verdict("done", Two)).Leading("reject", TargetKind.Stage, null, "review");
        var review = Stage("review", Form("look").By(Deputy)) with { When = new Condition.StageOutcome("doing", ["reject"]) };
        var run = WithRows(doing, review);
        AnswerIn(run, 1, Town.Head, "reject");
        AnswerIn(run, 2, Town.Head);

        run.State.Tracks.Select(track => (track.Stage, track.Status)).Should().Equal(("review", TrackStatus.Running), (null, TrackStatus.Completed));
    }

    [Fact]
    public void A_requirement_about_a_row_sees_the_row_as_it_would_be()
    {
        var status = Field("status");
        var report = Form("report", status) with
        {
            Each = new EachPlan.Rows("items"),
            Requires = [new RequirementPlan(new Condition.Fact(FactSource.Row, "status", new Comparison.Is(["Проведено"])), "Мероприятие не проведено.", false)],
        };
        var run = PathwayRun.Begun(Plan(Stage("drafting", Form("draft", Items)), Stage("work", report)));
        Fill(run, "Урок");

        run.Refuse(run.Submitting("report", ("status", "Отменено"))).Sentence.Should().Be("Мероприятие не проведено.");
        run.Submit("report", ("status", "Проведено"));
        run.State.Status.Should().Be(PathwayStatus.Completed);
    }

    [Fact]
    public void Whoever_steps_in_takes_one_place_and_leaves_the_others_theirs()
    {
        var mentor = Field("mentor", FieldType.Person) with { From = new PerformerPlan(new PerformerRule.OneOf([Deputy, Lead]), []) };
        var rule = new PerformerRule.OneOf([new PerformerRule.Field("mentor"), Head]);
        var run = PathwayRun.Begun(Plan(
            Stage("drafting", Form("draft", mentor)), Stage("work", Form("say").By(rule).DueIn(5) with { Each = new EachPlan.People() }, Form("one").By(rule))));
        run.Submit("draft", ("mentor", $"{Town.Deputy}"));
        var due = run.State.Items.First(item => item.Slot == "say").DueOn;
        run.Now = Town.At("2025-09-03 12:00");

        run.Let(new PathwayEvent.PersonReplaced(run.Now, Town.Administrator, "mentor", Town.Lead, "Уволилась."));

        run.State.Items.Where(item => item is { Slot: "say", Status: ItemStatus.Open }).Should().SatisfyRespectively(
            head => (head.Part!.Person, head.Assignees.Single()).Should().Be((Town.Head, Town.Head)),
            lead => (lead.Part!.Person, lead.Assignees.Single(), lead.DueOn).Should().Be((Town.Lead, Town.Lead, due)));
        run.Item("one").Assignees.Should().Equal(Town.Lead, Town.Head);
    }

    [Fact]
    public void A_vote_of_nobody_waits_for_members_instead_of_being_counted()
    {
        var vote = Verdict("council", new PerformerRule.Body("council", null, Members: true)).DueIn(3) with
        {
            Kind = SlotKind.Vote,
            Verdict = null,
            Outcomes = VotePlan.Votes,
            Each = new EachPlan.People(),
            Vote = new VotePlan(Enough.Majority, Enough.Majority),
        };
        var run = PathwayRun.Begun(Plan(Stage("sitting", vote)));

        run.Now = Town.At("2025-09-10 12:00");
        run.Let(run.Falling("council")).OfType<Effect.Overdue>().Should().ContainSingle();

        run.State.Counted.Should().BeEmpty();
        run.Refuse(new PathwayEvent.TimerFell(run.Now, 1, 1)).Code.Should().Be("stale_timer", "it does not fall again and again");
    }

    [Fact]
    public void A_return_in_a_track_leaves_the_consent_of_the_main_life_in_force()
    {
        var again = Verdict("again", Head) with { SkipsSamePerson = true };
        var run = PathwayRun.Begun(Plan(Stage("consent", Verdict("first", Head)), Stage("wait", Form("go")), Stage("approval", again), Stage("after", Form("later"))) with
        {
            Tracks = [new TrackPlan("side", "Рядом", Condition.Always, new TrackStart.WithPathway(), null, [Stage("text", Form("write")), Stage("look", Verdict("judge", Deputy)).ReturningTo("text")])],
        });
        run.Answer("first", Town.Head, "approve");
        run.Submit("write");
        run.Answer("judge", Town.Deputy, "return");

        run.Submit("go");

        run.State.Stage.Should().Be("after");
    }

    private static PathwayRun WithRows(params StagePlan[] stages)
    {
        var run = PathwayRun.Begun(Plan(Stage("drafting", Form("draft", Items)), Stage("work", Form("sum"))) with
        {
            Tracks = [new TrackPlan("item", "Мероприятие", Condition.Always, new TrackStart.Entering("work"), "items", [.. stages])],
        });
        Fill(run, "Курсы", "Урок");
        return run;
    }

    private static void Fill(PathwayRun run, params string[] rows) => run.Let(new PathwayEvent.Answered(
        run.Now, Town.Teacher, run.Item("draft").Number, "submit", null,
        PathwayDocument.Empty.Fields.Add("items", new FieldValue.Table([.. rows.Select(row => ImmutableSortedDictionary<string, string>.Empty.Add("what", row))]))));

    private static void AnswerIn(PathwayRun run, int life, int by, string outcome = "approve") => run.Let(new PathwayEvent.Answered(
        run.Now, by, run.State.Items.Single(item => item.Run == life && item.Slot == "done").Number, outcome, "Замечания.", PathwayDocument.Empty.Fields));
}
