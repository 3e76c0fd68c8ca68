using FluentAssertions;
using Iom.Stack.Tests.Checker;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;
using Xunit;

namespace Iom.Stack.Tests.Faults;

/// <summary>What a broker does to its clients on a bad day.</summary>
[Collection(nameof(PrivateServers))]
public sealed class BrokerFaults(PrivateServers servers) : AtWork(servers)
{
    private const int Answers = 90;

    [Fact]
    public async Task While_the_broker_is_down_decisions_go_on_and_what_they_tell_arrives_when_it_is_back()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var seconds = Chance.Setting("IOM_FAULT_BROKER_SECONDS", 5);
        await WorkAsync(
            Answers,
            async (load, _) =>
            {
                await Servers.Rabbit.CrashAsync(cancellation);
                var before = Ledger.All.Count(seen => seen.Sight == Sight.Accepted);
                await load.GoOnAsync(Answers / 2, cancellation);
                await Task.Delay(TimeSpan.FromSeconds(seconds), cancellation);
                await Poll.UntilAsync(
                    () => Task.FromResult(Ledger.All.Count(seen => seen.Sight == Sight.Accepted) > before), "somebody has decided without the broker", cancellation);
                await Servers.Rabbit.StartAsync(cancellation);
            },
            cancellation);

        await HoldAsync(cancellation);
        (await Sql.CountAsync(Hosts.Database, "select count(*) from outbox where parked_at is not null", cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task However_long_the_broker_is_down_nothing_is_given_up()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = await TellingItemAsync("long-outage", cancellation);
        await Servers.Rabbit.StopAsync(cancellation);
        (await Clients.DecideAsync(Hosts.Hosts[0], asked, cancellation)).Sight.Should().Be(Sight.Accepted);
        for (var waited = 0; waited < 12; waited++)
        {
            // The time that a relay waits after a failure passes at once; twelve times it doubled are two hours.
            await Reckoning.EndLeasesAsync(Hosts, cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(700), cancellation);
        }

        await Servers.Rabbit.StartAsync(cancellation);
        await HoldAsync(cancellation);
        (await Sql.CountAsync(Hosts.Database, "select count(*) from outbox where parked_at is not null", cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task Every_message_delivered_three_times_is_told_once()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await WorkAsync(Answers, (_, _) => Task.CompletedTask, cancellation, patient: true);
        await HoldAsync(cancellation);
        var (notices, letters) = (await NoticesAsync(cancellation), Mail.Letters.Count);
        Ear.Messages.Should().NotBeEmpty();

        await Ear.EchoAsync(times: 2, cancellation);
        await HoldAsync(cancellation);

        (await NoticesAsync(cancellation), Mail.Letters.Count).Should().Be((notices, letters));
    }

    private Task<long> NoticesAsync(CancellationToken cancellationToken) => Sql.CountAsync(Hosts.Database, "select count(*) from notices", cancellationToken);
}
