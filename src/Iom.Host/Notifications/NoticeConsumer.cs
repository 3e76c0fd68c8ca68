using Iom.Workflows.Execution;
using MassTransit;

namespace Iom.Host.Notifications;

/// <summary>What a notice becomes for people: a line in the application and a mail, once for each however often it is delivered.</summary>
public sealed class NoticeConsumer(NoticeDelivery delivery, Receipts receipts) : IConsumer<Notice>
{
    public async Task Consume(ConsumeContext<Notice> context)
    {
        await delivery.DeliverAsync(context.Message, context.CancellationToken);
        receipts.Give(context.Message.MessageId);
    }
}
