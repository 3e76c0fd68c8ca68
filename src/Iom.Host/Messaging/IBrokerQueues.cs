namespace Iom.Host.Messaging;

/// <summary>A queue as the broker knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Messages">How many wait.</param>
/// <param name="Consumers">How many read it; none on a queue for parking.</param>
public sealed record QueueLength(string Name, long Messages, long Consumers);

/// <summary>What the program wants to know of its queues on the broker.</summary>
public interface IBrokerQueues
{
    /// <summary>The program's queues; empty: this bus has none; null: the broker does not answer.</summary>
    Task<IReadOnlyList<QueueLength>?> LengthsAsync(CancellationToken cancellationToken);

    /// <summary>Puts a message back into a queue, as it was. Returns when the broker keeps it.</summary>
    Task ReturnAsync(string queue, byte[] body, string? contentType, string? messageId, CancellationToken cancellationToken);
}

/// <summary>In memory there are no queues that outlive a moment.</summary>
public sealed class MemoryQueues : IBrokerQueues
{
    public Task<IReadOnlyList<QueueLength>?> LengthsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<QueueLength>?>([]);

    public Task ReturnAsync(string queue, byte[] body, string? contentType, string? messageId, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The bus in memory has no queues.");
}
