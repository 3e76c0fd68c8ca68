using Iom.Host.Notifications;
using Iom.Workflows.Execution;
using Iom.Workflows.Relay;
using MassTransit;

namespace Iom.Host.Messaging;

/// <summary>The bus: in memory, or RabbitMQ with quorum queues.</summary>
public static class MessagingSetup
{
    /// <summary>Name of the exchange; part of the contract in docs/messages.md.</summary>
    public const string NoticeExchange = "iom.notice.v1";

    public static void AddMessaging(this WebApplicationBuilder builder, IomOptions options)
    {
        var rabbit = options.Bus.Provider == "rabbitmq";
        builder.Services.AddSingleton<IOutboxPublisher, BusPublisher>();
        builder.Services.AddSingleton(new Receipts(wanted: !rabbit));
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumer<NoticeConsumer>(consumer => consumer.UseMessageRetry(retry => retry.Intervals(100, 500, 2000)));
            bus.AddConfigureEndpointsCallback((_, endpoint) =>
            {
                if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
                {
                    queue.SetQuorumQueue();
                }
            });
            if (rabbit)
            {
                bus.UsingRabbitMq((context, broker) =>
                {
                    broker.Host(new Uri(options.Bus.Uri!));
                    broker.Message<Notice>(message => message.SetEntityName(NoticeExchange));
                    broker.ConfigureEndpoints(context);
                });
            }
            else
            {
                bus.UsingInMemory((context, memory) =>
                {
                    memory.Message<Notice>(message => message.SetEntityName(NoticeExchange));
                    memory.ConfigureEndpoints(context);
                });
            }
        });
    }
}
