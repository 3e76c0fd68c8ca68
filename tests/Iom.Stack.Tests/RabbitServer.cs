using System.Collections.Concurrent;
using System.Security.Cryptography;
using FluentAssertions;
using Iom.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Iom.Stack.Tests;

/// <summary>Quorum queues as MassTransit declares them on the RabbitMQ that the other tests rely on.</summary>
public sealed class RabbitServer
{
    private readonly Uri _server = RequiredServer.RabbitMq;
    private readonly string _queue = "iom-test-" + RandomNumberGenerator.GetHexString(12, lowercase: true);

    [Fact]
    public async Task A_quorum_queue_keeps_messages_while_no_host_runs()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using (var first = Host())
        {
            await RunAsync(first, _ => Task.CompletedTask, cancellation);
        }

        await using (var sender = Sender())
        {
            await RunAsync(sender, bus => bus.PublishBatch(Enumerable.Range(1, 20).Select(number => new Ping(number)), cancellation), cancellation);
        }

        await using var second = Host();
        var received = second.GetRequiredService<Received>();
        await RunAsync(second, _ => received.All(20, cancellation), cancellation);

        received.Numbers.Should().BeEquivalentTo(Enumerable.Range(1, 20));
    }

    [Fact]
    public async Task A_queue_declared_through_MassTransit_is_a_quorum_queue()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using (var host = Host())
        {
            await RunAsync(host, _ => Task.CompletedTask, cancellation);
        }

        await DeclareAsync("quorum", cancellation);
        var asClassic = () => DeclareAsync("classic", cancellation);

        (await asClassic.Should().ThrowAsync<OperationInterruptedException>())
            .Which.ShutdownReason!.ReplyCode.Should().Be(Constants.PreconditionFailed);
    }

    private static async Task RunAsync(ServiceProvider host, Func<IBusControl, Task> meanwhile, CancellationToken cancellationToken)
    {
        var bus = host.GetRequiredService<IBusControl>();
        await bus.StartAsync(cancellationToken);
        await meanwhile(bus);
        await bus.StopAsync(cancellationToken);
    }

    private ServiceProvider Host() => Services(bus =>
    {
        bus.AddConsumer<Receiver>();
        bus.UsingRabbitMq((context, rabbit) =>
        {
            rabbit.Host(_server);
            rabbit.ReceiveEndpoint(_queue, endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.ConfigureConsumer<Receiver>(context);
            });
        });
    });

    private ServiceProvider Sender() => Services(bus => bus.UsingRabbitMq((_, rabbit) => rabbit.Host(_server)));

    private static ServiceProvider Services(Action<IBusRegistrationConfigurator> configure) =>
        new ServiceCollection().AddLogging().AddSingleton<Received>().AddMassTransit(configure).BuildServiceProvider(true);

    /// <summary>The server refuses to declare a queue again with another type.</summary>
    private async Task DeclareAsync(string type, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = _server };
        await using var connection = await factory.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(
            _queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = type }, cancellationToken: cancellationToken);
    }

    public sealed record Ping(int Number);

    public sealed class Received
    {
        private readonly ConcurrentDictionary<int, bool> _numbers = new();
        private readonly SemaphoreSlim _arrived = new(0);

        public ICollection<int> Numbers => _numbers.Keys;

        public void Add(int number)
        {
            if (_numbers.TryAdd(number, true))
            {
                _arrived.Release();
            }
        }

        /// <summary>Ends when so many different numbers have arrived.</summary>
        public async Task All(int count, CancellationToken cancellationToken)
        {
            for (var i = 0; i < count; i++)
            {
                await _arrived.WaitAsync(cancellationToken);
            }
        }
    }

    public sealed class Receiver(Received received) : IConsumer<Ping>
    {
        public Task Consume(ConsumeContext<Ping> context)
        {
            received.Add(context.Message.Number);
            return Task.CompletedTask;
        }
    }
}
