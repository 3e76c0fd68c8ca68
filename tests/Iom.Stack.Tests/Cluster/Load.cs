using System.Text.Json;
using Iom.Stack.Tests.Servers;
using Iom.Tests.Support;
using Npgsql;

namespace Iom.Stack.Tests.Cluster;

/// <summary>
/// Many teachers and deputies at work: they sign in on any host, answer what is open, give up waiting, repeat the same request
/// elsewhere, press twice; the ministry starts and withdraws routes. All choices follow from the seed.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int MostAttempts = 200;
    private static readonly TimeSpan Growth = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HostGroup _hosts;
    private readonly Ledger _ledger;
    private readonly CancellationTokenSource _stop = new();
    private readonly bool _patient;
    private readonly Task _working;

    private Load(HostGroup hosts, Ledger ledger, Clients clients, int seed, int workers, bool patient)
    {
        _hosts = hosts;
        _ledger = ledger;
        _patient = patient;
        Clients = clients;
        _working = Task.WhenAll(Enumerable.Range(0, workers).Select(number => Task.Run(() => WorkAsync(new Chance(seed, number)))));
    }

    public Clients Clients { get; }

    /// <param name="hosts">Who is asked.</param>
    /// <param name="ledger">Where answers are written down.</param>
    /// <param name="seed">Of all choices.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="workers">So many people at a time.</param>
    /// <param name="patient">Nobody gives up waiting.</param>
    public static async Task<Load> StartAsync(HostGroup hosts, Ledger ledger, int seed, CancellationToken cancellationToken, int workers = 4, bool patient = false)
    {
        var clients = new Clients(hosts, ledger);
        await clients.MeetAsync(cancellationToken);
        return new Load(hosts, ledger, clients, seed, workers, patient);
    }

    /// <summary>Returns when so many more answers were seen, or when for a while none came.</summary>
    public async Task GoOnAsync(int answers, CancellationToken cancellationToken)
    {
        var (last, wanted) = (_ledger.Count, _ledger.Count + answers);
        var since = TimeProvider.System.GetTimestamp();
        while (last < wanted && !_working.IsCompleted && TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
            if (_ledger.Count > last)
            {
                (last, since) = (_ledger.Count, TimeProvider.System.GetTimestamp());
            }
        }
    }

    /// <summary>Nobody begins anything new; what was begun is carried to an answer.</summary>
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _working;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
        Clients.Dispose();
    }

    private async Task WorkAsync(Chance chance)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var next = chance.Next(100);
                await (next < 6 ? StartAsync(chance) : next < 8 ? WithdrawAsync(chance) : DecideAsync(chance));
            }
            catch (NpgsqlException)
            {
                // The database is away for the test as well as for the hosts.
                await Task.Delay(Breath);
            }
        }
    }

    private async Task DecideAsync(Chance chance)
    {
        var open = await Sql.ListAsync(
            _hosts.Database,
            $"select person_id, pathway_id, number from work_item_assignees order by md5(pathway_id::text || number || person_id || '{chance.Next(1_000_000)}') limit 1",
            reader => (Person: reader.GetInt32(0), Pathway: reader.GetGuid(1), Item: reader.GetInt32(2)),
            CancellationToken.None);
        if (open is not [var (person, pathway, number)] || await HostAsync(chance) is not { } host
            || await Clients.GetAsync(host, person, $"/api/v1/work-items/{pathway:N}-{number}", CancellationToken.None) is not { } item
            || BodyOf(item, chance) is not var (operation, body))
        {
            await Task.Delay(Breath);
            return;
        }

        var asked = new Asked(operation, pathway, number, person, body);
        if (chance.Next(10) == 0 && await HostAsync(chance) is { } other)
        {
            // Pressed twice, and the balancer sent the two to different hosts.
            await Task.WhenAll(Clients.DecideAsync(host, asked, CancellationToken.None), Clients.DecideAsync(other, asked, CancellationToken.None));
        }

        await InsistAsync(asked, chance);
    }

    /// <summary>Repeats until there is an answer: so a client with an operation id is meant to do.</summary>
    private async Task InsistAsync(Asked asked, Chance chance)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await HostAsync(chance) is not { } host)
            {
                return;
            }

            using var patience = new CancellationTokenSource();
            if (chance.Next(6) == 0 && !_patient)
            {
                patience.CancelAfter(chance.Next(40));
            }

            if ((await Clients.DecideAsync(host, asked, patience.Token)).Sight != Sight.Unknown)
            {
                return;
            }

            // At once first, while the host may still be at it; then like somebody who sees that a server is away.
            await Task.Delay(attempt * Growth);
        }
    }

    private async Task StartAsync(Chance chance)
    {
        var free = await Sql.ListAsync(
            _hosts.Database,
            "select person_id from educators e where not exists (select 1 from pathways p where p.subject_id = e.person_id and p.status = 'Running') order by random() limit 1",
            reader => reader.GetInt32(0),
            CancellationToken.None);
        if (free is [var educator] && await HostAsync(chance) is { } host)
        {
            await Clients.StartAsync(host, educator, CancellationToken.None);
        }
    }

    private async Task WithdrawAsync(Chance chance)
    {
        var running = await Sql.ListAsync(
            _hosts.Database, "select id from pathways where status = 'Running' order by random() limit 1", reader => reader.GetGuid(0), CancellationToken.None);
        if (running is [var pathway] && await HostAsync(chance) is { } host)
        {
            await Clients.SendAsync(
                host, Clients.Administrator, HttpMethod.Post, $"/api/v1/pathways/{pathway}/withdraw", """{"text":"Проверка"}""", CancellationToken.None);
        }
    }

    /// <summary>Null: none came up in time.</summary>
    private async Task<ClusterHost?> HostAsync(Chance chance)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < Poll.Patience)
        {
            var up = _hosts.Hosts.Where(host => host.IsUp).ToList();
            if (up.Count > 0)
            {
                return up[chance.Next(up.Count)];
            }

            await Task.Delay(Breath);
        }

        return null;
    }

    private static (string Operation, string Body)? BodyOf(JsonElement item, Chance chance)
    {
        var outcomes = item.GetProperty("allowedActions").GetProperty("outcomes").EnumerateArray().ToList();
        if (outcomes.Count == 0)
        {
            return null;
        }

        var back = chance.Next(4) == 0 ? outcomes.FirstOrDefault(outcome => outcome.GetProperty("sense").GetString() == "negative") : default;
        var chosen = back.ValueKind == JsonValueKind.Object ? back : outcomes[0];
        var data = chosen.GetProperty("sense").GetString() == "positive" ? SchemaForm.Fill(item.GetProperty("form")) : [];
        var operation = chance.Word();
        return (operation, JsonSerializer.Serialize(new
        {
            outcome = chosen.GetProperty("key").GetString(),
            comment = "Проверка",
            data,
            returnTo = chosen.GetProperty("returnTo").EnumerateArray().Select(stage => stage.GetProperty("key").GetString()).FirstOrDefault(),
            expectedRevision = item.GetProperty("expectedRevision").GetInt64(),
            operationId = operation,
        }));
    }
}
