using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Iom.Workflows.Persistence.Sql;

/// <summary>
/// On SQLite there is one writer: commits that wait are written together in one transaction, each under its own savepoint, so each
/// is still accepted or refused by itself. Several connections would only fight for the file's one write lock.
/// </summary>
public sealed class SqliteRunner : IStatementRunner, IAsyncDisposable
{
    private const int PrimaryKeyTaken = 1555;
    private const int UniqueTaken = 2067;
    private const int MostTogether = 64;

    private readonly string connectionString;
    private readonly string writerConnectionString;
    private readonly Channel<Request> waiting = Channel.CreateUnbounded<Request>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentBag<Session> readers = [];
    private readonly Task writer;

    public SqliteRunner(string connectionString)
    {
        this.connectionString = connectionString;
        // Closing a connection of the writer must undo what is open on it; one that goes back to a pool keeps its transaction.
        writerConnectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        writer = Task.Run(WriteAllAsync);
    }

    public string SkipLocked => string.Empty;

    public async Task<bool> WriteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new Request(session => session.TryWrite(statements));
        await waiting.Writer.WriteAsync(request, cancellationToken);
        // Once queued it may be committed at any moment; only the answer can tell, so the wait is not cancelled.
        return await request.Done.Task;
    }

    public async Task<List<T>> QueryAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        if (!statement.Text.StartsWith("SELECT", StringComparison.Ordinal))
        {
            List<T>? rows = null;
            var request = new Request(session => (rows = session.Read(statement, read)) is not null);
            await waiting.Writer.WriteAsync(request, cancellationToken);
            await request.Done.Task;
            return rows!;
        }

        if (!readers.TryTake(out var reader))
        {
            reader = new Session(await OpenAsync(connectionString, cancellationToken));
        }

        try
        {
            return reader.Read(statement, read);
        }
        finally
        {
            readers.Add(reader);
        }
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writer;
        while (readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    /// <summary>Settings of every connection: readers never block the writer, a commit survives a power cut.</summary>
    internal static async Task<SqliteConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;";
        await pragma.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    private async Task WriteAllAsync()
    {
        Session? session = null;
        var together = new List<Request>(MostTogether);
        while (await waiting.Reader.WaitToReadAsync())
        {
            together.Clear();
            while (together.Count < MostTogether && waiting.Reader.TryRead(out var request))
            {
                together.Add(request);
            }

            try
            {
                session ??= new Session(await OpenAsync(writerConnectionString, CancellationToken.None));
                session.Run("BEGIN IMMEDIATE");
                var answers = together.ConvertAll(request => request.Work(session));
                session.Run("COMMIT");
                for (var i = 0; i < together.Count; i++)
                {
                    together[i].Done.TrySetResult(answers[i]);
                }
            }
            catch (Exception fault)
            {
                // Whatever it was, it belongs to whoever asked: the one writer of the house must live on.
                session?.Dispose();
                session = null;
                if (together.Count == 1)
                {
                    together[0].Done.TrySetException(fault);
                    continue;
                }

                // One bad request must not take the others down: each is tried again alone.
                foreach (var request in together)
                {
                    await RunAloneAsync(request);
                }
            }
        }

        session?.Dispose();
    }

    private async Task RunAloneAsync(Request request)
    {
        try
        {
            using var session = new Session(await OpenAsync(writerConnectionString, CancellationToken.None));
            session.Run("BEGIN IMMEDIATE");
            var answer = request.Work(session);
            session.Run("COMMIT");
            request.Done.TrySetResult(answer);
        }
        catch (Exception fault)
        {
            request.Done.TrySetException(fault);
        }
    }

    private sealed record Request(Func<Session, bool> Work)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A connection with its prepared statements.</summary>
    private sealed class Session(SqliteConnection connection) : IDisposable
    {
        private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

        public void Run(string text) => Prepared(text, 0).ExecuteNonQuery();

        public bool TryWrite(IReadOnlyList<Statement> statements)
        {
            Run("SAVEPOINT one");
            try
            {
                foreach (var statement in statements)
                {
                    if (Bound(statement).ExecuteNonQuery() == 0 && statement.MustHit)
                    {
                        Run("ROLLBACK TO one");
                        return false;
                    }
                }
            }
            catch (SqliteException fault) when (fault.SqliteExtendedErrorCode is PrimaryKeyTaken or UniqueTaken)
            {
                Run("ROLLBACK TO one");
                return false;
            }

            Run("RELEASE one");
            return true;
        }

        public List<T> Read<T>(Statement statement, Func<DbDataReader, T> read)
        {
            var rows = new List<T>();
            using var reader = Bound(statement).ExecuteReader();
            while (reader.Read())
            {
                rows.Add(read(reader));
            }

            return rows;
        }

        public void Dispose()
        {
            foreach (var command in prepared.Values)
            {
                command.Dispose();
            }

            connection.Dispose();
        }

        private SqliteCommand Bound(Statement statement)
        {
            var command = Prepared(statement.Text, statement.Values.Length);
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

        private SqliteCommand Prepared(string text, int values)
        {
            if (prepared.TryGetValue(text, out var command))
            {
                return command;
            }

            command = connection.CreateCommand();
            command.CommandText = text;
            for (var i = 1; i <= values; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i}") });
            }

            prepared.Add(text, command);
            return command;
        }
    }
}
