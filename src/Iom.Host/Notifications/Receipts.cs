using System.Collections.Concurrent;

namespace Iom.Host.Notifications;

/// <summary>Tells the publisher what became of a message; only wanted where the bus itself keeps nothing.</summary>
public sealed class Receipts(bool wanted)
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> expected = new();

    /// <summary>How long a message may take.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    public Task Expect(Guid messageId) => wanted
        ? expected.GetOrAdd(messageId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task
        : Task.CompletedTask;

    public void Give(Guid messageId)
    {
        if (expected.TryRemove(messageId, out var receipt))
        {
            receipt.TrySetResult();
        }
    }

    /// <summary>It failed; the publisher fails with it, and tries again later.</summary>
    public void Refuse(Guid messageId, Exception fault)
    {
        if (expected.TryRemove(messageId, out var receipt))
        {
            receipt.TrySetException(fault);
        }
    }
}
