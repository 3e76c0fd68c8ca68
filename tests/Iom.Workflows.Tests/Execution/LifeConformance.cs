using FluentAssertions;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

public abstract class LifeConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    [Fact]
    public async Task A_route_lives_two_academic_years_with_a_return_for_rework()
    {
        var route = await House.StartAsync(Town.Teacher, "base", Cancel);
        await route.DoAsync("self", "submit", Cancel);
        await route.DoAsync("draft", "submit", Cancel);
        await route.DoAsync("association_lead", "approve", Cancel);
        await route.DoAsync("methodologist", "return", Cancel);
        await route.ShouldBeWholeAsync(Cancel);
        (await route.StateAsync(Cancel)).Should().BeEquivalentTo(new { Stage = "drafting", Round = 2, PlannedYears = 2 });

        await route.DoAsync("draft", "submit", Cancel);
        await route.DoAsync("methodologist", "approve", Cancel);
        await route.DoAsync("association_lead", "approve", Cancel);
        await route.DoAsync("deputy", "approve", Cancel);
        await route.DoAsync("director", "return", Cancel);
        await route.DoAsync("draft", "submit", Cancel);
        await route.DoAsync("association_lead", "approve", Cancel);
        await route.DoAsync("methodologist", "approve", Cancel);
        await route.DoAsync("deputy", "approve", Cancel);
        await route.DoAsync("director", "approve", Cancel);
        (await route.StateAsync(Cancel)).Should().BeEquivalentTo(new { Stage = "implementation", Year = 1, Revisions = 1 });
        await route.ShouldBeWholeAsync(Cancel);

        await ImplementAsync(route, 2025);
        await route.DoAsync("revise", "submit", Cancel);
        await route.DoAsync("agree", "return", Cancel);
        await route.DoAsync("revise", "submit", Cancel);
        await route.DoAsync("agree", "approve", Cancel);
        (await route.StateAsync(Cancel)).Should().BeEquivalentTo(new { Stage = "implementation", Year = 2, AcademicYear = 2026, Revisions = 2 });
        await route.ShouldBeWholeAsync(Cancel);

        await ImplementAsync(route, 2026);
        await route.DoAsync("presentation", "submit", Cancel);
        (await route.StateAsync(Cancel)).Status.Should().Be(PathwayStatus.Completed);
        await route.ShouldBeWholeAsync(Cancel);
        await using var context = await House.ContextAsync(Cancel);
        (await context.Timers.CountAsync(Cancel)).Should().Be(0, "nothing falls any more");
        (await context.Assignees.CountAsync(Cancel)).Should().Be(0, "nothing stands in an inbox any more");
        (await context.DocumentRevisions.CountAsync(Cancel)).Should().Be(2);
        (await House.StartAsync(Town.Teacher, "base", Cancel)).Id.Should().NotBe(route.Id, "a new one may begin after the end");
    }

    [Fact]
    public async Task Every_kind_of_event_is_kept_and_replays()
    {
        var route = await House.StartAsync(Town.Teacher, "panel", Cancel);
        var deputy = await route.OpenAsync("deputy", Cancel);
        var lead = await route.OpenAsync("lead", Cancel);
        var (first, second) = (Town.Deputies[0], Town.Deputies[1]);
        await DoneAsync(now => new PathwayEvent.Claimed(now, first, deputy.Number));
        (await route.AnswerAsync(deputy.Number, second, "approve", Cancel)).ShouldBeRefused("claimed_by_other");
        await DoneAsync(now => new PathwayEvent.Released(now, first, deputy.Number));
        await DoneAsync(now => new PathwayEvent.Claimed(now, second, deputy.Number));
        await DoneAsync(now => new PathwayEvent.Delegated(now, second, deputy.Number, Town.Head, "в отпуске"));
        await DoneAsync(now => new PathwayEvent.Reassigned(now, Town.Administrator, lead.Number, Town.Methodologist, "уволилась"));
        await House.LiveUntilAsync(new DateOnly(2025, 9, 17), Cancel);
        await route.ShouldBeWholeAsync(Cancel);
        await DoneAsync(now => new PathwayEvent.Withdrawn(now, Town.Administrator, "переезд"));
        await route.ShouldBeWholeAsync(Cancel);

        var headless = await House.StartAsync(Town.TeacherWithoutHead, "panel", Cancel);
        (await headless.StateAsync(Cancel)).Attention.Should().Be(AttentionReason.NoPerformer);
        await House.Directory.AddAsync([new(Town.Newcomer, "head", Town.Headless)], [], Cancel);
        House.Rosters.Forget();
        (await headless.HandleAsync(now => new PathwayEvent.DirectoryChanged(now), Cancel)).ShouldBeDone();
        await headless.ShouldBeWholeAsync(Cancel);
        (await House.ReadAsync(context => context.History.Select(row => row.Kind).Distinct().ToListAsync(Cancel), Cancel)).Should().BeEquivalentTo(
            "started", "claimed", "released", "delegated", "reassigned", "timer_fell", "withdrawn", "directory_changed");

        async Task DoneAsync(Func<DateTimeOffset, PathwayEvent> happened)
        {
            (await route.HandleAsync(happened, Cancel)).ShouldBeDone();
            await route.ShouldBeWholeAsync(Cancel);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_refused_and_leaves_no_trace()
    {
        var before = await House.DumpAsync(Cancel);
        (await House.Executor.StartAsync(new StartRequest(9999, "base", null, null, null), Cancel)).ShouldBeRefused("educator_unknown");
        (await House.Executor.StartAsync(new StartRequest(Town.Teacher, "no_such", null, null, null), Cancel)).ShouldBeRefused("definition_unknown");
        (await House.Executor.StartAsync(new StartRequest(Town.Teacher, "base", null, 9, null), Cancel)).ShouldBeRefused("beyond_cap");
        (await new Route(House, Guid.CreateVersion7(Clock.GetUtcNow())).AnswerAsync(1, Town.Teacher, "submit", Cancel)).ShouldBeRefused("pathway_unknown");
        (await House.DumpAsync(Cancel)).Should().Be(before);
    }

    private async Task ImplementAsync(Route route, int academicYear)
    {
        await House.LiveUntilAsync(new DateOnly(academicYear, 12, 9), Cancel);
        (await route.StateAsync(Cancel)).Items.Should().OnlyContain(item => item.Status == ItemStatus.Scheduled);
        await House.LiveUntilAsync(new DateOnly(academicYear, 12, 10), Cancel);
        await route.DoAsync("report_half_1", "submit", Cancel);
        await House.LiveUntilAsync(new DateOnly(academicYear + 1, 5, 20), Cancel);
        await route.DoAsync("report_half_2", "submit", Cancel);
        await House.LiveUntilAsync(new DateOnly(academicYear + 1, 6, 25), Cancel);
        (await route.FactsAsync(Cancel)).OfType<Effect.Overdue>().Should().NotBeEmpty("nobody answered in time");
        await route.DoAsync("reflection", "submit", Cancel);
        await route.ShouldBeWholeAsync(Cancel);
    }
}

public sealed class LifeOnSqlite() : LifeConformance(DatabaseProvider.Sqlite);

public sealed class LifeOnPostgres() : LifeConformance(DatabaseProvider.Postgres);
