using FluentAssertions;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

public abstract class SuspensionConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    [Fact]
    public async Task A_suspended_pathway_leaves_inboxes_and_timers_and_comes_back()
    {
        var route = await House.StartAsync(Town.Teacher, "panel", Cancel);
        var due = (await route.OpenAsync("head", Cancel)).DueOn;
        await DoneAsync(now => new PathwayEvent.Suspended(now, Town.Administrator, "декрет", new DateOnly(2025, 10, 1)));
        await using (var context = await House.ContextAsync(Cancel))
        {
            (await context.Assignees.CountAsync(Cancel)).Should().Be(0);
            (await context.Timers.CountAsync(Cancel)).Should().Be(0);
            (await context.WorkItems.Select(item => item.Status).Distinct().ToListAsync(Cancel)).Should().Equal("Suspended");
        }

        (await House.Executor.StartAsync(new StartRequest(Town.Teacher, "panel", null, null, null), Cancel)).ShouldBeRefused("already_running");
        await House.LiveUntilAsync(new DateOnly(2025, 9, 15), Cancel);
        (await route.StateAsync(Cancel)).Status.Should().Be(PathwayStatus.Suspended);

        await DoneAsync(now => new PathwayEvent.Resumed(now, Town.Administrator));
        (await route.OpenAsync("head", Cancel)).DueOn.Should().Be(due!.Value.AddDays(14), "ten working days were lost");
        await route.DoAsync("head", "approve", Cancel);
        await route.ShouldBeWholeAsync(Cancel);

        async Task DoneAsync(Func<DateTimeOffset, PathwayEvent> happened)
        {
            (await route.HandleAsync(happened, Cancel)).ShouldBeDone();
            await route.ShouldBeWholeAsync(Cancel);
        }
    }
}

public sealed class SuspensionOnSqlite() : SuspensionConformance(DatabaseProvider.Sqlite);

public sealed class SuspensionOnPostgres() : SuspensionConformance(DatabaseProvider.Postgres);
