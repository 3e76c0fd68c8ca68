using Iom.Workflows.Reminders;
using Quartz;

namespace Iom.Host.Scheduling;

/// <summary>Lets fall what is due, asks again about pathways that wait for a performer, and starts campaigns whose day has come.</summary>
[DisallowConcurrentExecution]
public sealed class SweepJob(ReminderSweep sweep, AttentionSweep attention, CampaignSweep campaigns, IHostApplicationLifetime life) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // A storm of deadlines must not hold up a host that is to stop.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, life.ApplicationStopping);
        try
        {
            while (await sweep.RunOnceAsync(end.Token) > 0)
            {
                end.Token.ThrowIfCancellationRequested();
            }

            await attention.RunOnceAsync(end.Token);
            await campaigns.RunOnceAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The next sweep, here or on another host, finds the rest.
        }
    }
}
