using Iom.Stack.Tests.Servers;
using Npgsql;

namespace Iom.Stack.Tests.Cluster;

/// <summary>
/// Holds whoever comes to a chosen point of a transaction until the test lets go: a trigger that waits for a lock of the test's.
/// So a host can be killed or paused exactly there, and the program knows nothing of it.
/// </summary>
internal sealed class Gate : IAsyncDisposable
{
    private const long Key = 4711;
    private readonly HostGroup _hosts;
    private readonly NpgsqlConnection _keeper;
    private readonly string _table;

    private Gate(HostGroup hosts, NpgsqlConnection keeper, string table)
    {
        _hosts = hosts;
        _keeper = keeper;
        _table = table;
    }

    /// <summary>The decision is in its transaction, which has not committed.</summary>
    public static Task<Gate> BeforeCommitAsync(HostGroup hosts, string operationId, CancellationToken cancellationToken) =>
        MakeAsync(hosts, "history", $"create trigger gate after insert on history for each row when (new.operation_id = '{operationId}') execute function gate()", cancellationToken);

    /// <summary>The server is about to make the commit final: when it goes on, the commit stands, whoever is gone meanwhile.</summary>
    public static Task<Gate> InsideCommitAsync(HostGroup hosts, string operationId, CancellationToken cancellationToken) => MakeAsync(
        hosts,
        "history",
        $"create constraint trigger gate after insert on history deferrable initially deferred for each row when (new.operation_id = '{operationId}') execute function gate()",
        cancellationToken);

    /// <summary>The notice is with the broker, and the row is not yet marked as sent.</summary>
    public static Task<Gate> AfterPublishAsync(HostGroup hosts, CancellationToken cancellationToken) => MakeAsync(
        hosts,
        "outbox",
        "create trigger gate before update on outbox for each row when (new.sent_at is not null and old.sent_at is null) execute function gate()",
        cancellationToken);

    /// <summary>A notice is on its way from the broker to people, and not yet written.</summary>
    public static Task<Gate> WhileToldAsync(HostGroup hosts, CancellationToken cancellationToken) =>
        MakeAsync(hosts, "notices", "create trigger gate before insert on notices for each row execute function gate()", cancellationToken);

    /// <summary>A due rung is in its transaction, which has not committed.</summary>
    public static Task<Gate> WhileFallingAsync(HostGroup hosts, CancellationToken cancellationToken) => MakeAsync(
        hosts,
        "history",
        "create trigger gate after insert on history for each row when (new.kind = 'timer_fell') execute function gate()",
        cancellationToken);

    /// <summary>Waits until somebody stands at the gate.</summary>
    /// <returns>The host that does.</returns>
    public async Task<ClusterHost> ReachedAsync(CancellationToken cancellationToken)
    {
        ClusterHost? waiting = null;
        await Poll.UntilAsync(
            async () =>
            {
                var names = await Sql.ListAsync(
                    _hosts.Database,
                    $"select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid where l.locktype = 'advisory' and l.objid = {Key} and not l.granted",
                    reader => reader.GetString(0),
                    cancellationToken);
                waiting = _hosts.Hosts.FirstOrDefault(host => names.Contains(host.Name));
                return waiting is not null;
            },
            "a host stands at the gate",
            cancellationToken);
        return waiting!;
    }

    /// <summary>Lets everybody through, now and later.</summary>
    public async Task OpenAsync()
    {
        // Its lock goes with its connection, also when the server has cut that already.
        await _keeper.DisposeAsync();
        await Sql.ExecuteAsync(_hosts.Database, $"set lock_timeout = '120s'; drop trigger if exists gate on {_table}", CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await OpenAsync();

    private static async Task<Gate> MakeAsync(HostGroup hosts, string table, string trigger, CancellationToken cancellationToken)
    {
        var keeper = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(hosts.Database) { Pooling = false }.ConnectionString);
        await keeper.OpenAsync(cancellationToken);
        var gate = new Gate(hosts, keeper, table);
        await gate.RunAsync($"select pg_advisory_lock({Key})");
        await gate.RunAsync($"""
            create or replace function gate() returns trigger language plpgsql as
            $$ begin perform pg_advisory_xact_lock_shared({Key}); return new; end $$
            """);
        await gate.RunAsync(trigger);
        return gate;
    }

    private async Task RunAsync(string statement)
    {
        await using var command = new NpgsqlCommand(statement, _keeper);
        await command.ExecuteNonQueryAsync();
    }
}
