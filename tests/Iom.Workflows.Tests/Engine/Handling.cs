using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Taking, giving back, handing on and withdrawing; item 1 belongs to the deputy and the head.</summary>
public sealed class Handling
{
    private const int Item = 1;

    private readonly PathwayRun run = PathwayRun.Begun(Plan(
        Stage("approval", Verdict("either", new PerformerRule.OneOf([Deputy, Head])), Verdict("later", Head) with { Opens = On(1, 10) }),
        Stage("drafting", Form("draft"))));

    [Fact]
    public void Whoever_takes_an_item_has_it_alone_until_he_gives_it_back()
    {
        run.Let(Claim(Town.Deputy)).Should().Equal(new Effect.ItemClaimed(Item, Town.Deputy));

        run.Refuse(run.Answering("either", Town.Head, "approve")).Should().Match<Refusal>(
            why => why.Code == "claimed_by_other" && why.Kind == RefusalKind.Conflict && why.Sentence.Contains("Громова Е. С."));
        run.Refuse(Claim(Town.Head)).Code.Should().Be("claimed_by_other");
        run.Refuse(Release(Town.Head)).Code.Should().Be("claimed_by_other");
        run.Let(Release(Town.Deputy)).Should().Equal(new Effect.ItemReleased(Item));
        run.Answer("either", Town.Head, "approve");
    }

    [Fact]
    public void Nothing_can_be_given_back_that_nobody_took()
    {
        run.Refuse(Release(Town.Deputy)).Code.Should().Be("not_claimed");
        run.Refuse(Release(Town.Administrator)).Code.Should().Be("not_claimed");
        run.Refuse(Release(Town.Stranger)).Code.Should().Be("item_unknown");
    }

    [Fact]
    public void An_administrator_may_free_an_item()
    {
        run.Let(Claim(Town.Deputy));
        Allowed(Town.Administrator).Release.Should().BeTrue();

        run.Let(Release(Town.Administrator));

        run.Item("either").ClaimedBy.Should().BeNull();
    }

    [Theory]
    [InlineData(Town.Colleague)]
    [InlineData(Town.Administrator)]
    [InlineData(Town.Stranger)]
    [InlineData(99)]
    public void Nobody_else_can_take_or_hand_on_an_item(int by)
    {
        run.Refuse(Claim(by)).Code.Should().Be("item_unknown");
        run.Refuse(Delegate(by, Town.Colleague)).Code.Should().Be("item_unknown");
    }

    [Theory]
    [InlineData(Town.Colleague)]
    [InlineData(Town.Methodologist)]
    [InlineData(Town.Administrator)]
    public void An_assignee_hands_an_item_to_somebody_of_the_school_or_above_it(int to)
    {
        var assigned = run.Let(Delegate(Town.Deputy, to)).OfType<Effect.ItemAssigned>().Single();

        assigned.Should().BeEquivalentTo(new { Item, Assignees = new[] { to }, Cause = AssignmentCause.Delegated, Note = "Прошу посмотреть." });
        run.Refuse(run.Answering("either", Town.Deputy, "approve")).Code.Should().Be("item_unknown");
        run.Answer("either", to, "approve");
    }

    [Theory]
    [InlineData(Town.Stranger, "receiver_unknown")]
    [InlineData(99, "receiver_unknown")]
    [InlineData(0, "receiver_unknown")]
    [InlineData(Town.Teacher, "own_pathway")]
    public void An_item_goes_neither_outside_nor_to_the_subject(int to, string code)
    {
        run.Refuse(Delegate(Town.Deputy, to)).Code.Should().Be(code);
        run.Refuse(Reassign(Town.Administrator, to)).Code.Should().Be(code);
    }

    [Fact]
    public void What_the_educator_must_do_himself_cannot_be_handed_on()
    {
        var own = PathwayRun.Begun(DraftAndApproval());

        own.Refuse(new PathwayEvent.Delegated(own.Now, Town.Teacher, 1, Town.Colleague, null)).Code.Should().Be("delegation_not_offered");
        Permissions.Allowed(own.Plan, own.State, 1, Town.Teacher, own.Roster, own.Now).Delegate.Should().BeFalse();
    }

    [Fact]
    public void A_note_or_a_reason_is_no_place_for_a_novel()
    {
        var text = new string('я', 4001);

        run.Refuse(Delegate(Town.Deputy, Town.Colleague) with { Comment = text }).Code.Should().Be("comment_invalid");
        run.Refuse(Reassign(Town.Administrator, Town.Colleague) with { Reason = text }).Code.Should().Be("reason_invalid");
        run.Refuse(new PathwayEvent.Withdrawn(run.Now, Town.Administrator, "\0")).Code.Should().Be("reason_invalid");
    }

    [Fact]
    public void An_administrator_gives_an_item_to_somebody_with_a_reason()
    {
        run.Let(Claim(Town.Deputy));

        run.Let(Reassign(Town.Administrator, Town.Colleague));

        run.Item("either").Should().BeEquivalentTo(new { Assignees = new[] { Town.Colleague }, ClaimedBy = (int?)null });
        run.Refuse(Reassign(Town.Administrator, Town.Mentor) with { Reason = " " }).Code.Should().Be("reason_required");
    }

    [Theory]
    [InlineData(Town.Deputy, "not_allowed")]
    [InlineData(Town.Colleague, "item_unknown")]
    [InlineData(Town.Stranger, "item_unknown")]
    public void Nobody_else_gives_items_away(int by, string code) => run.Refuse(Reassign(by, Town.Mentor)).Code.Should().Be(code);

    [Theory]
    [InlineData(0, "item_unknown")]
    [InlineData(99, "item_unknown")]
    [InlineData(2, "item_not_open_yet")]
    public void Only_an_open_item_can_be_given_away(int item, string code) =>
        run.Refuse(Reassign(Town.Administrator, Town.Colleague) with { Item = item }).Code.Should().Be(code);

    [Fact]
    public void A_closed_item_can_neither_be_taken_nor_handed_on()
    {
        run.Answer("either", Town.Deputy, "approve");

        run.Refuse(Claim(Town.Deputy)).Code.Should().Be("item_closed");
        run.Refuse(Release(Town.Deputy)).Code.Should().Be("item_closed");
        run.Refuse(Delegate(Town.Deputy, Town.Colleague)).Code.Should().Be("item_closed");
        run.Refuse(Reassign(Town.Administrator, Town.Colleague)).Code.Should().Be("item_closed");
    }

    [Fact]
    public void An_administrator_withdraws_a_pathway_with_a_reason()
    {
        var withdrawn = new PathwayEvent.Withdrawn(run.Now, Town.Administrator, "Педагог уволился.");
        run.Refuse(withdrawn with { Reason = null }).Code.Should().Be("reason_required");

        run.Let(withdrawn).Should().Equal(
            new Effect.ItemCancelled(1), new Effect.ItemCancelled(2), new Effect.PathwayEnded(PathwayStatus.Withdrawn, "Педагог уволился."));

        run.Refuse(withdrawn).Code.Should().Be("pathway_ended");
    }

    [Theory]
    [InlineData(Town.Teacher, "not_allowed")]
    [InlineData(Town.Head, "not_allowed")]
    [InlineData(Town.Stranger, "pathway_unknown")]
    [InlineData(99, "pathway_unknown")]
    public void Nobody_else_withdraws_a_pathway(int by, string code) =>
        run.Refuse(new PathwayEvent.Withdrawn(run.Now, by, "Просто так.")).Code.Should().Be(code);

    [Fact]
    public void The_buttons_are_those_of_the_rule()
    {
        Allowed(Town.Deputy).Should().BeEquivalentTo(new { Claim = true, Release = false, Delegate = true, Reassign = false });
        Allowed(Town.Deputy).Outcomes.Select(offer => offer.Outcome.Key).Should().Equal("approve", "return", "reject");
        Allowed(Town.Administrator).Should().BeEquivalentTo(new { Outcomes = Array.Empty<OfferedOutcome>(), Claim = false, Release = false, Delegate = false, Reassign = true });
        Allowed(Town.Stranger).Should().BeEquivalentTo(AllowedActions.None);
        Permissions.Allowed(run.Plan, run.State, 2, Town.Head, run.Roster, run.Now).Should().BeSameAs(AllowedActions.None, "item 2 is only planned");
    }

    [Fact]
    public void Who_may_see_a_pathway_is_whoever_has_a_right_or_an_open_item()
    {
        bool Sees(int person) => Permissions.MaySee(run.State, person, run.Roster, run.Now);
        foreach (var person in new[] { Town.Teacher, Town.Lead, Town.Deputy, Town.Head, Town.Methodologist, Town.Administrator, Town.Mentor, Town.Coordinator })
        {
            Sees(person).Should().BeTrue();
        }

        Sees(Town.Stranger).Should().BeFalse();
        Sees(Town.Colleague).Should().BeFalse();
        run.Let(Delegate(Town.Deputy, Town.Colleague));
        Sees(Town.Colleague).Should().BeTrue();
        run.Answer("either", Town.Colleague, "approve");
        Sees(Town.Colleague).Should().BeFalse();
    }

    private AllowedActions Allowed(int person) => Permissions.Allowed(run.Plan, run.State, Item, person, run.Roster, run.Now);

    private PathwayEvent.Claimed Claim(int by) => new(run.Now, by, Item);

    private PathwayEvent.Released Release(int by) => new(run.Now, by, Item);

    private PathwayEvent.Delegated Delegate(int by, int to) => new(run.Now, by, Item, to, "Прошу посмотреть.");

    private PathwayEvent.Reassigned Reassign(int by, int to) => new(run.Now, by, Item, to, "Длительный отпуск.");
}
