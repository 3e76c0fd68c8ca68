using Iom.Host.Delivery;
using Iom.Host.Messaging;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Iom.Host.Health;

/// <summary>A real query on a table of ours, so that a missing schema or right is seen, too.</summary>
public sealed class DatabaseCheck(IDbContextFactory<IomDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Definitions.AsNoTracking().AnyAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded();
    }
}

/// <summary>A message of our own goes out over the bus and comes back.</summary>
public sealed class BusCheck(Canary canary) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var took = await canary.LastAsync(Patience, cancellationToken);
        return HealthCheckResult.Healthy(data: Seconds.Of(took));
    }
}

/// <summary>Whether messages leave.</summary>
public sealed class OutboxCheck(DeliveryCounts counts) : IHealthCheck
{
    /// <summary>Longer than any retry of a healthy system.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var age = (await counts.StateAsync(cancellationToken)).OutboxAge;
        return new HealthCheckResult(age > Most ? HealthStatus.Degraded : HealthStatus.Healthy, data: Seconds.Of(age));
    }
}

/// <summary>Whether what is due falls.</summary>
public sealed class SweepCheck(DeliveryCounts counts) : IHealthCheck
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var lag = (await counts.StateAsync(cancellationToken)).SweepLag;
        return new HealthCheckResult(lag > Most ? HealthStatus.Degraded : HealthStatus.Healthy, data: Seconds.Of(lag));
    }
}

/// <summary>The one figure of a check.</summary>
internal static class Seconds
{
    public static Dictionary<string, object> Of(TimeSpan time) => new() { ["seconds"] = Math.Round(time.TotalSeconds, 3) };
}
