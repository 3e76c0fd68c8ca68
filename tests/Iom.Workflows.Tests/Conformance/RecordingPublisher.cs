using Iom.Workflows.Execution;
using Iom.Workflows.Relay;

namespace Iom.Workflows.Tests.Conformance;

/// <summary>The bus of a test: keeps what it took, in the order in which it took it.</summary>
internal sealed class RecordingPublisher : IOutboxPublisher
{
    private readonly Lock gate = new();
    private readonly List<Notice> taken = [];

    /// <summary>Called before a notice is taken; what it throws is the bus's fault.</summary>
    public Action<Notice>? Before { get; set; }

    public IReadOnlyList<Notice> Taken
    {
        get
        {
            lock (gate)
            {
                return [.. taken];
            }
        }
    }

    public Task PublishAsync(Notice notice, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Before?.Invoke(notice);
            taken.Add(notice);
        }

        return Task.CompletedTask;
    }
}
