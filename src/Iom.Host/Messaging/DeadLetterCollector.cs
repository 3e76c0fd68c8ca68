using Iom.Workflows.Persistence.Sql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Iom.Host.Messaging;

/// <summary>
/// Moves what lies in the parking queues into a table, with the reason: there it can be listed, found and sent again, and a backup holds it.
/// A message is acknowledged when its row is committed.
/// </summary>
public sealed class DeadLetterCollector(BrokerLink link, BusNames names, IStatementRunner runner, TimeProvider time, ILogger<DeadLetterCollector> log)
    : BackgroundService
{
    private const string Insert = """
        INSERT INTO dead_letters (fingerprint, queue, cause, reason, message_id, content_type, body, died_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (fingerprint) DO NOTHING
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var declared = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                if (!declared)
                {
                    await DeclareAsync(stoppingToken);
                    declared = true;
                }

                foreach (var queue in names.Parking)
                {
                    await EmptyAsync(queue, stoppingToken);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Broker or database is away; the messages lie where they are.
                log.LogInformation("Dead letters are not collected for a moment ({Fault}).", fault.GetType().Name);
                declared = false;
                pause = PauseAfterFault;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DeclareAsync(CancellationToken cancellationToken)
    {
        await using var channel = await link.ChannelAsync(confirms: false, cancellationToken);
        await channel.ExchangeDeclareAsync(names.Parked, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(
            names.Parked, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(names.Parked, names.Parked, string.Empty, cancellationToken: cancellationToken);
    }

    private async Task EmptyAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await link.ChannelAsync(confirms: false, cancellationToken);
        try
        {
            while (await channel.BasicGetAsync(queue, autoAck: false, cancellationToken) is { } message)
            {
                var letter = DeadLetter.Of(queue, message, time.GetUtcNow());
                await runner.WriteAsync([new Statement(Insert, letter.Values)], cancellationToken);
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
                log.LogWarning("A message for {Queue} was parked: {Cause}.", letter.Queue, letter.Cause);
            }
        }
        catch (OperationInterruptedException fault) when (fault.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // Nothing was ever parked there.
        }
    }
}
