using System.Net.Sockets;
using Iom.Workflows.Execution;
using Iom.Workflows.Relay;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace Iom.Host.Messaging;

/// <summary>Publishes over RabbitMQ and returns when the broker has confirmed that it keeps the message.</summary>
public sealed class RabbitPublisher(IBus bus, IBusControl control) : IOutboxPublisher
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task PublishAsync(Notice notice, CancellationToken cancellationToken)
    {
        // Asked first: a publish while there is no connection would only wait, and the leases of a whole batch with it.
        if (control.CheckHealth().Status == BusHealthStatus.Unhealthy)
        {
            throw new BusAwayException("The bus has no connection to the broker.");
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(Patience);
        try
        {
            await bus.Publish(notice, context => Address(context, notice), end.Token);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BusAwayException("The broker did not confirm in time.", fault);
        }
        catch (Exception fault) when (IsAway(fault))
        {
            throw new BusAwayException($"The broker does not take messages: {fault.GetType().Name}.", fault);
        }
    }

    private static void Address(PublishContext<Notice> context, Notice notice)
    {
        context.MessageId = notice.MessageId;
        // On a broker that has lost its queues an exchange takes messages for nobody, and says so only when asked to.
        context.GetPayload<RabbitMqSendContext>().Mandatory = true;
    }

    private static bool IsAway(Exception fault) =>
        fault is ConnectionException or MessageReturnedException or OperationInterruptedException or AlreadyClosedException
            or BrokerUnreachableException or IOException or SocketException
        || (fault.InnerException is { } inner && IsAway(inner));
}
