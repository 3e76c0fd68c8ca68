using Iom.Host.Identity;
using Iom.Host.Work;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Approvers;

/// <summary>The items that one sitting or one order may answer together.</summary>
public sealed class BatchQueries(
    IDbContextFactory<IomDbContext> contexts, IRosterSource rosters, IPlanSource plans, WorkItemQueries lists, CurrentPerson me)
{
    private const int Most = 200;

    /// <summary>An item with the answers it offers.</summary>
    public sealed record BatchLine(WorkItemLine Item, SlotPlan Slot);

    public async Task<IReadOnlyList<BatchLine>> ListAsync(BatchKind kind, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var person = me.Id;
        var rows = await context.WorkItems.AsNoTracking()
            .Where(item => item.Status == nameof(ItemStatus.Open)
                && context.Assignees.Any(a => a.PersonId == person && a.PathwayId == item.PathwayId && a.Number == item.Number))
            .OrderBy(item => item.DueOn).ThenBy(item => item.PathwayId).Take(Most).ToListAsync(cancellationToken);
        var found = new List<BatchLine>();
        foreach (var row in rows)
        {
            var plan = await plans.FindAsync(row.DefinitionKey, row.DefinitionVersion, cancellationToken);
            if (plan?.FindStage(row.Stage)?.Slots.FirstOrDefault(slot => slot.Key == row.Slot) is { } slot && slot.Batch == kind)
            {
                found.Add(new BatchLine(lists.Line(row, plan, roster, [person], null), slot));
            }
        }

        return found;
    }
}
