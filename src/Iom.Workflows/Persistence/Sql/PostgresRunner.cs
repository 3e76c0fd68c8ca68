using System.Data;
using System.Data.Common;
using Npgsql;

namespace Iom.Workflows.Persistence.Sql;

/// <summary>On PostgreSQL a commit is one batch in one transaction: two round trips, statements prepared by the driver.</summary>
public sealed class PostgresRunner(NpgsqlDataSource source) : IStatementRunner
{
    private const string Begin = "BEGIN";

    /// <summary>How often one batch may be told to give way before that is a fault.</summary>
    private const int Attempts = 12;

    public string SkipLocked => " FOR UPDATE SKIP LOCKED";

    public async Task<bool> WriteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(statements, cancellationToken);
            }
            catch (PostgresException fault) when (attempt < Attempts
                && fault.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                // The server chose this transaction to give way: nothing is wrong with it, and nothing of it was kept.
            }
        }
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

    private async Task<bool> TryAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = connection.CreateBatch();
        // BEGIN travels with the first statements; an own round trip for it would cost a third of the commit.
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Begin));
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(Command(statement));
        }

        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await EndAsync(connection, "ROLLBACK", CancellationToken.None);
            return false;
        }
        catch
        {
            if (connection.State == ConnectionState.Open)
            {
                await EndAsync(connection, "ROLLBACK", CancellationToken.None);
            }

            throw;
        }

        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i].MustHit && batch.BatchCommands[i + 1].RecordsAffected == 0)
            {
                await EndAsync(connection, "ROLLBACK", CancellationToken.None);
                return false;
            }
        }

        // From here on only the server knows whether it is done: a cancelled wait would leave the caller without the answer.
        await EndAsync(connection, "COMMIT", CancellationToken.None);
        return true;
    }

    private static NpgsqlBatchCommand Command(Statement statement)
    {
        var command = new NpgsqlBatchCommand(statement.Text);
        foreach (var value in statement.Values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }

    private static async Task EndAsync(NpgsqlConnection connection, string how, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(how, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
