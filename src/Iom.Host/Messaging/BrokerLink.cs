using RabbitMQ.Client;

namespace Iom.Host.Messaging;

/// <summary>A connection of our own beside the bus's, for what a bus does not do: counting queues, moving dead letters.</summary>
public sealed class BrokerLink(Uri address) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private IConnection? connection;

    /// <summary>A channel for one piece of work; a fault of it leaves the connection alone.</summary>
    public async Task<IChannel> ChannelAsync(bool confirms, CancellationToken cancellationToken)
    {
        var open = await ConnectAsync(cancellationToken);
        return await open.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: confirms, publisherConfirmationTrackingEnabled: confirms), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        gate.Dispose();
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (connection is { IsOpen: true } open)
            {
                return open;
            }

            if (connection is not null)
            {
                await connection.DisposeAsync();
                connection = null;
            }

            // Whoever asks asks again, so the client's own recovery would only be in the way.
            var factory = new ConnectionFactory
            {
                Uri = address,
                AutomaticRecoveryEnabled = false,
                RequestedConnectionTimeout = TimeSpan.FromSeconds(3),
                RequestedHeartbeat = TimeSpan.FromSeconds(10),
                ClientProvidedName = "iom-delivery",
            };
            return connection = await factory.CreateConnectionAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }
}
