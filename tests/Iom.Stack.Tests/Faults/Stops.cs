using FluentAssertions;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;
using Xunit;

namespace Iom.Stack.Tests.Faults;

/// <summary>SIGKILL at points that are chosen exactly: before the commit, inside it, and after the message has left.</summary>
[Collection(nameof(PrivateServers))]
public sealed class Stops(PrivateServers servers) : AtWork(servers)
{
    [Fact]
    public async Task A_decision_whose_host_dies_before_the_commit_leaves_no_trace_and_succeeds_elsewhere()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = await OpenItem.AskAsync(Hosts, Clients, "before-commit", cancellation);
        await using var gate = await Gate.BeforeCommitAsync(Hosts, asked.OperationId, cancellation);
        var first = Clients.DecideAsync(Hosts.Hosts[0], asked, cancellation);
        var victim = await gate.ReachedAsync(cancellation);
        await victim.KillAsync();
        // The machine is gone and not only the program: the server gives the connection up instead of finishing what it was sent.
        await Hosts.CutAsync(victim, cancellation);
        await gate.OpenAsync();

        (await first).Sight.Should().Be(Sight.Unknown);
        var second = await Clients.DecideAsync(Hosts.Hosts[1], asked, cancellation);

        (second.Sight, second.Repeated).Should().Be((Sight.Accepted, false), "the first attempt was undone");
        await Hosts.StartAllAsync(cancellation);
        await HoldAsync(cancellation);
    }

    [Fact]
    public async Task A_decision_whose_host_dies_after_the_commit_stands_and_the_repeated_request_is_told_so()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = await OpenItem.AskAsync(Hosts, Clients, "after-commit", cancellation);
        await using var gate = await Gate.InsideCommitAsync(Hosts, asked.OperationId, cancellation);
        var first = Clients.DecideAsync(Hosts.Hosts[0], asked, cancellation);
        await (await gate.ReachedAsync(cancellation)).KillAsync();
        await gate.OpenAsync();

        (await first).Sight.Should().Be(Sight.Unknown);
        var second = await Clients.DecideAsync(Hosts.Hosts[1], asked, cancellation);

        (second.Sight, second.Repeated).Should().Be((Sight.Accepted, true), "the commit had happened");
        await Hosts.StartAllAsync(cancellation);
        await HoldAsync(cancellation);
    }

    [Fact]
    public async Task A_client_that_gives_up_while_the_commit_happens_gets_the_same_answer_when_it_asks_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = await OpenItem.AskAsync(Hosts, Clients, "gave-up", cancellation);
        await using var gate = await Gate.InsideCommitAsync(Hosts, asked.OperationId, cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var first = Clients.DecideAsync(Hosts.Hosts[0], asked, patience.Token);
        await gate.ReachedAsync(cancellation);
        await patience.CancelAsync();
        (await first).Sight.Should().Be(Sight.Unknown);
        await gate.OpenAsync();

        foreach (var host in Hosts.Hosts)
        {
            var again = await Clients.DecideAsync(host, asked, cancellation);
            (again.Sight, again.Repeated).Should().Be((Sight.Accepted, true));
        }

        await HoldAsync(cancellation);
    }

    [Fact]
    public async Task A_message_whose_host_dies_before_it_is_marked_leaves_again_and_is_told_once()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = await TellingItemAsync("after-publish", cancellation);
        await using var gate = await Gate.AfterPublishAsync(Hosts, cancellation);
        (await Clients.DecideAsync(Hosts.Hosts[0], asked, cancellation)).Sight.Should().Be(Sight.Accepted);
        var victim = await gate.ReachedAsync(cancellation);
        await victim.KillAsync();
        // As above: otherwise the server may still finish the mark that it was sent, and the message need not leave again.
        await Hosts.CutAsync(victim, cancellation);
        await gate.OpenAsync();

        await Hosts.StartAllAsync(cancellation);
        await HoldAsync(cancellation);

        Ear.Messages.GroupBy(message => message.Properties.MessageId).Should().Contain(message => message.Count() > 1, "it left a second time");
    }
}
