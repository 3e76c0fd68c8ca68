using System.Data.Common;
using FluentAssertions;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence.Sql;
using Iom.Workflows.Tests.Conformance;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

public abstract class AtomicityConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    private static readonly Statement Poison = new("INSERT INTO no_such_table (a) VALUES (1)", []);
    private static readonly Statement BrokenRule = new("INSERT INTO settings (key, value) VALUES ('poison', $1)", [null]);

    [Fact]
    public async Task A_start_that_fails_at_any_statement_leaves_no_trace() =>
        await FailEverywhereAsync(() => House.Executor.StartAsync(new StartRequest(Town.Teacher, "panel", null, null, null), Cancel));

    [Fact]
    public async Task A_decision_that_fails_at_any_statement_leaves_no_trace()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        await FailEverywhereAsync(() => route.HandleAsync(
            now => new PathwayEvent.Answered(now, Town.Deputies[0], 1, "approve", "Хорошо", Forms.Filled(("remark", "Без замечаний")), null), Cancel));
        await route.ShouldBeWholeAsync(Cancel);
        (await route.StateAsync(Cancel)).Revisions.Should().Be(1);
    }

    [Fact]
    public async Task A_timer_that_fails_at_any_statement_leaves_no_trace()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        var item = await route.OpenAsync("decide", Cancel);
        Clock.Advance(TimeSpan.FromDays(28));
        await FailEverywhereAsync(() => route.HandleAsync(now => new PathwayEvent.TimerFell(now, item.Number, item.NextRung), Cancel));
        await route.ShouldBeWholeAsync(Cancel);
    }

    [Fact]
    public async Task What_is_cancelled_before_the_commit_writes_nothing()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        var before = await House.DumpAsync(Cancel);
        using var source = new CancellationTokenSource();
        House.Runner.OnWrite = statements =>
        {
            source.Cancel();
            return statements;
        };
        var late = () => route.AnswerAsync(1, Town.Deputies[0], "approve", source.Token);
        await late.Should().ThrowAsync<OperationCanceledException>();
        var never = () => route.AnswerAsync(1, Town.Deputies[0], "approve", source.Token);
        await never.Should().ThrowAsync<OperationCanceledException>();
        House.Runner.OnWrite = null;
        (await House.DumpAsync(Cancel)).Should().Be(before);
        (await route.AnswerAsync(1, Town.Deputies[0], "approve", Cancel)).ShouldBeDone();
    }

    /// <summary>Puts a bad statement before the first, between any two and behind the last; afterwards the same request succeeds.</summary>
    private async Task FailEverywhereAsync(Func<Task<ExecutionAnswer>> act)
    {
        var before = await House.DumpAsync(Cancel);
        foreach (var poison in new[] { Poison, BrokenRule })
        {
            var last = false;
            for (var place = 0; !last; place++)
            {
                House.Runner.OnWrite = statements =>
                {
                    last = place == statements.Count;
                    return [.. statements.Take(place), poison, .. statements.Skip(place)];
                };
                await act.Should().ThrowAsync<DbException>($"statement {place} is bad");
                House.Runner.OnWrite = null;
                (await House.DumpAsync(Cancel)).Should().Be(before, $"statement {place} was bad");
            }
        }

        (await act()).ShouldBeDone();
    }
}

public sealed class AtomicityOnSqlite() : AtomicityConformance(DatabaseProvider.Sqlite);

public sealed class AtomicityOnPostgres() : AtomicityConformance(DatabaseProvider.Postgres);
