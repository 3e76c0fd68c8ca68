using System.Security.Cryptography;
using Iom.Workflows;
using Iom.Workflows.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Iom.Benchmarks;

/// <summary>An empty database of one round.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly Func<Task> drop;

    private BenchDatabase(DatabaseProvider provider, string connectionString, Func<Task> drop)
    {
        Provider = provider;
        ConnectionString = connectionString;
        this.drop = drop;
    }

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    public static async Task<BenchDatabase> MakeAsync(DatabaseProvider provider, string? server)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("iom-bench-");
            return new BenchDatabase(provider, $"Data Source={Path.Combine(folder.FullName, "iom.db")}", () =>
            {
                SqliteConnection.ClearAllPools();
                folder.Delete(recursive: true);
                return Task.CompletedTask;
            });
        }

        var name = "bench_" + RandomNumberGenerator.GetHexString(12, lowercase: true);
        await RunAsync(server!, $"create database {name}");
        return new BenchDatabase(provider, new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString, async () =>
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync(server!, $"drop database if exists {name} with (force)");
        });
    }

    /// <summary>One that somebody else made and will drop.</summary>
    public static BenchDatabase Of(DatabaseProvider provider, string connectionString) => new(provider, connectionString, () => Task.CompletedTask);

    public async Task MigrateAsync()
    {
        await using IomDbContext context = Provider == DatabaseProvider.Sqlite
            ? new SqliteIomDbContext(new DbContextOptionsBuilder<SqliteIomDbContext>().UseSqlite(ConnectionString).UseSnakeCaseNamingConvention().Options)
            : new PostgresIomDbContext(new DbContextOptionsBuilder<PostgresIomDbContext>().UseNpgsql(ConnectionString).UseSnakeCaseNamingConvention().Options);
        await context.Database.MigrateAsync();
    }

    public async ValueTask DisposeAsync() => await drop();

    private static async Task RunAsync(string server, string text)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync();
    }
}
