using Iom.Workflows.Execution;
using MassTransit;

namespace Iom.Host.Notifications;

/// <summary>What a notice becomes for people: a line in the application and a mail, once for each however often it is delivered.</summary>
public sealed class NoticeConsumer(NoticeDelivery delivery, Receipts receipts) : IConsumer<Notice>
{
    public async Task Consume(ConsumeContext<Notice> context)
    {
        try
        {
            await delivery.DeliverAsync(context.Message, context.CancellationToken);
            receipts.Give(context.Message.MessageId);
        }
        catch (Exception fault)
        {
            receipts.Refuse(context.Message.MessageId, fault);
            throw;
        }
    }
}
