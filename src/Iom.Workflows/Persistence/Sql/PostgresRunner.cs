using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Npgsql;

namespace Iom.Workflows.Persistence.Sql;

/// <summary>
/// On PostgreSQL a commit is one batch in one transaction and one round trip. Commits that wait together are written in one transaction;
/// when anything in it misses, all is undone and each is written alone, so each is accepted or refused by itself.
/// </summary>
public sealed class PostgresRunner : IStatementRunner, IAsyncDisposable
{
    private const string Begin = "BEGIN";
    private const string Commit = "COMMIT";

    /// <summary>How often one batch may be told to give way before that is a fault.</summary>
    private const int Attempts = 12;
    private const int AloneAtOnce = 8;

    private readonly NpgsqlDataSource source;
    private readonly CommitQueue queue;

    /// <summary>Statements that must touch a row, so written that PostgreSQL itself stops the batch when they touch none.</summary>
    private readonly ConcurrentDictionary<string, string> strict = new(StringComparer.Ordinal);

    public PostgresRunner(NpgsqlDataSource source)
    {
        this.source = source;
        queue = new CommitQueue(WriteTogetherAsync);
    }

    public string SkipLocked => " FOR UPDATE SKIP LOCKED";

    public async Task<bool> WriteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return statements.Count == 0 || await queue.AddAsync(statements);
    }

    public async Task<List<T>> QueryAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement.Text, connection);
        foreach (var value in statement.Values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public ValueTask DisposeAsync() => queue.DisposeAsync();

    private async Task WriteTogetherAsync(IReadOnlyList<WaitingCommit> group)
    {
        if (group.Count == 1)
        {
            await WriteAloneAsync(group[0]);
            return;
        }

        try
        {
            await RunAsync(group.SelectMany(commit => commit.Statements));
        }
        catch (Exception fault) when (fault is PostgresException or not NpgsqlException)
        {
            // Something of somebody's did not go through: the server undid all of it, or the driver could not even send it.
            await Parallel.ForEachAsync(
                group, new ParallelOptions { MaxDegreeOfParallelism = AloneAtOnce }, async (commit, _) => await WriteAloneAsync(commit));
            return;
        }
        catch (Exception fault)
        {
            // The connection broke: whether it was committed only the server knows, and each of the callers has to ask.
            foreach (var commit in group)
            {
                commit.Done.TrySetException(fault);
            }

            return;
        }

        foreach (var commit in group)
        {
            commit.Done.TrySetResult(true);
        }
    }

    private async Task WriteAloneAsync(WaitingCommit commit)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunAsync(commit.Statements);
                commit.Done.TrySetResult(true);
                return;
            }
            catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DivisionByZero)
            {
                commit.Done.TrySetResult(false);
                return;
            }
            catch (PostgresException fault) when (attempt < Attempts
                && fault.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                // The server chose this transaction to give way: nothing is wrong with it, and nothing of it was kept.
            }
            catch (Exception fault)
            {
                commit.Done.TrySetException(fault);
                return;
            }
        }
    }

    /// <exception cref="PostgresException">The server refused something and undid everything.</exception>
    private async Task RunAsync(IEnumerable<Statement> statements)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Begin));
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(Command(statement));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(Commit));
        try
        {
            // After an error the server skips the rest of the batch, so the COMMIT at its end is only reached when all went through.
            await batch.ExecuteNonQueryAsync();
        }
        catch (PostgresException) when (connection.State == ConnectionState.Open)
        {
            await using var undo = new NpgsqlCommand("ROLLBACK", connection);
            await undo.ExecuteNonQueryAsync();
            throw;
        }
    }

    private NpgsqlBatchCommand Command(Statement statement)
    {
        // No row touched becomes a division by zero: an error inside the batch, where a count could only be read after it.
        var text = statement.MustHit
            ? strict.GetOrAdd(statement.Text, static text => $"WITH hit AS ({text} RETURNING 1) SELECT 1 / count(*) FROM hit")
            : statement.Text;
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in statement.Values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
