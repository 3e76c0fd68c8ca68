using FluentAssertions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Tests.Conformance;
using Xunit;

namespace Iom.Workflows.Tests.Reminders;

public abstract class AttentionConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    private static readonly TimeSpan UntilReadAgain = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task When_somebody_is_found_the_item_has_an_assignee_and_the_pathway_leaves_the_attention_list()
    {
        var route = await House.StartAsync(Town.TeacherWithoutHead, "panel", Cancel);
        (await route.StateAsync(Cancel)).Attention.Should().Be(AttentionReason.NoPerformer);
        (await House.Attention.RunOnceAsync(Cancel)).Should().Be(0, "nobody has come");

        await AnotherHost().Directory.AddAsync([new Assignment(Town.Newcomer, Roles.Head, Town.Headless)], [], Cancel);
        Clock.Advance(UntilReadAgain);
        (await House.Attention.RunOnceAsync(Cancel)).Should().Be(1);
        (await route.StateAsync(Cancel)).Attention.Should().BeNull();
        (await route.OpenAsync("head", Cancel)).Assignees.Should().Equal(Town.Newcomer);
        await route.ShouldBeWholeAsync(Cancel);
        (await House.Attention.RunOnceAsync(Cancel)).Should().Be(0);
    }

    [Fact]
    public async Task Somebody_whose_role_begins_later_is_found_on_that_day()
    {
        await House.Directory.AddAsync([new Assignment(Town.Newcomer, Roles.Head, Town.Headless, From: new DateOnly(2025, 9, 3))], [], Cancel);
        Clock.Advance(UntilReadAgain);
        var route = await House.StartAsync(Town.TeacherWithoutHead, "panel", Cancel);
        (await House.Attention.RunOnceAsync(Cancel)).Should().Be(0);
        Clock.Advance(TimeSpan.FromDays(2));
        (await House.Attention.RunOnceAsync(Cancel)).Should().Be(1);
        (await route.OpenAsync("head", Cancel)).Assignees.Should().Equal(Town.Newcomer);
    }

    [Fact]
    public async Task A_pathway_at_its_cap_finds_its_performer_too()
    {
        var route = await House.StartAsync(Town.TeacherWithoutHead, "panel", Cancel);
        await House.LiveUntilAsync(new DateOnly(2028, 9, 4), Cancel);
        (await route.StateAsync(Cancel)).Attention.Should().Be(AttentionReason.CapReached);
        var before = (await route.StateAsync(Cancel)).Items.Single(item => item.Slot == "head").Assignees;
        before.Should().Equal([Town.Coordinator], "the escalation brought him in");

        var late = await House.StartAsync(Town.TeacherWithoutHead + 1, "panel", Cancel);
        await House.TamperAsync("UPDATE pathways SET attention = $2 WHERE id = $1", late.Id, nameof(AttentionReason.CapReached));
        await House.Directory.AddAsync([new Assignment(Town.Newcomer, Roles.Head, Town.Headless)], [], Cancel);
        Clock.Advance(UntilReadAgain);
        (await House.Attention.RunOnceAsync(Cancel)).Should().Be(1);
        (await late.OpenAsync("head", Cancel)).Assignees.Should().Equal(Town.Newcomer);
    }

    [Fact]
    public async Task A_pathway_that_cannot_be_moved_does_not_hold_up_the_others_and_is_asked_again()
    {
        var bad = await House.StartAsync(Town.TeacherWithoutHead, "panel", Cancel);
        var good = await House.StartAsync(Town.TeacherWithoutHead + 1, "panel", Cancel);
        await House.TamperAsync("UPDATE pathways SET definition_version = 99 WHERE id = $1", bad.Id);
        await House.Directory.AddAsync([new Assignment(Town.Newcomer, Roles.Head, Town.Headless)], [], Cancel);
        Clock.Advance(UntilReadAgain);
        (await House.Attention.RunOnceAsync(Cancel)).Should().Be(1);
        (await good.StateAsync(Cancel)).Attention.Should().BeNull();

        await House.TamperAsync("UPDATE pathways SET definition_version = 1 WHERE id = $1", bad.Id);
        (await House.Attention.RunOnceAsync(Cancel)).Should().Be(1);
        (await bad.StateAsync(Cancel)).Attention.Should().BeNull();
    }
}

public sealed class AttentionOnSqlite() : AttentionConformance(DatabaseProvider.Sqlite);

public sealed class AttentionOnPostgres() : AttentionConformance(DatabaseProvider.Postgres);
