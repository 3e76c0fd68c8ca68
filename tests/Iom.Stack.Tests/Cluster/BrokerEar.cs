using System.Collections.Concurrent;
using RabbitMQ.Client;

namespace Iom.Stack.Tests.Cluster;

/// <summary>A queue of the test's own on the exchange of notices: what came to the broker, word for word.</summary>
internal sealed class BrokerEar : IAsyncDisposable
{
    private const string Exchange = "iom.notice.v1";
    private const string Queue = "test-ear";

    private readonly Uri _broker;

    private BrokerEar(Uri broker) => _broker = broker;

    public ConcurrentQueue<(BasicProperties Properties, byte[] Body)> Messages { get; } = new();

    /// <summary>Ids of the messages heard so far.</summary>
    public IReadOnlySet<Guid> Ids => Messages.Select(message => Guid.Parse(message.Properties.MessageId!)).ToHashSet();

    /// <param name="hosts">The exchange is there once one of them has started.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<BrokerEar> OpenAsync(HostGroup hosts, CancellationToken cancellationToken)
    {
        var ear = new BrokerEar(hosts.Place.Broker);
        await ear.WithChannelAsync(
            async channel =>
            {
                await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
                await channel.QueueDeclareAsync(
                    Queue, durable: true, exclusive: false, autoDelete: false,
                    new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
                await channel.QueueBindAsync(Queue, Exchange, string.Empty, cancellationToken: cancellationToken);
            },
            cancellationToken);
        return ear;
    }

    /// <summary>Takes what has come until now.</summary>
    public Task<IReadOnlySet<Guid>> ListenAsync(CancellationToken cancellationToken) => TakeAsync(cancellationToken);

    /// <summary>Sends everything heard once more, as a broker may, or a colleague who replays a queue.</summary>
    public Task EchoAsync(int times, CancellationToken cancellationToken) => WithChannelAsync(
        async channel =>
        {
            foreach (var (properties, body) in Enumerable.Repeat(Messages.ToArray(), times).SelectMany(all => all))
            {
                await channel.BasicPublishAsync(Exchange, string.Empty, mandatory: false, properties, body, cancellationToken);
            }
        },
        cancellationToken);

    public async Task PublishAsync(string body, string contentType, CancellationToken cancellationToken) => await WithChannelAsync(
        async channel => await channel.BasicPublishAsync(
            Exchange,
            string.Empty,
            mandatory: false,
            new BasicProperties { ContentType = contentType, DeliveryMode = DeliveryModes.Persistent },
            System.Text.Encoding.UTF8.GetBytes(body),
            cancellationToken),
        cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task WithChannelAsync(Func<IChannel, Task> use, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = _broker };
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await use(channel);
    }

    private async Task<IReadOnlySet<Guid>> TakeAsync(CancellationToken cancellationToken)
    {
        await WithChannelAsync(
            async channel =>
            {
                while (await channel.BasicGetAsync(Queue, autoAck: true, cancellationToken) is { } got)
                {
                    Messages.Enqueue((new BasicProperties(got.BasicProperties), got.Body.ToArray()));
                }
            },
            cancellationToken);
        return Ids;
    }
}
