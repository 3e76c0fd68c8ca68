using System.Globalization;
using Iom.Stack.Tests.Cluster;
using Iom.Tests.Support;
using Npgsql;
using Xunit;

namespace Iom.Stack.Tests.Servers;

/// <summary>
/// One PostgreSQL and one RabbitMQ for all tests that do harm, with a demo town made once: each test gets a copy of the town
/// and a virtual host of the broker.
/// </summary>
public sealed class PrivateServers : IAsyncLifetime
{
    private const string Town = "town";

    private readonly SemaphoreSlim _one = new(1, 1);
    private ServedProcess? _postgres;
    private ServedProcess? _rabbit;
    private Workplace? _workplace;
    private bool _ready;
    private int _taken;
    private int _virtualHosts;

    internal ServedProcess Postgres => _postgres!;

    internal ServedProcess Rabbit => _rabbit!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_workplace is not null)
        {
            await _workplace.DisposeAsync();
        }

        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        if (_rabbit is not null)
        {
            await _rabbit.DisposeAsync();
        }

        _one.Dispose();
    }

    /// <summary>Three hosts at work that the tests share, all of them up: starting them is most of what a test costs.</summary>
    internal async Task<Workplace> WorkplaceAsync(CancellationToken cancellationToken)
    {
        _workplace ??= await Workplace.OpenAsync(this, cancellationToken);
        await _workplace.Hosts.StartAllAsync(cancellationToken);
        await _workplace.Hosts.ReadyAsync(cancellationToken);
        return _workplace;
    }

    /// <summary>A database of the test's own, with the demo town or empty, and a virtual host.</summary>
    internal async Task<Place> TakeAsync(bool town, CancellationToken cancellationToken)
    {
        await ReadyAsync(cancellationToken);
        var number = Interlocked.Increment(ref _taken).ToString(CultureInfo.InvariantCulture);
        var database = At($"test_{number}");
        await Sql.ExecuteAsync(Apart(_postgres!.Address), $"create database test_{number} template {(town ? Town : "template0")}", cancellationToken);
        return new Place(database, new Lazy<Uri>(() => new Uri(new Uri(_rabbit!.Address), $"t{Interlocked.Increment(ref _virtualHosts)}")));
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        // Where ./test did not look for the servers they may be missing, and the test is skipped here.
        _ = RequiredServer.Postgres;
        _ = RequiredServer.RabbitMq;
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_ready)
            {
                return;
            }

            var rabbit = ServedProcess.StartAsync("rabbitmq", cancellationToken);
            _postgres = await ServedProcess.StartAsync("postgres", cancellationToken);
            _rabbit = await rabbit;
            await MakeTownAsync(cancellationToken);
            _ready = true;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The town with all its first notices told, so that nothing of its making is left when a test begins.</summary>
    private async Task MakeTownAsync(CancellationToken cancellationToken)
    {
        await Sql.ExecuteAsync(Apart(_postgres!.Address), $"create database {Town}", cancellationToken);
        await using var host = await HostProcess.StartAsync(new Place(At(Town), new Lazy<Uri>(() => new Uri(_rabbit!.Address))).Settings("maker"), cancellationToken);
        await Poll.UntilAsync(
            async () => await Sql.CountAsync(Apart(At(Town)), "select count(*) from outbox where sent_at is null", cancellationToken) == 0
                && await Sql.CountAsync(Apart(At(Town)), "select count(*) from timers where at <= now()", cancellationToken) == 0,
            "the town is quiet",
            cancellationToken);
    }

    private string At(string database) => new NpgsqlConnectionStringBuilder(_postgres!.Address) { Database = database }.ConnectionString;

    private static string Apart(string address) => new NpgsqlConnectionStringBuilder(address) { Pooling = false }.ConnectionString;
}

/// <summary>Tests that stop and kill servers and hosts; one at a time, or they would count each other's CPU as a fault.</summary>
[CollectionDefinition(nameof(PrivateServers))]
public sealed class PrivateServersGroup : ICollectionFixture<PrivateServers>;
