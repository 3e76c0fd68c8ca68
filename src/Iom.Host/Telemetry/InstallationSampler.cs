using Iom.Host.Delivery;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence.Sql;

namespace Iom.Host.Telemetry;

/// <summary>Asks the database for what the gauges give: delivery often, items seldom, since those are many.</summary>
public sealed class InstallationSampler(
    InstallationMeter meter, DeliveryCounts counts, IStatementRunner runner, TimeProvider time, ILogger<InstallationSampler> log) : BackgroundService
{
    private const string CountItems = """
        SELECT COUNT(*), COUNT(CASE WHEN due_on < $1 THEN 1 END) FROM work_items WHERE status = $2
        """;

    private const int ItemsEvery = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var round = 0; !stoppingToken.IsCancellationRequested; round++)
        {
            try
            {
                meter.Sample(await counts.StateAsync(stoppingToken));
                if (round % ItemsEvery == 0)
                {
                    meter.Sample(await ItemsAsync(stoppingToken));
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogInformation("No figures of the installation for a moment ({Fault}).", fault.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Days begin at different hours across the country; what is overdue here is overdue in every zone of it.</summary>
    private async Task<ItemCounts> ItemsAsync(CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var found = await runner.QueryAsync(
            new Statement(CountItems, [day, nameof(ItemStatus.Open)]), static reader => new ItemCounts(reader.GetInt64(0), reader.GetInt64(1)), cancellationToken);
        return found[0];
    }
}
