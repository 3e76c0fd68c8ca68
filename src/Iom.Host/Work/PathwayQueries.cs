using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Work;

/// <summary>One route for its page and for the API; null for whoever may not see it.</summary>
public sealed class PathwayQueries(
    IDbContextFactory<IomDbContext> contexts,
    IRosterSource rosters,
    IPlanSource plans,
    IPathwayStore pathways,
    WorkItemQueries lists,
    CurrentPerson me,
    TimeProvider time)
{
    public async Task<PathwayView?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (await pathways.FindAsync(id, cancellationToken) is not { } pathway || !Permissions.MaySee(pathway.State, me.Id, roster, now))
        {
            return null;
        }

        var plan = (await plans.FindAsync(pathway.DefinitionKey, pathway.DefinitionVersion, cancellationToken))!;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var items = await context.WorkItems.AsNoTracking().Where(row => row.PathwayId == id).OrderBy(row => row.Number).ToListAsync(cancellationToken);
        var history = await context.History.AsNoTracking().Where(row => row.PathwayId == id).OrderByDescending(row => row.Revision).ToListAsync(cancellationToken);
        var open = pathway.State.Items.FirstOrDefault(item =>
            Permissions.Allowed(plan, pathway.State, item.Number, me.Id, roster, now).Outcomes.Length > 0);
        var unit = roster.UnitOf(pathway.State.SubjectId)!;
        var today = roster.CalendarOf(unit.Id).LocalDate(now);
        var strip = new StripQueries(plan, pathway.State, items, roster, now);
        return new PathwayView(
            pathway,
            plan,
            roster.Person(pathway.State.SubjectId)!,
            roster.Educator(pathway.State.SubjectId),
            unit,
            strip.Main(),
            [.. HistoryWords.Of(history, plan, await PlansAsync(plan, items, history, cancellationToken), items, roster, me.Id)],
            open is null ? null : lists.Line(items.First(row => row.Number == open.Number), plan, roster, open.Assignees, null),
            (roster.RightsOver(me.Id, pathway.State.SubjectId, today) & Rights.Administer) != 0,
            pathway.State.CapOn(plan),
            strip.Tracks(),
            Triggers.Offered(plan, pathway.State, me.Id, roster, now))
        {
            Replaceable = [.. Replaceable(plan, pathway.State, roster, today)],
        };
    }

    private async Task<Dictionary<(string Key, int Version), ProcessPlan>> PlansAsync(
        ProcessPlan plan, List<WorkItemRow> items, List<HistoryRow> history, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string Key, int Version), ProcessPlan> { [(plan.Key, plan.Version)] = plan };
        foreach (var (key, version) in items.Select(item => (item.DefinitionKey, item.DefinitionVersion)).Concat(history.Select(HistoryWords.Before).OfType<(string, int)>()).Distinct())
        {
            if (await plans.FindAsync(key, version, cancellationToken) is { } other)
            {
                found[(key, version)] = other;
            }
        }

        return found;
    }

    /// <summary>People whom the document names and for whom others may step in.</summary>
    private static IEnumerable<ReplaceablePerson> Replaceable(ProcessPlan plan, PathwayState state, Roster roster, DateOnly today)
    {
        var fields = plan.AllStages.SelectMany(stage => stage.Slots).SelectMany(slot => slot.Fields)
            .Where(field => field.Type == FieldType.Person && state.Document.Fields.ContainsKey(field.Key)).DistinctBy(field => field.Key).ToList();
        var people = PersonChoices.Of(fields, roster, state, today);
        return fields.Select(field => new ReplaceablePerson(field.Key, field.Title, people.For(field.Key)));
    }

    /// <summary>The pathway of an educator that runs, or the last one; null: none.</summary>
    public async Task<Guid?> OfEducatorAsync(int educatorId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Pathways.AsNoTracking().Where(row => row.SubjectId == educatorId)
            .OrderBy(row => row.Status == nameof(PathwayStatus.Running) || row.Status == nameof(PathwayStatus.Suspended) ? 0 : 1).ThenByDescending(row => row.StartOn)
            .Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellationToken);
    }
}
