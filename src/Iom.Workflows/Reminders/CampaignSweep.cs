using System.Globalization;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence.Sql;
using Microsoft.Extensions.Logging;

namespace Iom.Workflows.Reminders;

/// <summary>
/// Starts the campaigns whose day has come, once an hour on one of the hosts. What a host that went down left undone is found in the next hour,
/// and a day on which nothing ran is made up for within two weeks.
/// </summary>
public sealed class CampaignSweep(
    Campaigns campaigns, IPlanSource plans, IStatementRunner runner, TimeProvider time, ILogger<CampaignSweep> log)
{
    private const int DaysLate = 14;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private const string Lease = """
        INSERT INTO settings (key, value) VALUES ('campaigns_leased_until', $1)
        ON CONFLICT (key) DO UPDATE SET value = $1 WHERE settings.value < $2
        RETURNING key
        """;

    private DateTimeOffset next;

    /// <returns>Routes started.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < next)
        {
            return 0;
        }

        var due = (await plans.CurrentAsync(cancellationToken)).SelectMany(plan => plan.Campaigns.Select(campaign => (plan, campaign))).ToList();
        if (due.Count > 0 && !await LeaseAsync(now, cancellationToken))
        {
            due = [];
        }

        var started = 0;
        foreach (var (plan, campaign) in due)
        {
            var lines = await campaigns.StartAsync(plan, campaign, by: null, DaysLate, cancellationToken);
            var begun = lines.Count(line => line.Result == CampaignResult.Started);
            if (begun > 0)
            {
                log.LogInformation("Campaign {Definition}/{Campaign} started {Count} routes.", plan.Key, campaign.Key, begun);
            }

            started += begun;
        }

        next = now + Every;
        return started;
    }

    /// <summary>Instants of one width, so that texts compare as they do.</summary>
    private async Task<bool> LeaseAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        (await runner.QueryAsync(new Statement(Lease, [Text(now + Every), Text(now)]), static reader => reader.GetString(0), cancellationToken)).Count > 0;

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
