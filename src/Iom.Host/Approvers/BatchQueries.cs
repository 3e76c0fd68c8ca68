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

    /// <summary>One step of one definition, with the people's items that stand at it.</summary>
    /// <param name="Key">Names it in an address.</param>
    /// <param name="Definition">Title of the definition.</param>
    public sealed record BatchStep(string Key, string Definition, SlotPlan Slot, IReadOnlyList<WorkItemLine> Items);

    /// <summary>Steps whose form and answers are the same for all their items, the most urgent first.</summary>
    public async Task<IReadOnlyList<BatchStep>> ListAsync(BatchKind kind, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var person = me.Id;
        var rows = await context.WorkItems.AsNoTracking()
            .Where(item => item.Status == nameof(ItemStatus.Open)
                && context.Assignees.Any(a => a.PersonId == person && a.PathwayId == item.PathwayId && a.Number == item.Number))
            .OrderBy(item => item.DueOn).ThenBy(item => item.PathwayId).Take(Most).ToListAsync(cancellationToken);
        var found = new List<BatchStep>();
        foreach (var step in rows.GroupBy(row => (row.DefinitionKey, row.DefinitionVersion, row.Stage, row.Slot)))
        {
            var plan = await plans.FindAsync(step.Key.DefinitionKey, step.Key.DefinitionVersion, cancellationToken);
            if (plan?.FindStage(step.Key.Stage)?.Slots.FirstOrDefault(slot => slot.Key == step.Key.Slot) is { } slot && slot.Batch == kind)
            {
                found.Add(new BatchStep(
                    $"{plan.Key}.{plan.Version}.{step.Key.Stage}.{slot.Key}", plan.Title, slot, [.. step.Select(row => lists.Line(row, plan, roster, [person], null))]));
            }
        }

        return found;
    }
}
