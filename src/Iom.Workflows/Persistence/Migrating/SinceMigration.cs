using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Persistence.Migrating;

/// <summary>Says what happened to a pathway after it was carried over, so that nothing later is taken back with it and people see why.</summary>
public sealed class SinceMigration(IDbContextFactory<IomDbContext> contexts, IRosterSource rosters)
{
    /// <summary>What the program does by itself; a person's deed says more.</summary>
    private static readonly string[] OfProgram = ["timer_fell", "directory_changed"];

    /// <param name="pathwayId">The pathway.</param>
    /// <param name="migrated">The operation that carried it over.</param>
    /// <param name="undone">The operation that takes it back; one that was begun already is no deed of others.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The refusal with the deed and its local day; null: nothing happened since.</returns>
    public async Task<Refusal?> RefuseAsync(Guid pathwayId, string migrated, string undone, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var history = context.History.AsNoTracking().Where(row => row.PathwayId == pathwayId);
        var own = await history.Where(row => row.OperationId == migrated).Select(row => (long?)row.Revision).FirstOrDefaultAsync(cancellationToken);
        var after = await history.Where(row => row.Revision > own).OrderBy(row => row.Revision)
            .Select(row => new { row.Kind, row.At, row.OperationId }).ToListAsync(cancellationToken);
        if (after.Exists(row => row.OperationId == undone) || (after.Find(row => !OfProgram.Contains(row.Kind)) ?? after.FirstOrDefault()) is not { } deed)
        {
            return null;
        }

        var unit = await context.Pathways.AsNoTracking().Where(row => row.Id == pathwayId).Select(row => row.OrgUnitId).SingleAsync(cancellationToken);
        var day = (await rosters.CurrentAsync(cancellationToken)).CalendarOf(unit).LocalDate(deed.At);
        return ExecutionRefusals.Settled(day, deed.Kind);
    }
}
