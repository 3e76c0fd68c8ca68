using FluentAssertions;
using Iom.Stack.Tests.Servers;
using Iom.Tests.Support;
using Iom.Workflows.Persistence;
using Iom.Workflows.Relay;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Iom.Stack.Tests.Delivery;

/// <summary>The hint that wakes other hosts.</summary>
public sealed class DeliveryHints
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_on_one_host_wakes_the_relay_of_another()
    {
        await using var database = await TestDatabase.OnPostgresAsync(Cancel);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        OutboxSignal here = new(), there = new();
        var running = Task.WhenAll(Hints(database, here).RunAsync(end.Token), Hints(database, there).RunAsync(end.Token));

        // Without a patience of its own the wait can only end by a hint.
        var woken = there.WaitAsync(Timeout.InfiniteTimeSpan, Cancel);
        await Installation.UntilAsync(
            () =>
            {
                // The other one may not listen yet: a hint may be lost, the next one comes.
                here.Committed();
                return Task.FromResult(woken.IsCompleted);
            },
            "the other host is woken",
            Cancel);

        await end.CancelAsync();
        await running;
        woken.IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public async Task A_host_that_cannot_reach_the_database_goes_on_trying_and_stops_when_asked()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var signal = new OutboxSignal();
        var running = new PostgresHints("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1", signal, NullLogger<PostgresHints>.Instance).RunAsync(end.Token);
        await Task.WhenAny(running, Task.Delay(1500, Cancel));
        running.IsCompleted.Should().BeFalse();

        await end.CancelAsync();
        await running.WaitAsync(Poll.Patience, Cancel);
        running.IsCompletedSuccessfully.Should().BeTrue();
    }

    private static PostgresHints Hints(TestDatabase database, OutboxSignal signal) =>
        new(database.ConnectionString, signal, NullLogger<PostgresHints>.Instance);
}
