using System.Globalization;
using System.Text.Json;
using Iom.Stack.Tests.Servers;
using Iom.Tests.Support;
using Npgsql;
using RabbitMQ.Client;

namespace Iom.Stack.Tests.Delivery;

/// <summary>One installation of a test's own: a database, names on the broker, a mail server; hosts as many as wanted.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly List<HostProcess> hosts = [];

    private Installation(TestDatabase database)
    {
        this.database = database;
        Prefix = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!.Replace('_', '-');
        Settings = new Dictionary<string, string?>
        {
            ["Iom__Database__Provider"] = "postgres",
            ["Iom__Database__ConnectionString"] = database.ConnectionString,
            ["Iom__Bus__Provider"] = "rabbitmq",
            ["Iom__Bus__Uri"] = RequiredServer.RabbitMq.ToString(),
            ["Iom__Bus__Prefix"] = Prefix,
            ["Iom__Mail__Provider"] = "smtp",
            ["Iom__Mail__Host"] = "127.0.0.1",
            ["Iom__Mail__Port"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
        };
    }

    public string Prefix { get; }

    public string ConnectionString => database.ConnectionString;

    public MailCatcher Mail { get; } = new();

    /// <summary>Settings of the next host.</summary>
    public Dictionary<string, string?> Settings { get; }

    public static async Task<Installation> MakeAsync(CancellationToken cancellationToken) =>
        new(await TestDatabase.OnPostgresAsync(cancellationToken));

    public async Task<HostProcess> StartAsync(CancellationToken cancellationToken)
    {
        var host = await HostProcess.StartAsync(Settings, cancellationToken);
        hosts.Add(host);
        return host;
    }

    /// <summary>Signs in as the administrator of the whole region.</summary>
    public static async Task<string> SignInAsync(HostProcess host, CancellationToken cancellationToken)
    {
        var accounts = await host.GetAsync("/api/v1/demo/accounts", cancellationToken);
        var email = accounts.EnumerateArray()
            .First(account => account.GetProperty("role").GetString()!.StartsWith("Специалист министерства", StringComparison.Ordinal)).GetProperty("email").GetString()!;
        await host.SignInAsync(email, cancellationToken);
        return email;
    }

    /// <summary>Starts a route for the next educator without one.</summary>
    public static async Task<Guid> StartRouteAsync(HostProcess host, CancellationToken cancellationToken)
    {
        var educators = await host.GetAsync("/api/v1/educators?withoutRoute=true", cancellationToken);
        var answer = await host.PostAsync("/api/v1/pathways", new { educatorId = educators[0].GetProperty("id").GetInt32() }, cancellationToken);
        return answer.GetProperty("id").GetGuid();
    }

    public Task<long> CountAsync(string question, CancellationToken cancellationToken) => ScalarAsync<long>(question, cancellationToken);

    public async Task<T> ScalarAsync<T>(string question, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(question, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public Task UntilAsync(string question, long expected, CancellationToken cancellationToken) => UntilAsync(
        async () => await CountAsync(question, cancellationToken) == expected, $"{question} = {expected}", cancellationToken);

    /// <summary>Asks until it is so; what crosses a broker takes a moment.</summary>
    public static Task UntilAsync(Func<Task<bool>> isSo, string what, CancellationToken cancellationToken) => Poll.UntilAsync(isSo, what, cancellationToken);

    /// <summary>Puts bytes on the broker behind the program's back.</summary>
    public static async Task PublishAsync(string exchange, string key, byte[] body, string contentType, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = RequiredServer.RabbitMq };
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellationToken);
        await channel.BasicPublishAsync(exchange, key, mandatory: true, new BasicProperties { Persistent = true, ContentType = contentType }, body, cancellationToken);
    }

    /// <summary>An envelope as the bus writes it.</summary>
    public static byte[] Envelope(string type, object message) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        messageId = Guid.CreateVersion7(),
        messageType = new[] { $"urn:message:{type}" },
        message,
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        await Mail.DisposeAsync();
        await database.DisposeAsync();
    }
}
