using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Iom.Workflows.Reminders;

/// <summary>
/// Asks again about pathways in which an item has nobody: after a change of the directory, and each hour, because a role may begin on a day
/// on which nothing else changes.
/// </summary>
public sealed class AttentionSweep(
    IDbContextFactory<IomDbContext> contexts, IRosterSource rosters, PathwayExecutor executor, TimeProvider time, ILogger<AttentionSweep> log)
{
    private (long Revision, long Hour)? seen;

    /// <returns>Pathways that found somebody.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var now = (roster.Revision, time.GetUtcNow().UtcTicks / TimeSpan.TicksPerHour);
        if (now == seen)
        {
            return 0;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // Whatever brought a pathway to the attention list, an item in it may wait for somebody.
        var waiting = await context.Pathways.AsNoTracking()
            .Where(row => row.Attention != null).Select(row => row.Id).ToListAsync(cancellationToken);
        var (helped, failed) = (0, false);
        foreach (var id in waiting)
        {
            try
            {
                var answer = await executor.HandleAsync(id, at => new PathwayEvent.DirectoryChanged(at), null, null, cancellationToken);
                helped += answer is ExecutionAnswer.Done ? 1 : 0;
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // One pathway that cannot be moved must not hold up the others; it is asked again next time.
                log.LogError(fault, "Pathway {Pathway} could not be asked for a performer.", id);
                failed = true;
            }
        }

        seen = failed ? null : now;
        return helped;
    }
}
