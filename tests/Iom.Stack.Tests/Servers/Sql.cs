using Npgsql;

namespace Iom.Stack.Tests.Servers;

/// <summary>Short questions to a database.</summary>
internal static class Sql
{
    public static async Task ExecuteAsync(string database, string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<long> CountAsync(string database, string question, CancellationToken cancellationToken) =>
        (await ListAsync(database, question, reader => reader.GetInt64(0), cancellationToken))[0];

    public static async Task<List<T>> ListAsync<T>(
        string database, string question, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(question, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
