using FluentAssertions;
using Iom.Stack.Tests.Checker;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;
using Xunit;

namespace Iom.Stack.Tests.Faults;

/// <summary>A morning on which reminders fall, on hosts that die over them or whose clocks do not agree.</summary>
[Collection(nameof(PrivateServers))]
public sealed class Mornings(PrivateServers servers)
{
    private const int Answers = 120;

    [Fact]
    public async Task Clocks_that_are_an_hour_apart_send_no_reminder_twice_and_lose_none()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var seed = Chance.Seed();
        var ledger = new Ledger();
        await using var hosts = await HostGroup.StartAsync(servers, cancellation, start: false);
        var morning = Morning(TimeProvider.System.GetUtcNow());
        foreach (var (host, hours) in hosts.Hosts.Zip([0, 1, -1]))
        {
            await hosts.SetClockAsync(morning + TimeSpan.FromHours(hours), cancellation);
            await host.StartAsync(cancellation);
        }

        await hosts.SetClockAsync(morning, cancellation);
        await using (var load = await Load.StartAsync(hosts, ledger, seed, cancellation))
        {
            await load.GoOnAsync(Answers, cancellation);
        }

        await Reckoning.HoldAsync(hosts, ledger, received: null, cancellation);
        (await FallenAsync(hosts, cancellation)).Should().BePositive("it is a morning on which something falls");
    }

    [Fact]
    public async Task A_host_that_dies_while_a_reminder_falls_leaves_it_to_another()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var hosts = await HostGroup.StartAsync(servers, cancellation, start: false);
        await hosts.SetClockAsync(Morning(TimeProvider.System.GetUtcNow()), cancellation);
        await using (var gate = await Gate.WhileFallingAsync(hosts, cancellation))
        {
            await hosts.Hosts[0].StartAsync(cancellation);
            var victim = await gate.ReachedAsync(cancellation);
            await victim.KillAsync();
            await hosts.CutAsync(victim, cancellation);
            await gate.OpenAsync();
        }

        await hosts.Hosts[1].StartAsync(cancellation);
        await Reckoning.HoldAsync(hosts, new Ledger(), received: null, cancellation);
        (await FallenAsync(hosts, cancellation)).Should().BePositive();
    }

    private static Task<long> FallenAsync(HostGroup hosts, CancellationToken cancellationToken) => Sql.CountAsync(
        hosts.Database, $"select count(*) from outbox where id > {hosts.LastOutboxRow} and body ~ '\"(reminder|overdue|escalated)\"'", cancellationToken);

    /// <summary>How far it is to nine o'clock in Moscow on the next Tuesday, when most windows for sending open.</summary>
    private static TimeSpan Morning(DateTimeOffset now)
    {
        var day = now.UtcDateTime.Date.AddDays(1);
        while (day.DayOfWeek != DayOfWeek.Tuesday)
        {
            day = day.AddDays(1);
        }

        return new DateTimeOffset(day.AddHours(6).AddMinutes(1), TimeSpan.Zero) - now;
    }
}
