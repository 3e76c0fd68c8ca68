using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>How the answers of lead, deputy and head make one outcome of the stage "consent".</summary>
public sealed class StagePolicies
{
    private static readonly Dictionary<char, (string Slot, int Person)> Voices = new()
    {
        ['l'] = ("lead", Town.Lead),
        ['d'] = ("deputy", Town.Deputy),
        ['h'] = ("head", Town.Head),
    };

    /// <param name="kind">The policy.</param>
    /// <param name="count">For m of n.</param>
    /// <param name="negative">When a negative answer counts.</param>
    /// <param name="answers">In this order: l, d, h; + approves, - returns.</param>
    /// <param name="outcome">What they make: <c>done</c>, <c>returned</c>, or <c>waiting</c>.</param>
    [Theory]
    [InlineData(PolicyKind.All, 0, NegativeRule.AtOnce, "l+ d+", "waiting")]
    [InlineData(PolicyKind.All, 0, NegativeRule.AtOnce, "h+ d+ l+", "done")]
    [InlineData(PolicyKind.All, 0, NegativeRule.AtOnce, "l+ d-", "returned")]
    [InlineData(PolicyKind.All, 0, NegativeRule.AtOnce, "h-", "returned")]
    [InlineData(PolicyKind.All, 0, NegativeRule.WhenAllAnswered, "h-", "waiting")]
    [InlineData(PolicyKind.All, 0, NegativeRule.WhenAllAnswered, "h- l+", "waiting")]
    [InlineData(PolicyKind.All, 0, NegativeRule.WhenAllAnswered, "h- l+ d+", "returned")]
    [InlineData(PolicyKind.All, 0, NegativeRule.WhenAllAnswered, "h- l- d-", "returned")]
    [InlineData(PolicyKind.Any, 0, NegativeRule.AtOnce, "d+", "done")]
    [InlineData(PolicyKind.Any, 0, NegativeRule.AtOnce, "d-", "returned")]
    [InlineData(PolicyKind.AtLeast, 2, NegativeRule.AtOnce, "d+", "waiting")]
    [InlineData(PolicyKind.AtLeast, 2, NegativeRule.AtOnce, "d+ h+", "done")]
    [InlineData(PolicyKind.AtLeast, 2, NegativeRule.AtOnce, "d+ l-", "waiting")]
    [InlineData(PolicyKind.AtLeast, 2, NegativeRule.AtOnce, "d+ l- h+", "done")]
    [InlineData(PolicyKind.AtLeast, 2, NegativeRule.AtOnce, "d- l-", "returned")]
    [InlineData(PolicyKind.AtLeast, 2, NegativeRule.WhenAllAnswered, "d- l-", "waiting")]
    [InlineData(PolicyKind.AtLeast, 2, NegativeRule.WhenAllAnswered, "d- l- h+", "returned")]
    [InlineData(PolicyKind.AtLeast, 3, NegativeRule.AtOnce, "d-", "returned")]
    [InlineData(PolicyKind.AtLeast, 9, NegativeRule.AtOnce, "d+ l+ h+", "done")]
    [InlineData(PolicyKind.InOrder, 0, NegativeRule.AtOnce, "l+ d+", "waiting")]
    [InlineData(PolicyKind.InOrder, 0, NegativeRule.AtOnce, "l+ d+ h+", "done")]
    [InlineData(PolicyKind.InOrder, 0, NegativeRule.AtOnce, "l+ d-", "returned")]
    [InlineData(PolicyKind.InOrder, 0, NegativeRule.WhenAllAnswered, "l- d+", "waiting")]
    [InlineData(PolicyKind.InOrder, 0, NegativeRule.WhenAllAnswered, "l- d+ h+", "returned")]
    public void Answers_make_one_outcome(PolicyKind kind, int count, NegativeRule negative, string answers, string outcome)
    {
        var run = AtConsent(new StagePolicy(kind, count, negative));

        Answer(run, answers);

        var now = run.State.Status == PathwayStatus.Completed ? "done" : run.State.Stage == "drafting" ? "returned" : "waiting";
        now.Should().Be(outcome);
        run.Facts.OfType<Effect.StageLeft>().Count(left => left.Stage == "consent").Should().Be(outcome == "waiting" ? 0 : 1);
    }

    [Theory]
    [InlineData(PolicyKind.Any, "d+", 2)]
    [InlineData(PolicyKind.AtLeast, "d+ h+", 1)]
    [InlineData(PolicyKind.All, "d-", 2)]
    public void What_is_still_open_when_the_stage_is_decided_is_withdrawn(PolicyKind kind, string answers, int withdrawn)
    {
        var run = AtConsent(new StagePolicy(kind, 2));
        var late = run.Answering("lead", Town.Lead, "approve");

        Answer(run, answers);

        run.Facts.OfType<Effect.ItemCancelled>().Should().HaveCount(withdrawn);
        run.Refuse(late).Code.Should().Be("item_closed");
    }

    [Fact]
    public void In_order_the_next_is_asked_only_after_the_one_before_has_answered()
    {
        var run = AtConsent(StagePolicy.InOrder);
        run.State.Items.Select(item => item.Slot).Should().Equal("lead");

        run.Answer("lead", Town.Lead, "approve");
        run.State.Items.Select(item => (item.Slot, item.Status)).Should().Equal(("lead", ItemStatus.Answered), ("deputy", ItemStatus.Open));
        run.Answer("deputy", Town.Deputy, "approve");

        run.State.Items.Select(item => item.Slot).Should().Equal("lead", "deputy", "head");
    }

    [Theory]
    [InlineData("lead", "d+ h+")]
    [InlineData("deputy", "l+ h+")]
    [InlineData("head", "l+ d+")]
    public void In_order_a_slot_that_is_left_out_is_passed_over(string missing, string answers)
    {
        var run = AtConsent(StagePolicy.InOrder, missing);

        Answer(run, answers);

        run.State.Status.Should().Be(PathwayStatus.Completed);
        run.Facts.OfType<Effect.SlotSkipped>().Should().Equal(new Effect.SlotSkipped(missing, NoPerformer: true));
    }

    [Fact]
    public void In_order_the_last_two_may_both_be_left_out()
    {
        var run = AtConsent(StagePolicy.InOrder, "deputy", "head");

        run.Answer("lead", Town.Lead, "approve");

        run.State.Status.Should().Be(PathwayStatus.Completed);
    }

    [Theory]
    [InlineData(PolicyKind.All, "d+ h+")]
    [InlineData(PolicyKind.AtLeast, "d+ h+")]
    [InlineData(PolicyKind.Any, "h+")]
    public void A_slot_that_is_left_out_is_not_waited_for(PolicyKind kind, string answers)
    {
        var run = AtConsent(new StagePolicy(kind, 3), "lead");

        Answer(run, answers);

        run.State.Status.Should().Be(PathwayStatus.Completed);
    }

    [Fact]
    public void Two_different_positive_answers_lead_where_the_last_slot_of_the_stage_says()
    {
        var remarks = new OutcomePlan("approve_with_remarks", "Согласовать с замечаниями", OutcomeSense.Positive);
        var plan = Plan(
            Stage("consent", Verdict("lead", Lead) with { Outcomes = [Approve, remarks] }, Verdict("deputy", Deputy) with { Outcomes = [Approve, remarks] })
                .Leading(remarks.Key, TargetKind.Stage, null, "remarks"),
            Stage("done", Form("done")).Leading("submit", TargetKind.End),
            Stage("remarks", Form("remarks")));
        var run = PathwayRun.Begun(plan);
        run.Answer("deputy", Town.Deputy, remarks.Key);

        run.Answer("lead", Town.Lead, "approve");

        run.State.Stage.Should().Be("remarks");
    }

    private static PathwayRun AtConsent(StagePolicy policy, params string[] leftOut)
    {
        var plan = Consent(policy);
        var consent = plan.Stage("consent");
        var nobody = new PerformerRule.RoleHolder("nobody");
        consent = consent with
        {
            Slots = [.. consent.Slots.Select(slot => leftOut.Contains(slot.Key) ? slot.By(nobody, new Fallback.Skip()) : slot)],
        };
        var run = PathwayRun.Begun(plan with { Stages = [plan.Stages[0], consent] });
        run.Submit("draft");
        return run;
    }

    private static void Answer(PathwayRun run, string answers)
    {
        foreach (var answer in answers.Split(' '))
        {
            var (slot, person) = Voices[answer[0]];
            run.Answer(slot, person, answer[1] == '+' ? "approve" : "return");
        }
    }
}
