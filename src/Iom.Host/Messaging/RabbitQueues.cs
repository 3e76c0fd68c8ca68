using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Iom.Host.Messaging;

/// <summary>The program's queues on RabbitMQ.</summary>
public sealed class RabbitQueues(BrokerLink link, BusNames names, ILogger<RabbitQueues> log) : IBrokerQueues
{
    public async Task<IReadOnlyList<QueueLength>?> LengthsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var lengths = new List<QueueLength>();
            foreach (var queue in new[] { names.Notices }.Concat(names.Parking))
            {
                lengths.Add(await LengthAsync(queue, cancellationToken));
            }

            return lengths;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogInformation("The broker does not tell the length of its queues ({Fault}).", fault.GetType().Name);
            return null;
        }
    }

    public async Task ReturnAsync(string queue, byte[] body, string? contentType, string? messageId, CancellationToken cancellationToken)
    {
        await using var channel = await link.ChannelAsync(confirms: true, cancellationToken);
        var properties = new BasicProperties { Persistent = true, ContentType = contentType, MessageId = messageId };
        await channel.BasicPublishAsync(string.Empty, queue, mandatory: true, properties, body, cancellationToken);
    }

    /// <summary>A queue for parking is made when the first message is parked; until then it is empty.</summary>
    private async Task<QueueLength> LengthAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await link.ChannelAsync(confirms: false, cancellationToken);
        try
        {
            var found = await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            return new QueueLength(queue, found.MessageCount, found.ConsumerCount);
        }
        catch (OperationInterruptedException fault) when (fault.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return new QueueLength(queue, 0, 0);
        }
    }
}
