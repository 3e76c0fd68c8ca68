using Iom.Workflows.Persistence;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Iom.Workflows.Relay;

/// <summary>
/// Carries the hint "there is something in the outbox" between hosts by LISTEN and NOTIFY. The NOTIFY stands outside the commit, and many
/// commits share one: inside it every commit would queue for one lock of the whole server (docs/adr/0014).
/// </summary>
public sealed class PostgresHints(string connectionString, OutboxSignal signal, ILogger<PostgresHints> log)
{
    private const string Listen = "LISTEN iom_outbox";
    private const string Tell = "SELECT pg_notify('iom_outbox', $1)";
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(3);

    // Connections of their own: pooled ones are not reset and would go on listening for somebody else.
    private readonly string own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 15, ApplicationName = "iom-hints" }.ConnectionString;
    private readonly string self = Guid.CreateVersion7().ToString("N");

    /// <summary>Listens and tells until it is stopped; while the database is away it tries again.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        AgainAsync(ListenAsync, cancellationToken), AgainAsync(TellAsync, cancellationToken));

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(own);
        connection.Notification += (_, notification) =>
        {
            if (notification.Payload != self)
            {
                signal.Heard();
            }
        };
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand(Listen, connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(own);
        await connection.OpenAsync(cancellationToken);
        await using var tell = new NpgsqlCommand(Tell, connection) { Parameters = { new NpgsqlParameter { Value = self } } };
        while (!cancellationToken.IsCancellationRequested)
        {
            await signal.WaitForNewsAsync(cancellationToken);
            await tell.ExecuteNonQueryAsync(cancellationToken);
            await Task.Delay(Together, cancellationToken);
        }
    }

    private async Task AgainAsync(Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await run(cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                log.LogInformation("No hints between hosts for a moment ({Fault}); the outbox is polled.", fault.GetType().Name);
                await Task.Delay(PauseAfterFault, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
