using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Verification;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Verification;

/// <summary>Lives beside the main one, triggers, votes and work on rows.</summary>
public sealed class SideFaults
{
    private static readonly FieldPlan Items = Field("items", FieldType.Table, required: true, columns: [Field("what")]);

    private static StagePlan Drafting => Stage("drafting", Form("draft"));

    private static StagePlan Approval => Stage("approval", Verdict("deputy", Deputy)).Leading("return", TargetKind.Stage, 3, "drafting").Leading("reject", TargetKind.Rejected);

    private static TrackPlan Track(TrackStart starts, params StagePlan[] stages) => new("side", "Наставничество", Condition.Always, starts, null, [.. stages]);

    [Fact]
    public void A_track_that_is_awaited_and_ends_is_sound()
    {
        var plan = Plan(Drafting, Approval, Stage("last", Form("report")) with { Awaits = ["side"] })
            with
        { Tracks = [Track(new TrackStart.OnOutcome("approval", "approve"), Stage("visits", Form("visit")))] };

        Verified.Of(plan).ShouldBeSpotless();
    }

    [Fact]
    public void A_track_that_never_ends_holds_up_the_stage_that_awaits_it()
    {
        var circle = Stage("circle", Form("again")).Leading("submit", TargetKind.Stage, null, "circle");
        var plan = Plan(Drafting, Stage("last", Form("report")) with { Awaits = ["side"] }) with { Tracks = [Track(new TrackStart.WithPathway(), circle)] };

        Verified.Of(plan).Finds("no_end").Severity.Should().Be(Severity.Error);
        Verified.Of(plan with { Stages = plan.Stages.SetItem(1, Stage("last", Form("report")) with { Ends = ["side"] }) }).FindsNo("no_end");
    }

    [Fact]
    public void A_track_that_nothing_starts_is_dead()
    {
        var plan = Plan(Drafting, Approval) with { Tracks = [Track(new TrackStart.OnOutcome("approval", "reject"), Stage("visits", Form("visit")))] };

        Verified.Of(plan).Finds("dead_track").Sentence.Should().StartWith("Параллельная линия «Наставничество» не начинается никогда");
    }

    [Fact]
    public void A_stage_of_a_track_is_verified_as_one_of_the_main_life()
    {
        var plan = Plan(Drafting) with
        {
            Tracks = [Track(new TrackStart.WithPathway(), Stage("visits", Form("visit")).Leading("submit", TargetKind.End), Stage("after", Form("more")))],
        };

        Verified.Of(plan).Finds("dead_stage").Sentence.Should().StartWith("Этап «after»");
    }

    [Fact]
    public void Each_row_may_have_a_life_of_its_own()
    {
        var track = Track(new TrackStart.OnOutcome("drafting", "submit"), Stage("item", Form("done"))) with { Rows = "items" };
        var plan = Plan(Stage("drafting", Form("draft", Items)), Stage("last", Form("report")) with { Awaits = ["side"] }) with { Tracks = [track] };

        Verified.Of(plan).ShouldBeSpotless();
    }

    [Fact]
    public void A_trigger_is_tried_but_nobody_may_depend_on_it()
    {
        var circle = Stage("circle", Form("again")).Leading("submit", TargetKind.Stage, null, "circle");
        var way = new TriggerPlan("way", "Выход", new PerformerPlan(Subject, []), Condition.Always, [], "last", null);

        Verified.Of(Plan(Drafting, circle, Stage("last", Form("report"))) with { Triggers = [way] }).Finds("no_end");
        Verified.Of(Plan(Drafting, Stage("between", Form("form")), Stage("last", Form("report"))) with { Triggers = [way] }).ShouldBeSpotless();
    }

    [Fact]
    public void A_track_that_goes_its_own_way_is_looked_at_once_and_whole()
    {
        var again = Stage("again", Form("again"), Verdict("agree", Deputy)).Leading("return", TargetKind.Stage, null, "again");
        var circle = Stage("circle", Form("round")).Leading("submit", TargetKind.Stage, null, "circle");
        var way = new TriggerPlan("way", "Повод", new PerformerPlan(Subject, []), Condition.Always, [], null, "side");
        var alone = Plan(Drafting, Approval, Stage("work", Form("work")), Stage("last", Form("report")));
        VerificationReport With(params StagePlan[] stages) => Verified.Of(alone with { Triggers = [way], Tracks = [Track(new TrackStart.OnTrigger("way"), stages)] });

        var report = With(again);

        report.Finds("endless_return");
        report.IsComplete.Should().BeTrue();
        report.States.Should().BeLessThan(Verified.Of(alone).States * 2, "it hangs on nothing that happens beside it");
        With(circle).FindsNo("no_end");
        With(Stage("nobody", Verdict("agree", new PerformerRule.Field("never")))).Findings.Should().NotBeEmpty("its own faults are faults");
    }

    [Fact]
    public void A_vote_is_tried_with_every_result()
    {
        var vote = Verdict("vote", new PerformerRule.Body("council", null, true)) with
        {
            Kind = SlotKind.Vote,
            Verdict = null,
            Each = new EachPlan.People(),
            Outcomes = VotePlan.Votes,
            Vote = new VotePlan(new Enough(EnoughKind.Number, 9), Enough.Majority, RepeatsWithoutQuorum: true),
            Deadline = new DeadlinePlan(In(5, DateUnit.WorkingDays)),
        };

        var report = Verified.Of(Plan(Drafting, Stage("council", vote).Leading("reject", TargetKind.Stage, 3, "drafting")));

        report.ShouldBeSpotless();
        report.States.Should().BeLessThan(400, "a body of one mind is enough");
        Verified.Of(Plan(Drafting, Stage("council", vote).Leading("reject", TargetKind.Stage, null, "drafting"))).Finds("endless_return");
    }

    [Fact]
    public void Silence_that_counts_as_an_answer_is_a_way_on()
    {
        var answered = Verdict("deputy", Deputy).DueIn(5) with { Timeout = new TimeoutPlan(5, DateUnit.WorkingDays, "approve") };

        Verified.Of(Plan(Drafting, Stage("approval", answered).Leading("return", TargetKind.Stage, 2, "drafting").Leading("reject", TargetKind.Rejected))).ShouldBeSpotless();
    }
}
