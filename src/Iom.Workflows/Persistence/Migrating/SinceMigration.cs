using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Persistence.Migrating;

/// <summary>Says what happened to a pathway after it was carried over, so that people see why that cannot be taken back.</summary>
public sealed class SinceMigration(IDbContextFactory<IomDbContext> contexts, IRosterSource rosters)
{
    /// <summary>What the program does by itself; a person's deed says more.</summary>
    private static readonly string[] OfProgram = ["timer_fell", "directory_changed"];

    /// <returns>The refusal with the deed and its local day; null: nothing happened, or it was never carried over.</returns>
    public async Task<Refusal?> SayAsync(Guid pathwayId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var history = context.History.AsNoTracking().Where(row => row.PathwayId == pathwayId);
        var migrated = await history.Where(row => row.Kind == EventKinds.Migrated).MaxAsync(row => (long?)row.Revision, cancellationToken);
        var after = await history.Where(row => row.Revision > migrated).OrderBy(row => row.Revision)
            .Select(row => new { row.Kind, row.At }).ToListAsync(cancellationToken);
        if ((after.Find(row => !OfProgram.Contains(row.Kind)) ?? after.FirstOrDefault()) is not { } deed)
        {
            return null;
        }

        var unit = await context.Pathways.AsNoTracking().Where(row => row.Id == pathwayId).Select(row => row.OrgUnitId).SingleAsync(cancellationToken);
        var day = (await rosters.CurrentAsync(cancellationToken)).CalendarOf(unit).LocalDate(deed.At);
        return ExecutionRefusals.Settled(day, deed.Kind);
    }
}
