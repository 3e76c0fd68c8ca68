using Iom.Stack.Tests.Checker;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;
using Xunit;

namespace Iom.Stack.Tests.Faults;

/// <summary>SIGKILL at points that nobody chose. <c>IOM_FAULT_KILLS</c> says how many, <c>IOM_FAULT_SEED</c> repeats a run.</summary>
[Collection(nameof(PrivateServers))]
public sealed class Kills(PrivateServers servers)
{
    private const int KillsByDefault = 50;
    private const int KillsADay = 8;
    private const int MostAnswersBetween = 20;

    [Fact]
    public async Task Nothing_is_lost_and_nothing_done_twice_however_hosts_are_killed_under_load()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var seed = Chance.Seed();
        var chance = new Chance(seed, -1);
        var wanted = Chance.Setting("IOM_FAULT_KILLS", KillsByDefault);
        var ledger = new Ledger();
        await using var hosts = await HostGroup.StartAsync(servers, cancellation);
        await using var ear = await BrokerEar.OpenAsync(hosts, cancellation);
        await using (var load = await Load.StartAsync(hosts, ledger, seed, cancellation))
        {
            var clock = TimeSpan.Zero;
            var killed = 0;
            while (killed < wanted)
            {
                killed += await KillOneByOneAsync(hosts, load, chance, cancellation);
                await load.GoOnAsync(chance.Next(MostAnswersBetween), cancellation);
                await hosts.KillAllAsync();
                killed += hosts.Hosts.Count;
                // Days pass while all are down, so that scheduled items open and reminders fall in every run.
                clock += TimeSpan.FromHours(chance.Next(96));
                await hosts.SetClockAsync(clock, cancellation);
                await hosts.StartAllAsync(cancellation);
                await ear.ListenAsync(cancellation);
                Chance.Say($"{killed} kills; {ledger}");
            }
        }

        await Reckoning.RestAsync(hosts, cancellation);
        await Reckoning.HoldAsync(hosts, ledger, await ear.ListenAsync(cancellation), cancellation);
    }

    private static async Task<int> KillOneByOneAsync(HostGroup hosts, Load load, Chance chance, CancellationToken cancellationToken)
    {
        var starting = new List<Task<int>>();
        for (var i = 0; i < KillsADay; i++)
        {
            await load.GoOnAsync(chance.Next(MostAnswersBetween), cancellationToken);
            List<ClusterHost> up = [];
            await Poll.UntilAsync(
                () => Task.FromResult((up = [.. hosts.Hosts.Where(host => host.IsUp)]).Count > 0 || starting.Any(task => task.IsFaulted)), "a host is up", cancellationToken);
            await Task.WhenAll(starting.Where(task => task.IsFaulted));
            var victim = up[chance.Next(up.Count)];
            await victim.KillAsync();
            starting.Add(StartAgainAsync(victim, chance.Next(2) == 0 ? TimeSpan.FromMilliseconds(chance.Next(2500)) : null, cancellationToken));
        }

        return KillsADay + (await Task.WhenAll(starting)).Sum();
    }

    /// <summary>Some are killed once more while they start: a start writes too.</summary>
    private static async Task<int> StartAgainAsync(ClusterHost host, TimeSpan? killedAfter, CancellationToken cancellationToken)
    {
        if (killedAfter is not { } soon || await host.StartAndKillAsync(soon))
        {
            await host.StartAsync(cancellationToken);
        }

        return killedAfter is null ? 0 : 1;
    }
}
