using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>The deputy's verdict is due on 3 September and goes to the next role on 4 September 2025.</summary>
public sealed class Escalating
{
    [Theory]
    [InlineData(EscalationMode.Inform, new[] { Town.Deputy })]
    [InlineData(EscalationMode.Join, new[] { Town.Deputy, Town.Head })]
    [InlineData(EscalationMode.Replace, new[] { Town.Head })]
    public void The_next_role_is_told_joins_or_takes_over(EscalationMode mode, int[] assignees)
    {
        var run = Begun(Head, mode);

        var facts = run.Fall("deputy");

        facts.Take(2).Select(fact => fact.GetType()).Should().Equal(typeof(Effect.Overdue), typeof(Effect.Escalated));
        facts.OfType<Effect.Escalated>().Single().Recipients.Should().Equal(Town.Head);
        run.Item("deputy").Assignees.Should().Equal(assignees);
        foreach (var (person, slot) in new[] { (Town.Deputy, "deputy"), (Town.Head, "deputy") })
        {
            var answer = run.Answering(slot, person, "approve");
            if (assignees.Contains(person))
            {
                run.Ask(answer).Should().BeOfType<Decision.Accepted>();
            }
            else
            {
                run.Refuse(answer).Code.Should().Be("item_unknown");
            }
        }
    }

    [Fact]
    public void Taking_over_keeps_those_who_are_named_again()
    {
        var run = Begun(new PerformerRule.OneOf([Deputy, Head]), EscalationMode.Replace);

        run.Fall("deputy");

        run.Item("deputy").Assignees.Should().Equal(Town.Deputy, Town.Head);
    }

    [Theory]
    [InlineData(EscalationMode.Join)]
    [InlineData(EscalationMode.Replace)]
    public void When_nobody_new_is_found_the_item_stays_where_it_is(EscalationMode mode)
    {
        var run = Begun(Deputy, mode);

        var facts = run.Fall("deputy");

        facts.OfType<Effect.Escalated>().Single().Recipients.Should().BeEmpty();
        facts.Should().NotContain(fact => fact is Effect.ItemAssigned);
        run.Item("deputy").Assignees.Should().Equal(Town.Deputy);
    }

    [Fact]
    public void Steps_follow_each_other_up_the_ladder()
    {
        var slot = Verdict("deputy", Deputy).DueIn(2).Escalating(1, Head, EscalationMode.Join).Escalating(3, Methodologist, EscalationMode.Replace);
        var run = PathwayRun.Begun(Plan(Stage("approval", slot)));
        run.Fall("deputy");

        run.Fall("deputy");

        run.Now.Should().Be(Town.At("2025-09-08 09:00"));
        run.Item("deputy").Assignees.Should().Equal(Town.Methodologist);
        run.Facts.OfType<Effect.Escalated>().Select(escalated => escalated.Rung).Should().Equal(2, 3);
    }

    [Fact]
    public void Whoever_took_the_item_loses_it_when_others_join()
    {
        var run = Begun(Head, EscalationMode.Join);
        run.Let(new PathwayEvent.Claimed(run.Now, Town.Deputy, 1));

        run.Fall("deputy");

        run.Item("deputy").ClaimedBy.Should().BeNull();
        run.Answer("deputy", Town.Head, "approve");
    }

    [Fact]
    public void An_item_that_had_nobody_leaves_the_attention_list()
    {
        var run = Begun(Head, EscalationMode.Join, Town.Without(Roles.Deputy));
        run.State.Attention.Should().Be(AttentionReason.NoPerformer);

        run.Fall("deputy").Should().Contain(new Effect.AttentionCleared());

        run.State.Attention.Should().BeNull();
    }

    [Fact]
    public void Being_told_alone_leaves_it_in_the_attention_list()
    {
        var run = Begun(Head, EscalationMode.Inform, Town.Without(Roles.Deputy));

        run.Fall("deputy");

        run.State.Attention.Should().Be(AttentionReason.NoPerformer);
    }

    [Fact]
    public void It_never_goes_to_the_subject_himself()
    {
        var run = new PathwayRun(Plan(Stage("approval", Verdict("deputy", Deputy).DueIn(2).Escalating(1, Head, EscalationMode.Replace))));
        run.Start(subject: Town.Head);

        run.Fall("deputy");

        run.Item("deputy").Assignees.Should().Equal(Town.Deputy);
    }

    [Fact]
    public void After_a_downtime_no_escalation_is_left_out()
    {
        var slot = Verdict("deputy", Deputy).DueIn(2).Escalating(1, Head, EscalationMode.Join).Escalating(3, Methodologist, EscalationMode.Join);
        var run = PathwayRun.Begun(Plan(Stage("approval", slot)));
        run.Now = Town.At("2025-09-22 10:00");

        run.Fall("deputy");

        run.Item("deputy").Assignees.Should().Equal(Town.Deputy, Town.Head, Town.Methodologist);
        run.Item("deputy").NextRungAt.Should().BeNull();
    }

    private static PathwayRun Begun(PerformerRule to, EscalationMode mode, Roster? town = null) =>
        PathwayRun.Begun(Plan(Stage("approval", Verdict("deputy", Deputy).DueIn(2).Escalating(1, to, mode))), town);
}
