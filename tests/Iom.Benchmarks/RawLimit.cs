using System.Diagnostics;
using System.Globalization;
using Iom.Workflows;
using Iom.Workflows.Persistence.Sql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Iom.Benchmarks;

/// <summary>
/// What the database can do at most with these rows: each commit one transaction by plain ADO.NET, statements prepared; on PostgreSQL as one
/// batch, on SQLite with one connection per worker. No reading, no rules, no JSON.
/// </summary>
internal static class RawLimit
{
    public static async Task<double> RunAsync(BenchDatabase database, Recording recorded, int workers)
    {
        await database.MigrateAsync();
        await using var starter = await Session.OpenAsync(database);
        foreach (var commit in recorded.Starts)
        {
            await starter.CommitAsync(commit);
        }

        var routes = recorded.Decisions;
        var sessions = new List<Session>();
        for (var i = 0; i < workers; i++)
        {
            sessions.Add(await Session.OpenAsync(database));
        }

        var watch = Stopwatch.StartNew();
        var counts = new int[workers];
        for (var stage = 0; stage < 7; stage++)
        {
            var at = stage;
            await Task.WhenAll(sessions.Select((session, worker) => Task.Run(async () =>
            {
                for (var i = worker; i < routes.Count; i += workers)
                {
                    await session.CommitAsync(routes[i][at]);
                    counts[worker]++;
                }
            })));
        }

        watch.Stop();
        foreach (var session in sessions)
        {
            await session.DisposeAsync();
        }

        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The recorded starts, by as many workers.</summary>
    public static async Task<double> StartsAsync(BenchDatabase database, Recording recorded, int workers)
    {
        await database.MigrateAsync();
        var starts = recorded.Starts.ToList();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            await using var session = await Session.OpenAsync(database);
            for (var i = worker; i < starts.Count; i += workers)
            {
                await session.CommitAsync(starts[i]);
            }
        })));
        return starts.Count / watch.Elapsed.TotalSeconds;
    }

    private abstract class Session : IAsyncDisposable
    {
        public static async Task<Session> OpenAsync(BenchDatabase database)
        {
            if (database.Provider == DatabaseProvider.Postgres)
            {
                var connection = new NpgsqlConnection(database.ConnectionString + ";Max Auto Prepare=100;No Reset On Close=true;Pooling=false");
                await connection.OpenAsync();
                return new OnPostgres(connection);
            }

            var file = new SqliteConnection(database.ConnectionString);
            await file.OpenAsync();
            var session = new OnSqlite(file);
            session.Run("PRAGMA journal_mode=WAL");
            session.Run("PRAGMA synchronous=FULL");
            session.Run("PRAGMA busy_timeout=30000");
            return session;
        }

        public abstract Task CommitAsync(IReadOnlyList<Statement> commit);

        public abstract ValueTask DisposeAsync();
    }

    private sealed class OnPostgres(NpgsqlConnection connection) : Session
    {
        public override async Task CommitAsync(IReadOnlyList<Statement> commit)
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
            foreach (var statement in commit)
            {
                var command = new NpgsqlBatchCommand(statement.Text);
                foreach (var value in statement.Values)
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync();
            await using var end = new NpgsqlCommand("COMMIT", connection);
            await end.ExecuteNonQueryAsync();
        }

        public override ValueTask DisposeAsync() => connection.DisposeAsync();
    }

    private sealed class OnSqlite(SqliteConnection connection) : Session
    {
        private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

        public void Run(string text)
        {
            using var command = connection.CreateCommand();
            command.CommandText = text;
            command.ExecuteNonQuery();
        }

        public override Task CommitAsync(IReadOnlyList<Statement> commit)
        {
            // SQLite has no asynchronous I/O; its async methods block all the same.
            Execute(new Statement("BEGIN IMMEDIATE", []));
            foreach (var statement in commit)
            {
                Execute(statement);
            }

            Execute(new Statement("COMMIT", []));
            return Task.CompletedTask;
        }

        private void Execute(Statement statement) => Bound(statement).ExecuteNonQuery();

        public override async ValueTask DisposeAsync()
        {
            foreach (var command in prepared.Values)
            {
                await command.DisposeAsync();
            }

            await connection.DisposeAsync();
        }

        private SqliteCommand Bound(Statement statement)
        {
            if (!prepared.TryGetValue(statement.Text, out var command))
            {
                command = connection.CreateCommand();
                command.CommandText = statement.Text;
                for (var i = 1; i <= statement.Values.Length; i++)
                {
                    command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i}") });
                }

                prepared.Add(statement.Text, command);
            }

            for (var i = 0; i < statement.Values.Length; i++)
            {
                command.Parameters[i].Value = statement.Values[i] switch
                {
                    null => DBNull.Value,
                    DateTimeOffset instant => instant.UtcTicks,
                    var value => value,
                };
            }

            return command;
        }
    }
}
