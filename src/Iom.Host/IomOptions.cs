using Iom.Workflows;
using Iom.Workflows.Definitions;
using Npgsql;

namespace Iom.Host;

/// <summary>The settings of the program, section <c>Iom</c>. Without any it runs embedded, with the demo town.</summary>
public sealed class IomOptions
{
    public const string Section = "Iom";

    /// <summary><c>demo</c> (demo town, demo accounts, movable clock) or <c>production</c>.</summary>
    public string Mode { get; set; } = "demo";

    /// <summary>Where the embedded database and the keys are kept.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Folder of the definitions; by default the one that is shipped beside the program.</summary>
    public string? DefinitionsFolder { get; set; }

    /// <summary>Which runtime begins pathways whose definition asks for none: <c>native</c>, or <c>elsa</c> where it was built in.</summary>
    public string Runtime { get; set; } = RuntimeNames.Native;

    public DatabaseOptions Database { get; set; } = new();

    public BusOptions Bus { get; set; } = new();

    public MailOptions Mail { get; set; } = new();

    public bool IsDemo => Mode == "demo";

    public string Definitions => DefinitionsFolder ?? Path.Combine(AppContext.BaseDirectory, "definitions");

    /// <summary>The connection string in force.</summary>
    public string ConnectionString => Database.ConnectionString
        ?? $"Data Source={Path.Combine(Path.GetFullPath(DataFolder), "iom.db")}";

    public DatabaseProvider Provider => Database.Provider == "postgres" ? DatabaseProvider.Postgres : DatabaseProvider.Sqlite;

    /// <summary>Faults of the settings, each a sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (Mode is not ("demo" or "production"))
        {
            yield return $"Iom:Mode must be demo or production, not '{Mode}'.";
        }

        if (Runtimes.Fault(Runtime) is { } runtime)
        {
            yield return runtime;
        }

        if (Database.Provider is not ("sqlite" or "postgres"))
        {
            yield return $"Iom:Database:Provider must be sqlite or postgres, not '{Database.Provider}'.";
        }

        if (Database is { Provider: "postgres", ConnectionString: null })
        {
            yield return "Iom:Database:ConnectionString is needed for PostgreSQL.";
        }

        if (Database is { Provider: "postgres", ConnectionString: { } address } && !IsAddress(address))
        {
            yield return "Iom:Database:ConnectionString is not in Npgsql's form: Host=server;Database=iom;Username=user;Password=password.";
        }

        if (Bus.Provider is not ("memory" or "rabbitmq"))
        {
            yield return $"Iom:Bus:Provider must be memory or rabbitmq, not '{Bus.Provider}'.";
        }

        if (Bus.Provider == "rabbitmq" && !Uri.TryCreate(Bus.Uri, UriKind.Absolute, out _))
        {
            yield return "Iom:Bus:Uri must be an amqp address, e.g. amqp://user:password@host:5672/.";
        }

        if (Bus.Prefix.Length is 0 or > 60 || !Bus.Prefix.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.'))
        {
            yield return "Iom:Bus:Prefix must be 1 to 60 Latin letters, digits, dots and hyphens.";
        }

        if (Mail.Provider is not ("kept" or "smtp"))
        {
            yield return $"Iom:Mail:Provider must be kept or smtp, not '{Mail.Provider}'.";
        }
    }

    private static bool IsAddress(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0 };
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Where data are kept.</summary>
    public sealed class DatabaseOptions
    {
        public string Provider { get; set; } = "sqlite";

        public string? ConnectionString { get; set; }
    }

    /// <summary>How messages travel.</summary>
    public sealed class BusOptions
    {
        public string Provider { get; set; } = "memory";

        public string? Uri { get; set; }

        /// <summary>Begins every name on the broker, so that several installations can share one.</summary>
        public string Prefix { get; set; } = "iom";
    }

    /// <summary>How mail leaves.</summary>
    public sealed class MailOptions
    {
        public string Provider { get; set; } = "kept";

        public string Host { get; set; } = "localhost";

        public int Port { get; set; } = 25;

        public string From { get; set; } = "iom@localhost";

        public string? User { get; set; }

        public string? Password { get; set; }

        /// <summary>Address of the program as people reach it, for links in mails; when it is not set, the address on which the program listens.</summary>
        public string? BaseAddress { get; set; }
    }
}
