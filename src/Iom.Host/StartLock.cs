using Iom.Workflows;
using Npgsql;

namespace Iom.Host;

/// <summary>
/// Hosts that start at the same instant prepare one database one after the other. A host that dies lets the next one in, since the
/// lock goes with its connection.
/// </summary>
internal sealed class StartLock : IAsyncDisposable
{
    /// <summary>Any number that nothing else of ours locks.</summary>
    private const long Key = 0x494F4D5354415254;

    private readonly NpgsqlConnection connection;

    private StartLock(NpgsqlConnection connection) => this.connection = connection;

    /// <returns>Null: the embedded database has one host only.</returns>
    public static async Task<StartLock?> TakeAsync(IServiceProvider services, IomOptions options, CancellationToken cancellationToken)
    {
        if (options.Provider != DatabaseProvider.Postgres)
        {
            return null;
        }

        var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        var taken = new StartLock(connection);
        await taken.RunAsync("SELECT pg_advisory_lock($1)", cancellationToken);
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        if (connection.State == System.Data.ConnectionState.Open)
        {
            await RunAsync("SELECT pg_advisory_unlock($1)", CancellationToken.None);
        }

        await connection.DisposeAsync();
    }

    private async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        // However long another host takes over a migration: waiting is all there is to do.
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter { Value = Key });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
