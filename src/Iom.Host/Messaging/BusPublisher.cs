using Iom.Host.Notifications;
using Iom.Workflows.Execution;
using Iom.Workflows.Relay;
using MassTransit;

namespace Iom.Host.Messaging;

/// <summary>
/// Publishes notices. RabbitMQ confirms that it keeps a message; the bus in memory keeps nothing, so there the outbox row waits
/// until the consumer has done its work.
/// </summary>
public sealed class BusPublisher(IBus bus, Receipts receipts) : IOutboxPublisher
{
    public async Task PublishAsync(Notice notice, CancellationToken cancellationToken)
    {
        var receipt = receipts.Expect(notice.MessageId);
        await bus.Publish(notice, context => context.MessageId = notice.MessageId, cancellationToken);
        await receipt.WaitAsync(Receipts.Patience, cancellationToken);
    }
}
