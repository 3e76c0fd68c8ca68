using Iom.Host.Http;
using Iom.Host.Notifications;
using Iom.Workflows.Execution;
using Iom.Workflows.Relay;
using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Iom.Host.Messaging;

/// <summary>The bus: in memory, or RabbitMQ with quorum queues and a parking place for every message that cannot be dealt with.</summary>
public static class MessagingSetup
{
    /// <summary>How often the broker hands out a message whose host dies over it, before it is parked.</summary>
    private const int MostDeliveries = 20;

    private static readonly TimeSpan WhileStorageIsAway = TimeSpan.FromSeconds(5);

    /// <summary>RabbitMQ takes a message from a consumer that has held it for half an hour.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(25);

    public static void AddMessaging(this WebApplicationBuilder builder, IomOptions options)
    {
        var rabbit = options.Bus.Provider == "rabbitmq";
        var names = new BusNames(options.Bus.Prefix);
        var services = builder.Services;
        services.AddSingleton(names);
        services.AddSingleton<Canary>();
        services.AddSingleton(new Receipts(wanted: !rabbit));
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumer<NoticeConsumer>();
            bus.AddConsumer<CanaryConsumer>();
            // A bus that is away must not take the program out of service (docs/adr/0015).
            bus.ConfigureHealthCheckOptions(check =>
            {
                check.Name = "bus_endpoints";
                check.MinimalFailureStatus = HealthStatus.Degraded;
            });
            if (rabbit)
            {
                bus.UsingRabbitMq((context, broker) => OnRabbit(context, broker, names, new Uri(options.Bus.Uri!)));
            }
            else
            {
                bus.UsingInMemory((context, memory) => InMemory(context, memory, names));
            }
        });
        if (rabbit)
        {
            services.AddSingleton<IOutboxPublisher, RabbitPublisher>();
            services.AddSingleton(new BrokerLink(new Uri(options.Bus.Uri!)));
            services.AddSingleton<IBrokerQueues, RabbitQueues>();
            services.AddHostedService<DeadLetterCollector>();
        }
        else
        {
            services.AddSingleton<IOutboxPublisher, MemoryPublisher>();
            services.AddSingleton<IBrokerQueues, MemoryQueues>();
        }
    }

    private static void OnRabbit(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator broker, BusNames names, Uri address)
    {
        broker.Host(address);
        Name(broker, names);
        broker.ReceiveEndpoint(names.Notices, queue =>
        {
            queue.SetQuorumQueue();
            queue.SetQueueArgument("x-delivery-limit", MostDeliveries);
            queue.SetQueueArgument("x-dead-letter-exchange", names.Parked);
            // Without these two a message may be lost on its way to the parking queue.
            queue.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
            queue.SetQueueArgument("x-overflow", "reject-publish");
            Consume(queue, context);
        });
        broker.ReceiveEndpoint(names.CanaryQueue(Canary.Host), queue =>
        {
            queue.AutoDelete = true;
            queue.QueueExpiration = TimeSpan.FromMinutes(5);
            queue.DiscardFaultedMessages();
            queue.DiscardSkippedMessages();
            queue.ConfigureConsumer<CanaryConsumer>(context);
        });
    }

    private static void InMemory(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator memory, BusNames names)
    {
        Name(memory, names);
        memory.ReceiveEndpoint(names.Notices, queue =>
        {
            // What fails stays in the outbox, with the reason, and is parked there.
            queue.DiscardFaultedMessages();
            queue.DiscardSkippedMessages();
            queue.ConfigureConsumer<NoticeConsumer>(context);
        });
        memory.ReceiveEndpoint(names.CanaryQueue(Canary.Host), queue => queue.ConfigureConsumer<CanaryConsumer>(context));
    }

    private static void Name(IBusFactoryConfigurator bus, BusNames names)
    {
        bus.Message<Notice>(message => message.SetEntityName(names.NoticeExchange));
        bus.Message<CanaryCall>(message => message.SetEntityName(names.CanaryExchange));
    }

    private static void Consume(IReceiveEndpointConfigurator queue, IBusRegistrationContext context)
    {
        // A database that is away is no fault of the message: it is held until the database is back, and not given up after three tries.
        queue.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(fault => StorageFaults.CodeOf(fault) is not null);
            retry.Intervals([.. Enumerable.Repeat(WhileStorageIsAway, (int)(LongestHold / WhileStorageIsAway))]);
        });
        queue.UseMessageRetry(retry =>
        {
            retry.Ignore<Exception>(fault => StorageFaults.CodeOf(fault) is not null);
            retry.Intervals(100, 500, 2000);
            // Nothing about these gets better by waiting.
            retry.Ignore<UnacceptableMessageException>();
        });
        queue.ConfigureConsumer<NoticeConsumer>(context);
    }
}
