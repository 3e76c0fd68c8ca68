using System.Net;
using Iom.Stack.Tests.Checker;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;
using Xunit;

namespace Iom.Stack.Tests.Faults;

/// <summary>A test among the three hosts that all such tests share; each ends with the whole reckoning.</summary>
public abstract class AtWork(PrivateServers servers) : IAsyncLifetime
{
    private Workplace? _workplace;

    internal PrivateServers Servers => servers;

    internal HostGroup Hosts => _workplace!.Hosts;

    internal Ledger Ledger => _workplace!.Ledger;

    internal Clients Clients => _workplace!.Clients;

    internal BrokerEar Ear => _workplace!.Ear;

    internal MailCatcher Mail => _workplace!.Mail;

    public virtual async ValueTask InitializeAsync() => _workplace = await servers.WorkplaceAsync(TestContext.Current.CancellationToken);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing lost, nothing twice, replay equals state, every route alive: over all that these hosts have done so far.</summary>
    internal async Task HoldAsync(CancellationToken cancellationToken)
    {
        await Reckoning.RestAsync(Hosts, cancellationToken);
        await Reckoning.HoldAsync(Hosts, Ledger, await Ear.ListenAsync(cancellationToken), cancellationToken);
    }

    /// <summary>People at work while something is done to the hosts or their servers.</summary>
    /// <param name="answers">So many answers are seen before the load ends.</param>
    /// <param name="meanwhile">What is done, with the chance of this run.</param>
    /// <param name="patient">Clients wait for their answers.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    internal async Task WorkAsync(int answers, Func<Load, Chance, Task> meanwhile, CancellationToken cancellationToken, bool patient = false)
    {
        var seed = Chance.Seed();
        await using var load = await Load.StartAsync(Hosts, Ledger, seed, cancellationToken, patient: patient);
        await load.GoOnAsync(answers / 3, cancellationToken);
        await meanwhile(load, new Chance(seed, -1));
        await load.GoOnAsync(answers / 3, cancellationToken);
    }

    /// <summary>The first step of a new route, whose answer tells somebody of the second: nothing else is under way then.</summary>
    internal async Task<Asked> TellingItemAsync(string operationId, CancellationToken cancellationToken)
    {
        var educator = await FreeAsync(cancellationToken);
        if (await Clients.StartAsync(Hosts.Hosts[0], educator, cancellationToken) is null)
        {
            throw new InvalidOperationException("The route was not begun.");
        }

        await Reckoning.RestAsync(Hosts, cancellationToken);
        return await OpenItem.AskAsync(Hosts, Clients, operationId, cancellationToken, of: educator);
    }

    /// <summary>Somebody who may begin a route: whose own the ministry has just closed.</summary>
    internal async Task<int> FreeAsync(CancellationToken cancellationToken)
    {
        var running = await Sql.ListAsync(
            Hosts.Database, "select id, subject_id from pathways where status = 'Running' order by id", reader => (reader.GetGuid(0), reader.GetInt32(1)), cancellationToken);
        foreach (var (pathway, subject) in running)
        {
            if (await Clients.SendAsync(
                Hosts.Hosts[0], Clients.Administrator, HttpMethod.Post, $"/api/v1/pathways/{pathway}/withdraw", """{"text":"Проверка"}""", cancellationToken) is { Status: HttpStatusCode.OK })
            {
                return subject;
            }
        }

        throw new InvalidOperationException("The ministry may close no route.");
    }
}
