using Iom.Workflows.Relay;

namespace Iom.Host.Scheduling;

/// <summary>Tells other hosts of rows in the outbox and hears of theirs; on PostgreSQL only.</summary>
public sealed class HintService(PostgresHints hints) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => hints.RunAsync(stoppingToken);
}
