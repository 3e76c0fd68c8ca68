using FluentAssertions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Open items without anybody, and the directory that changes.</summary>
public sealed class NobodyThere
{
    private readonly PathwayRun run = PathwayRun.Begun(
        Plan(Stage("consent", Verdict("deputy", Deputy), Verdict("head", Head), Verdict("lead", Lead))), Town.Without(Roles.Deputy, Roles.Head));

    private PathwayEvent.DirectoryChanged Changed => new(run.Now);

    [Fact]
    public void When_somebody_takes_the_role_the_item_is_his_and_nobody_need_look_any_more()
    {
        run.Roster = Town.Everybody;

        run.Let(Changed).Select(fact => fact.GetType()).Should().Equal(
            typeof(Effect.ItemAssigned), typeof(Effect.ItemAssigned), typeof(Effect.AttentionCleared));

        run.Item("deputy").Assignees.Should().Equal(Town.Deputy);
        run.Item("lead").Assignees.Should().Equal(Town.Lead);
        run.Answer("head", Town.Head, "approve");
    }

    [Fact]
    public void As_long_as_one_item_has_nobody_somebody_must_look()
    {
        run.Roster = Town.Without(Roles.Head);

        run.Let(Changed).Should().ContainSingle().Which.Should().BeOfType<Effect.ItemAssigned>();

        run.State.Attention.Should().Be(AttentionReason.NoPerformer);
    }

    [Fact]
    public void A_change_that_helps_nobody_changes_nothing()
    {
        run.Refuse(Changed).Code.Should().Be("nothing_changed");
        run.Roster = Town.Without(Roles.Deputy, Roles.Head, Roles.AssociationLead);
        run.Refuse(Changed).Code.Should().Be("nothing_changed");
        run.Item("lead").Assignees.Should().Equal([Town.Lead], "who was asked stays asked");
    }

    [Fact]
    public void Giving_the_last_such_item_to_somebody_clears_the_list()
    {
        PathwayEvent.Reassigned Give(string slot) => new(run.Now, Town.Administrator, run.Item(slot).Number, Town.Colleague, "Должность свободна.");
        run.Let(Give("deputy")).Should().ContainSingle();

        run.Let(Give("head")).Should().HaveCount(2).And.Contain(new Effect.AttentionCleared());

        run.State.Attention.Should().BeNull();
    }

    [Fact]
    public void A_decided_stage_needs_nobody_any_more()
    {
        run.Answer("lead", Town.Lead, "reject").Should().Contain(new Effect.AttentionCleared());

        run.State.Should().BeEquivalentTo(new { Status = PathwayStatus.Completed, Attention = (AttentionReason?)null });
    }

    [Fact]
    public void The_cap_stays_on_the_list_even_when_somebody_is_found()
    {
        run.Now = Town.At("2028-08-02 09:00");
        run.Let(new PathwayEvent.TimerFell(run.Now, 0, 1));
        run.Now = Town.At("2028-09-01 09:00");
        run.Let(new PathwayEvent.TimerFell(run.Now, 0, 2));
        run.Roster = Town.Everybody;

        run.Let(Changed);

        run.State.Attention.Should().Be(AttentionReason.CapReached);
    }
}
