using Microsoft.Data.Sqlite;
using Npgsql;

namespace Iom.Host.Http;

/// <summary>Faults of the database that pass by themselves or by an administrator's hand; anything else of it is a bug of ours.</summary>
internal static class StorageFaults
{
    public const string RetryAfterSeconds = "5";

    private const int SqliteBusy = 5;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    /// <returns>Code of the sentence for people; null: it is no such fault.</returns>
    public static string? CodeOf(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            switch (fault)
            {
                case PostgresException { SqlState: PostgresErrorCodes.DiskFull }:
                case SqliteException { SqliteErrorCode: SqliteFull }:
                    return "storage_full";
                case NpgsqlException { IsTransient: true }:
                case SqliteException { SqliteErrorCode: SqliteBusy or SqliteCannotOpen }:
                    return "storage_away";
            }
        }

        return null;
    }
}
