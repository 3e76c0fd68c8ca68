using Iom.Host.Resources;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Iom.Host.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve; 503 only when the database is away, 200 with <c>Degraded</c> when
/// people can work but something waits (docs/adr/0015). The answer names what is wrong, never how it is reached.
/// </summary>
public static class HealthSetup
{
    /// <summary>Short enough for a prober that gives three seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks()
        .AddCheck<DatabaseCheck>("database", HealthStatus.Unhealthy, [], Patience)
        .AddCheck<BusCheck>("bus", HealthStatus.Degraded, [], Patience)
        .AddCheck<OutboxCheck>("outbox", HealthStatus.Degraded, [], Patience)
        .AddCheck<SweepCheck>("sweep", HealthStatus.Degraded, [], Patience);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("ok")).AllowAnonymous().WithTags("health").WithSummary("Программа работает");
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    /// <summary>A check that could not even ask knows nothing, except about what it asked.</summary>
    private static string Word(HealthReportEntry entry) => entry switch
    {
        { Status: HealthStatus.Healthy } => "healthy",
        { Exception: null, Status: HealthStatus.Degraded } => "degraded",
        _ => "failed",
    };

    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new
            {
                status = entry.Value.Status.ToString(),
                // Never the exception's own words: drivers put hosts and users into them.
                text = Texts.Of($"health_{entry.Key}_{Word(entry.Value)}"),
                seconds = entry.Value.Data.TryGetValue("seconds", out var seconds) ? seconds : null,
            }),
    });
}
