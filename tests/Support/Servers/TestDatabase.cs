using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Iom.Tests.Support;

/// <summary>An empty database of a test's own, gone when it is disposed: tests never meet in one.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>As in the configuration: <c>sqlite</c> or <c>postgres</c>.</summary>
    public abstract string Provider { get; }

    public abstract string ConnectionString { get; }

    /// <summary>Needs PostgreSQL, see <see cref="RequiredServer"/>.</summary>
    public static async Task<TestDatabase> OnPostgresAsync(CancellationToken cancellationToken)
    {
        var server = RequiredServer.Postgres;
        var name = "iom_" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        await OnPostgres.RunAsync(server, $"create database {name} template template0 encoding 'UTF8'", cancellationToken);
        return new OnPostgres(server, name);
    }

    /// <summary>A file in a new temporary folder, in WAL mode once EF Core has made it.</summary>
    public static TestDatabase OnSqlite() => new InFile(Directory.CreateTempSubdirectory("iom-test-"));

    public abstract ValueTask DisposeAsync();

    private sealed class OnPostgres(string server, string name) : TestDatabase
    {
        public override string Provider => "postgres";

        public override string ConnectionString { get; } =
            new NpgsqlConnectionStringBuilder(server) { Database = name, IncludeErrorDetail = true, MaxPoolSize = 20 }.ConnectionString;

        public override async ValueTask DisposeAsync()
        {
            await using (var pooled = new NpgsqlConnection(ConnectionString))
            {
                NpgsqlConnection.ClearPool(pooled);
            }

            await RunAsync(server, $"drop database if exists {name} with (force)", CancellationToken.None);
        }

        [SuppressMessage("Security", "CA2100", Justification = "The only part that varies is a name made of hexadecimal digits above.")]
        public static async Task RunAsync(string server, string statement, CancellationToken cancellationToken)
        {
            var apart = new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString;
            await using var connection = new NpgsqlConnection(apart);
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private sealed class InFile(DirectoryInfo folder) : TestDatabase
    {
        public override string Provider => "sqlite";

        public override string ConnectionString { get; } =
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.FullName, "iom.db") }.ConnectionString;

        public override ValueTask DisposeAsync()
        {
            using (var pooled = new SqliteConnection(ConnectionString))
            {
                SqliteConnection.ClearPool(pooled);
            }

            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
