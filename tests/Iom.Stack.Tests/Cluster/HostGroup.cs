using System.Globalization;
using System.Text;
using Iom.Stack.Tests.Servers;
using Iom.Tests.Support;

namespace Iom.Stack.Tests.Cluster;

/// <summary>Several real host processes on one database and one broker, with the demo town.</summary>
internal sealed class HostGroup : IAsyncDisposable
{
    private const int LinesShown = 25;

    private HostGroup(Place place, IReadOnlyList<ClusterHost> hosts, long lastOutboxRow)
    {
        Place = place;
        Hosts = hosts;
        LastOutboxRow = lastOutboxRow;
    }

    public Place Place { get; }

    public string Database => Place.Database;

    public IReadOnlyList<ClusterHost> Hosts { get; }

    /// <summary>Mails leave by SMTP and are not only kept.</summary>
    public bool SendsMail { get; private init; }

    /// <summary>The last row of the outbox that the making of the town wrote; what came before is no business of the test.</summary>
    public long LastOutboxRow { get; }

    public static async Task<HostGroup> StartAsync(
        PrivateServers servers, CancellationToken cancellationToken, int count = 3, IReadOnlyDictionary<string, string?>? more = null, bool town = true, bool start = true)
    {
        var place = await servers.TakeAsync(town, cancellationToken);
        var last = !town ? 0 : await Sql.CountAsync(place.Database, "select coalesce(max(id), 0) from outbox", cancellationToken);
        var hosts = Enumerable.Range(1, count).Select(number => $"host-{number}").Select(name => new ClusterHost(name, () => Settings(place, name, more))).ToList();
        var group = new HostGroup(place, hosts, last) { SendsMail = more?.ContainsKey("Iom__Mail__Host") == true };
        if (start)
        {
            await group.StartAllAsync(cancellationToken);
        }

        return group;
    }

    public Task StartAllAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Hosts.Where(host => !host.IsUp).Select(host => host.StartAsync(cancellationToken)));

    /// <summary>Waits until each says that it can serve: what the test before did to its servers has passed.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var host in Hosts)
        {
            await Poll.UntilAsync(() => IsReadyAsync(host.Process!, cancellationToken), $"{host.Name} is ready", cancellationToken, () => Task.FromResult(Said()));
        }
    }

    public Task KillAllAsync() => Task.WhenAll(Hosts.Select(host => host.KillAsync()));

    /// <summary>The clock that hosts take up when they start next.</summary>
    public Task SetClockAsync(TimeSpan offset, CancellationToken cancellationToken) => Sql.ExecuteAsync(
        Database,
        $"insert into settings (key, value) values ('demo.clock', '{offset.Ticks.ToString(CultureInfo.InvariantCulture)}') on conflict (key) do update set value = excluded.value",
        cancellationToken);

    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken)
    {
        var offset = await Sql.ListAsync(
            Database, "select value from settings where key = 'demo.clock'", reader => long.Parse(reader.GetString(0), CultureInfo.InvariantCulture), cancellationToken);
        return TimeProvider.System.GetUtcNow().AddTicks(offset.SingleOrDefault());
    }

    /// <summary>Ends the open transactions of a paused host, as the server itself does after <c>idle_in_transaction_session_timeout</c>.</summary>
    public Task CutAsync(ClusterHost host, CancellationToken cancellationToken) => Sql.ListAsync(
        Database,
        $"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{host.Name}' and (state like '%transaction%' or wait_event_type = 'Lock')",
        reader => reader.GetBoolean(0),
        cancellationToken);

    /// <summary>What the hosts complained of last, for whoever reads a failed test.</summary>
    public string Said()
    {
        var said = new StringBuilder();
        foreach (var host in Hosts)
        {
            var lines = host.Process?.Said.Split(Environment.NewLine).SkipWhile(line => !line.StartsWith("fail", StringComparison.Ordinal) && !line.StartsWith("warn", StringComparison.Ordinal)) ?? [];
            said.AppendLine(CultureInfo.InvariantCulture, $"--- {host.Name}").AppendJoin(Environment.NewLine, lines.TakeLast(LinesShown)).AppendLine();
        }

        return said.ToString();
    }

    private static async Task<bool> IsReadyAsync(HostProcess process, CancellationToken cancellationToken)
    {
        using var answer = await process.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    private static Dictionary<string, string?> Settings(Place place, string name, IReadOnlyDictionary<string, string?>? more)
    {
        var settings = place.Settings(name);
        foreach (var (key, value) in more ?? new Dictionary<string, string?>())
        {
            settings[key] = value;
        }

        return settings;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts)
        {
            await host.DisposeAsync();
        }
    }
}
