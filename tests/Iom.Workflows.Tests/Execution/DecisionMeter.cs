using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FluentAssertions;
using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Conformance;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

/// <summary>The latency of decisions is measured, by what became of them.</summary>
public sealed class DecisionMeter() : ConformanceTest(DatabaseProvider.Sqlite)
{
    [Fact]
    public async Task Every_decision_is_measured_with_its_outcome()
    {
        var seen = new ConcurrentBag<(string Operation, string Outcome, double Seconds)>();
        var own = new AsyncLocal<bool> { Value = true };
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument is { Meter.Name: ExecutionMeter.Name, Name: ExecutionMeter.DecisionDuration })
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            // Other tests run at the same time in this process; only what this one caused counts.
            if (own.Value)
            {
                seen.Add(((string)tags[0].Value!, (string)tags[1].Value!, seconds));
            }
        });
        listener.Start();

        House.Runner.OnWrite = statements =>
        {
            Clock.Advance(TimeSpan.FromSeconds(2));
            return statements;
        };
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        (await route.AnswerAsync(1, Town.Teacher + 5, "approve", Cancel)).Should().BeOfType<ExecutionAnswer.Refused>();
        (await route.AnswerAsync(1, Town.Deputies[0], "approve", Cancel)).ShouldBeDone();

        seen.Should().BeEquivalentTo([("start", "done", 2d), ("handle", "refused", 0d), ("handle", "done", 2d)], "the commit is what takes time here");
    }
}
