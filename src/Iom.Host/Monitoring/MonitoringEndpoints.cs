using Iom.Host.Identity;

namespace Iom.Host.Monitoring;

/// <summary>Overviews over the API.</summary>
public static class MonitoringEndpoints
{
    public static void MapMonitoring(this WebApplication app) =>
        app.MapGet("/api/v1/monitoring", async (MonitoringQueries queries, CancellationToken token) => await queries.OverviewAsync(token))
            .RequireAuthorization(Accounts.ApiPolicy).WithTags("monitoring").WithSummary("Обзор по организациям в пределах ваших полномочий");
}
