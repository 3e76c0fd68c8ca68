using Iom.Host.Notifications;
using Iom.Workflows.Execution;
using Iom.Workflows.Relay;
using MassTransit;

namespace Iom.Host.Messaging;

/// <summary>Publishes in memory. That bus keeps nothing, so the outbox row waits until the consumer has done its work, and takes its fault as its own.</summary>
public sealed class MemoryPublisher(IBus bus, Receipts receipts) : IOutboxPublisher
{
    public async Task PublishAsync(Notice notice, CancellationToken cancellationToken)
    {
        var receipt = receipts.Expect(notice.MessageId);
        await bus.Publish(notice, context => context.MessageId = notice.MessageId, cancellationToken);
        await receipt.WaitAsync(Receipts.Patience, cancellationToken);
    }
}
