using Npgsql;

namespace Iom.Stack.Tests.Servers;

/// <summary>Where the hosts of one test meet.</summary>
/// <param name="Database">Npgsql connection string.</param>
internal sealed record Place(string Database, Lazy<Uri> VirtualHost)
{
    /// <summary><c>amqp://</c> address with a virtual host, taken by whoever asks first.</summary>
    public Uri Broker => VirtualHost.Value;

    /// <summary>Environment of a host; its name stands beside its connections in <c>pg_stat_activity</c>.</summary>
    public Dictionary<string, string?> Settings(string name) => new()
    {
        ["Iom__Database__Provider"] = "postgres",
        ["Iom__Database__ConnectionString"] =
            new NpgsqlConnectionStringBuilder(Database) { ApplicationName = name, MaxPoolSize = 30, Timeout = 5, CommandTimeout = 20 }.ConnectionString,
        ["Iom__Bus__Provider"] = "rabbitmq",
        ["Iom__Bus__Uri"] = Broker.ToString(),
        ["DOTNET_TieredPGO"] = "0",
    };
}
