using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Reminders;

/// <summary>After a change of the directory: asks again about pathways in which an item has nobody.</summary>
public sealed class AttentionSweep(IDbContextFactory<IomDbContext> contexts, IRosterSource rosters, PathwayExecutor executor)
{
    private long seen = -1;

    /// <returns>Pathways that found somebody.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        if (roster.Revision == seen)
        {
            return 0;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await context.Pathways.AsNoTracking()
            .Where(row => row.Attention != null).Select(row => row.Id).ToListAsync(cancellationToken);
        var helped = 0;
        foreach (var id in waiting)
        {
            var answer = await executor.HandleAsync(id, now => new PathwayEvent.DirectoryChanged(now), null, null, cancellationToken);
            helped += answer is ExecutionAnswer.Done ? 1 : 0;
        }

        seen = roster.Revision;
        return helped;
    }
}
