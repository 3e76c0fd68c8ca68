using System.Globalization;
using System.Net.Sockets;
using System.Resources;
using Npgsql;

namespace Iom.Host;

/// <summary>Why the program cannot start on its database: a sentence for whoever set it up, without password and without stack trace.</summary>
internal static class StartFaults
{
    private static readonly ResourceManager Sentences = new("Iom.Host.Resources.StartFaults", typeof(StartFaults).Assembly);

    /// <returns>Null: it is a bug of ours, and the whole of it should be seen.</returns>
    public static string? SentenceOf(Exception fault, IomOptions options)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (Code(inner) is { } code)
            {
                var address = new NpgsqlConnectionStringBuilder(options.ConnectionString);
                var sentence = Sentences.GetString(code, CultureInfo.GetCultureInfo("ru-RU")) ?? throw new MissingManifestResourceException(code);
                var said = (inner as PostgresException)?.MessageText;
                return string.Format(CultureInfo.InvariantCulture, sentence, $"{address.Host}:{address.Port}", address.Database, address.Username, said);
            }
        }

        return null;
    }

    /// <summary>Another program, or this one once more, listens there already.</summary>
    public static string AddressTaken(string? addresses) =>
        string.Format(CultureInfo.InvariantCulture, Sentences.GetString("address_taken", CultureInfo.GetCultureInfo("ru-RU"))!, addresses);

    private static string? Code(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => "sign_in",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => "no_database",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => "rights",
        PostgresException
        {
            SqlState: PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateColumn or PostgresErrorCodes.DuplicateObject
                or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
        } => "half_migrated",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "disk_full",
        NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: SocketException or TimeoutException } => "unreachable",
        SocketException => "unreachable",
        _ => null,
    };
}
