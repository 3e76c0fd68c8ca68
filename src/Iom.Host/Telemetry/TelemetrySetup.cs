using Iom.Host.Messaging;
using Iom.Workflows.Execution;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Iom.Host.Telemetry;

/// <summary>
/// Traces and metrics over OTLP. Off until <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; every other <c>OTEL_…</c> variable of the standard works, too.
/// Spans carry ids, statements without their values, and addresses without their queries; never a person's data.
/// </summary>
public static class TelemetrySetup
{
    /// <summary>The setting that switches telemetry on.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder.Services.AddSingleton<InstallationMeter>();
        builder.Services.AddHostedService<InstallationSampler>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("iom", serviceInstanceId: Canary.Host).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics
                .AddMeter(ExecutionMeter.Name, "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddOtlpExporter())
            .WithTracing(traces => traces
                .AddSource(ExecutionMeter.Name, "MassTransit")
                .AddAspNetCoreInstrumentation(web => web.Filter = http => !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                .AddNpgsql()
                .AddOtlpExporter());
    }
}
