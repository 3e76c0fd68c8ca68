using System.Diagnostics;
using System.Runtime;
using FluentAssertions;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Conformance;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

/// <summary>Runs while nothing else does: what it counts is counted for the whole process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>What a decision costs, in numbers that do not depend on the machine (docs/performance.md).</summary>
[Collection(nameof(Alone))]
public sealed class DecisionCost() : ConformanceTest(DatabaseProvider.Postgres)
{
    private const int Decisions = 100;
    private const int MostStatements = 16;
    private const int MostRounds = 60;
    private const int MostBytes = 60 * 1024;

    [Fact]
    public async Task A_decision_is_one_reading_and_one_transaction_each_of_one_round_trip()
    {
        await AnswerAsync(Decisions);
        var (writes, statements) = (0, 0);
        House.Runner.OnWrite = batch =>
        {
            writes++;
            statements += batch.Count;
            return batch;
        };
        var trips = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => heard.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => Interlocked.Increment(ref trips),
        };
        ActivitySource.AddActivityListener(listener);
        await AnswerAsync(Decisions, () => (writes, statements, trips) = (0, 0, 0), () =>
        {
            (writes, trips).Should().Be((1, 2));
            statements.Should().BeLessThanOrEqualTo(MostStatements, "route, the item answered, the item opened, their assignees and timers, history, outbox");
        });
    }

    [Fact]
    public async Task In_steady_state_a_decision_compiles_no_method_and_allocates_at_most_sixty_kilobytes()
    {
        // Methods are compiled anew while they get warm; what matters is that this comes to an end.
        var compiled = long.MaxValue;
        var bytes = long.MaxValue;
        for (var round = 0; round < MostRounds && compiled > 0; round++)
        {
            (compiled, bytes) = (0, 0);
            var (methods, allocated) = (0L, 0L);
            await AnswerAsync(
                Decisions,
                () => (methods, allocated) = (JitInfo.GetCompiledMethodCount(), GC.GetTotalAllocatedBytes(precise: true)),
                () =>
                {
                    bytes += GC.GetTotalAllocatedBytes(precise: true) - allocated;
                    compiled += JitInfo.GetCompiledMethodCount() - methods;
                });
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes / Decisions} bytes per decision");
        compiled.Should().Be(0, "of {0} decisions in a row none made the runtime compile anything", Decisions);
        (bytes / Decisions).Should().BeLessThan(MostBytes);
    }

    /// <summary>Begins a route with one step and answers it, again and again; only the answer is watched.</summary>
    private async Task AnswerAsync(int times, Action? before = null, Action? after = null)
    {
        for (var i = 0; i < times; i++)
        {
            var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
            before?.Invoke();
            var answer = await route.AnswerAsync(1, Town.Deputies[0], "approve", Cancel, operation: new Operation($"cost-{i}", "same"));
            after?.Invoke();
            answer.ShouldBeDone();
            (await route.HandleAsync(now => new PathwayEvent.Withdrawn(now, Town.Administrator, "Проверка"), Cancel)).ShouldBeDone();
        }
    }
}
