using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Persistence.Migrating;

/// <summary>
/// Works through batches, pathway by pathway, each in its own transaction. A lease keeps two hosts off one batch; a host that dies
/// in the middle leaves the rest to the next, and what it did is not done twice, since the batch is the operation.
/// </summary>
public sealed class MigrationWork(IDbContextFactory<IomDbContext> contexts, MigrationExecutor executor, SinceMigration since, TimeProvider time)
{
    /// <summary>Pathways between two looks at the lease.</summary>
    private const int Portion = 20;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>One portion of one batch.</summary>
    /// <returns>Whether there was anything to do.</returns>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await TakeAsync(context, cancellationToken) is not { } batch)
        {
            return false;
        }

        var undoing = batch.Status == nameof(BatchStatus.Undoing);
        var waiting = undoing ? nameof(RouteStatus.Applied) : nameof(RouteStatus.Ready);
        var routes = await context.MigrationRoutes.Where(row => row.BatchId == batch.Id && row.Status == waiting)
            .OrderBy(row => row.PathwayId).Take(Portion).ToListAsync(cancellationToken);
        foreach (var route in routes)
        {
            await (undoing ? UndoAsync(batch, route, cancellationToken) : ApplyAsync(batch, route, cancellationToken));
            await context.SaveChangesAsync(cancellationToken);
        }

        var done = routes.Count < Portion;
        await context.MigrationBatches.Where(row => row.Id == batch.Id && row.Status == batch.Status).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(one => one.Status, done ? undoing ? nameof(BatchStatus.Undone) : nameof(BatchStatus.Applied) : batch.Status),
            cancellationToken);
        return true;
    }

    /// <summary>Takes one pathway of a batch back.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="pathwayId">The pathway.</param>
    /// <param name="by">Whose decision it is.</param>
    /// <param name="reason">Stays in the history.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>Null: it was; otherwise why it stays.</returns>
    public async Task<Refusal?> UndoAsync(Guid batchId, Guid pathwayId, int by, string reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var batch = await context.MigrationBatches.AsNoTracking().FirstOrDefaultAsync(row => row.Id == batchId, cancellationToken);
        var route = await context.MigrationRoutes.FirstOrDefaultAsync(row => row.BatchId == batchId && row.PathwayId == pathwayId, cancellationToken);
        if (batch is null || route is not { Status: nameof(RouteStatus.Applied) })
        {
            return ExecutionRefusals.Of("migration_settled", RefusalKind.Conflict);
        }

        (batch.ActsBy, batch.UndoReason) = (by, reason);
        var refusal = await UndoAsync(batch, route, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        return refusal;
    }

    private async Task<MigrationBatchRow?> TakeAsync(IomDbContext context, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var free = context.MigrationBatches.Where(row =>
            (row.Status == nameof(BatchStatus.Applying) || row.Status == nameof(BatchStatus.Undoing)) && (row.LeasedUntil == null || row.LeasedUntil < now));
        if (await free.OrderBy(row => row.CreatedAt).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellationToken) is not { } id
            || await free.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(batch => batch.LeasedUntil, now + Lease), cancellationToken) == 0)
        {
            return null;
        }

        return await context.MigrationBatches.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
    }

    private async Task ApplyAsync(MigrationBatchRow batch, MigrationRouteRow route, CancellationToken cancellationToken)
    {
        var operation = new Operation(Applying(batch), "apply");
        var answer = await executor.MigrateAsync(route.PathwayId, batch.ActsBy ?? batch.CreatedBy, MigrationBatches.Choices(batch.Choices), operation, cancellationToken);
        Note(route, answer, RouteStatus.Applied, RouteStatus.Blocked);
    }

    private async Task<Refusal?> UndoAsync(MigrationBatchRow batch, MigrationRouteRow route, CancellationToken cancellationToken)
    {
        var operation = new Operation($"migration-undo-{batch.Id:N}", "undo");
        var answer = await since.RefuseAsync(route.PathwayId, Applying(batch), operation.OperationId, cancellationToken) is { } deed
            ? new ExecutionAnswer.Refused(deed)
            : await executor.UndoAsync(route.PathwayId, batch.ActsBy ?? batch.CreatedBy, batch.UndoReason, operation, cancellationToken);
        return Note(route, answer, RouteStatus.Undone, RouteStatus.Settled);
    }

    private static string Applying(MigrationBatchRow batch) => $"migration-{batch.Id:N}";

    private static Refusal? Note(MigrationRouteRow route, ExecutionAnswer answer, RouteStatus done, RouteStatus refused)
    {
        var refusal = (answer as ExecutionAnswer.Refused)?.Why;
        (route.Status, route.Code, route.Sentence) = ((refusal is null ? done : refused).ToString(), refusal?.Code, refusal?.Sentence);
        return refusal;
    }
}
