using FluentAssertions;
using Iom.Stack.Tests.Checker;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;
using Xunit;

namespace Iom.Stack.Tests.Faults;

/// <summary>
/// A host that stops and goes on as if nothing had been: a frozen virtual machine, a long collection. Its leases run out and
/// others take its work while it still believes that it holds it.
/// </summary>
[Collection(nameof(PrivateServers))]
public sealed class Pauses(PrivateServers servers) : AtWork(servers)
{
    private const int Answers = 90;

    [Fact]
    public async Task A_host_that_slept_through_its_leases_under_load_does_nothing_twice()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var seconds = Chance.Setting("IOM_FAULT_PAUSE_SECONDS", 3);
        await WorkAsync(
            Answers,
            async (load, chance) =>
            {
                var sleeper = Hosts.Hosts[chance.Next(Hosts.Hosts.Count)];
                await sleeper.PauseAsync();
                await Task.Delay(TimeSpan.FromSeconds(seconds), cancellation);
                // What is left of the minute of its leases.
                await Reckoning.EndLeasesAsync(Hosts, cancellation);
                await load.GoOnAsync(Answers / 3, cancellation);
                await sleeper.ResumeAsync();
            },
            cancellation);

        await HoldAsync(cancellation);
    }

    [Fact]
    public async Task A_host_that_slept_with_messages_in_its_hands_finds_them_told_by_another()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = await TellingItemAsync("slept-after-publish", cancellation);
        await using var gate = await Gate.AfterPublishAsync(Hosts, cancellation);
        (await Clients.DecideAsync(Hosts.Hosts[0], asked, cancellation)).Sight.Should().Be(Sight.Accepted);
        var sleeper = await gate.ReachedAsync(cancellation);
        await sleeper.PauseAsync();
        await Hosts.CutAsync(sleeper, cancellation);
        await gate.OpenAsync();
        await Reckoning.EndLeasesAsync(Hosts, cancellation);
        await Poll.UntilAsync(
            async () => await Sql.CountAsync(Hosts.Database, $"select count(*) from outbox where pathway_id = '{asked.Pathway}' and sent_at is null", cancellation) == 0,
            "another host has sent them",
            cancellation);
        await sleeper.ResumeAsync();

        await HoldAsync(cancellation);
    }

    [Fact]
    public async Task A_host_that_slept_inside_a_decision_finds_that_another_was_faster()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = await OpenItem.AskAsync(Hosts, Clients, "slept-deciding", cancellation);
        await using var gate = await Gate.BeforeCommitAsync(Hosts, asked.OperationId, cancellation);
        var first = Clients.DecideAsync(Hosts.Hosts[0], asked, cancellation);
        var sleeper = await gate.ReachedAsync(cancellation);
        await sleeper.PauseAsync();
        await Hosts.CutAsync(sleeper, cancellation);
        await gate.OpenAsync();
        var second = await Clients.DecideAsync(Hosts.Hosts.First(host => host != sleeper), asked, cancellation);
        await sleeper.ResumeAsync();
        await first;

        (second.Sight, second.Repeated).Should().Be((Sight.Accepted, false));
        await HoldAsync(cancellation);
    }
}
