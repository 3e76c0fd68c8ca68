using Iom.Workflows.Execution;

namespace Iom.Workflows.Relay;

/// <summary>Hands notices to the bus. Returns when the bus has taken them for good.</summary>
public interface IOutboxPublisher
{
    Task PublishAsync(Notice notice, CancellationToken cancellationToken);
}
