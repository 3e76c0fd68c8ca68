using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>The votes of lead, deputy, head and methodologist make one result.</summary>
public sealed class Voting
{
    private static readonly Dictionary<char, int> People = new() { ['l'] = Town.Lead, ['d'] = Town.Deputy, ['h'] = Town.Head, ['m'] = Town.Methodologist };

    /// <param name="votes">In this order: + for, - against, 0 abstains.</param>
    /// <param name="tie">What a tie makes.</param>
    /// <param name="ofMembers">The majority is counted of all members.</param>
    /// <param name="result">adopt, reject, or waiting.</param>
    [Theory]
    [InlineData("l+ d+", TieRule.Reject, false, "waiting")]
    [InlineData("l+ d+ h+", TieRule.Reject, false, "adopt")]
    [InlineData("l- d- h-", TieRule.Reject, false, "reject")]
    [InlineData("l+ d- h0", TieRule.Adopt, false, "waiting")]
    [InlineData("l+ d- h0", TieRule.Reject, false, "reject")]
    [InlineData("l+ d- h0 m0", TieRule.Adopt, false, "adopt")]
    [InlineData("l+ d+ h- m-", TieRule.Adopt, false, "adopt")]
    [InlineData("l+ d+ h- m-", TieRule.Reject, false, "reject")]
    [InlineData("l+ d+ h- m0", TieRule.Reject, true, "reject")]
    [InlineData("l+ d0 h0 m0", TieRule.Adopt, false, "reject")]
    public void Votes_are_counted_as_soon_as_nothing_can_change(string votes, TieRule tie, bool ofMembers, string result)
    {
        var run = PathwayRun.Begun(Council(new VotePlan(Enough.Majority, Enough.Majority, ofMembers, tie)));

        Cast(run, votes);

        (run.Facts.OfType<Effect.VoteCounted>().SingleOrDefault()?.Outcome ?? "waiting").Should().Be(result);
        run.State.Items.Any(item => item is { Slot: "council", Status: ItemStatus.Open }).Should().Be(result == "waiting");
    }

    [Fact]
    public void On_the_last_day_those_who_voted_decide_if_they_are_a_quorum()
    {
        var run = PathwayRun.Begun(Council(new VotePlan(new Enough(EnoughKind.Number, 2), Enough.Majority)));
        Cast(run, "l+ d+");

        FallToTheEnd(run);

        run.Facts.OfType<Effect.VoteCounted>().Single().Should().BeEquivalentTo(new Effect.VoteCounted("council", new VoteTally(4, 2, 0, 0, true), "adopt"));
        run.Facts.OfType<Effect.Overdue>().Should().BeEmpty();
    }

    [Fact]
    public void Without_a_quorum_the_vote_is_repeated_three_times_and_then_rejected()
    {
        var run = PathwayRun.Begun(Council(new VotePlan(Enough.Majority, Enough.Majority, RepeatsWithoutQuorum: true)));

        for (var ballot = 0; ballot < 3; ballot++)
        {
            FallToTheEnd(run);
        }

        run.Facts.OfType<Effect.VoteCounted>().Select(vote => vote.Outcome).Should().Equal("no_quorum", "no_quorum", "reject");
        run.State.Status.Should().Be(PathwayStatus.Rejected);
    }

    [Fact]
    public void One_person_has_one_vote_even_where_he_covers_another()
    {
        var run = PathwayRun.Begun(Council(new VotePlan(Enough.Majority, Enough.Majority)), Town.Covered(Town.Deputy, Town.Lead));
        var twice = Vote(run, Town.Lead, "for") with { By = Town.Lead, Item = run.State.Items.Single(item => item.Assignees[0] == Town.Deputy).Number };
        run.Let(Vote(run, Town.Lead, "for"));

        run.Refuse(twice).Code.Should().Be("voted_already");
    }

    [Fact]
    public void A_vote_is_not_handed_on_but_a_member_may_be_replaced()
    {
        var run = PathwayRun.Begun(Council(new VotePlan(Enough.Majority, Enough.Majority)));
        var item = run.State.Items.Single(item => item.Assignees[0] == Town.Head).Number;
        run.Refuse(new PathwayEvent.Delegated(run.Now, Town.Head, item, Town.Colleague, null)).Code.Should().Be("vote_is_personal");
        run.Refuse(new PathwayEvent.Reassigned(run.Now, Town.Administrator, item, Town.Deputy, "Отпуск.")).Code.Should().Be("votes_already");

        run.Let(new PathwayEvent.Reassigned(run.Now, Town.Administrator, item, Town.Colleague, "Отпуск."));

        run.Let(new PathwayEvent.Answered(run.Now, Town.Colleague, item, "for", null, Documents.PathwayDocument.Empty.Fields));
    }

    [Fact]
    public void The_subject_does_not_vote_on_himself()
    {
        var run = new PathwayRun(Council(new VotePlan(Enough.Majority, Enough.Majority)));
        run.Start(subject: Town.Lead);

        run.State.Items.SelectMany(item => item.Assignees).Should().NotContain(Town.Lead);
    }

    [Fact]
    public void A_chair_decides_a_tie()
    {
        var body = new PerformerRule.Body("council");
        var town = Town.With(
            new Assignment(Town.Deputy, "secretary:council", Town.School), new Assignment(Town.Head, "secretary:council", Town.School),
            new Assignment(Town.Head, "chair:council", Town.School));
        var run = PathwayRun.Begun(Council(new VotePlan(Enough.Majority, Enough.Majority, Tie: TieRule.Chair), body), town);

        Cast(run, "h+ d-");

        run.Facts.OfType<Effect.VoteCounted>().Single().Outcome.Should().Be("adopt");
    }

    private static ProcessPlan Council(VotePlan vote, PerformerRule? members = null) => Plan(Stage("sitting", new SlotPlan
    {
        Key = "council",
        Title = "Совет",
        Kind = SlotKind.Vote,
        Performer = new PerformerPlan(members ?? new PerformerRule.OneOf([Lead, Deputy, Head, Methodologist]), []),
        Outcomes = VotePlan.Votes,
        Each = new EachPlan.People(),
        Vote = vote,
    }.DueIn(5)).Leading("reject", TargetKind.Rejected), Stage("after", Form("later")));

    private static void Cast(PathwayRun run, string votes)
    {
        foreach (var vote in votes.Split(' '))
        {
            run.Let(Vote(run, People[vote[0]], vote[1] == '+' ? "for" : vote[1] == '-' ? "against" : "abstain"));
        }
    }

    private static PathwayEvent.Answered Vote(PathwayRun run, int person, string how) => new(
        run.Now, person, run.State.Items.Single(item => item.Slot == "council" && item.Assignees[0] == person).Number, how, null, Documents.PathwayDocument.Empty.Fields);

    private static void FallToTheEnd(PathwayRun run)
    {
        var counted = run.Facts.OfType<Effect.VoteCounted>().Count();
        while (run.Facts.OfType<Effect.VoteCounted>().Count() == counted)
        {
            run.Fall("council");
        }
    }
}
