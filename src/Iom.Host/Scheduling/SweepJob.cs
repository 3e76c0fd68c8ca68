using Iom.Workflows.Reminders;
using Quartz;

namespace Iom.Host.Scheduling;

/// <summary>Lets fall what is due, and asks again about pathways that wait for a performer.</summary>
[DisallowConcurrentExecution]
public sealed class SweepJob(ReminderSweep sweep, AttentionSweep attention) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await sweep.RunOnceAsync(cancellationToken) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        await attention.RunOnceAsync(cancellationToken);
    }
}
