using Iom.Host.Identity;
using Iom.Host.Work;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Monitoring;

/// <summary>Overviews within the reader's rights.</summary>
public sealed class MonitoringQueries(IDbContextFactory<IomDbContext> contexts, IRosterSource rosters, IPlanSource plans, WorkItemQueries items, CurrentPerson me)
{
    /// <summary>How many routes stand in a stage, by organisation.</summary>
    public sealed record Row(string Organisation, int Educators, int Running, int Overdue, int Attention, int WithoutRoute);

    /// <summary>A stage and how many routes stand in it.</summary>
    public sealed record StageCount(string Title, int Count);

    public sealed record Overview(IReadOnlyList<Row> Rows, IReadOnlyList<StageCount> Stages, WorkItemList Attention);

    public async Task<Overview> OverviewAsync(CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var today = await me.TodayAsync(cancellationToken);
        var units = roster.ScopeOf(me.Id, Rights.Monitor, today).Units.ToArray();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var routes = await context.Pathways.AsNoTracking().Where(row => units.Contains(row.OrgUnitId) && row.Status == nameof(PathwayStatus.Running))
            .Select(row => new { row.OrgUnitId, row.SubjectId, row.Stage, row.Attention, row.DefinitionKey, row.DefinitionVersion }).ToListAsync(cancellationToken);
        var overdue = await context.WorkItems.AsNoTracking().Where(row => units.Contains(row.OrgUnitId) && row.Status == nameof(ItemStatus.Open) && row.DueOn < today)
            .GroupBy(row => row.OrgUnitId).Select(group => new { Unit = group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Unit, row => row.Count, cancellationToken);
        var titles = new List<string>();
        foreach (var route in routes)
        {
            var plan = await plans.FindAsync(route.DefinitionKey, route.DefinitionVersion, cancellationToken);
            titles.Add(plan!.FindStage(route.Stage!)?.Title ?? route.Stage!);
        }

        var withRoute = routes.Select(route => route.SubjectId).ToHashSet();
        var rows = units.Select(roster.Unit).Where(unit => unit.Level == OrgLevels.Organisation).OrderBy(unit => unit.Id).Select(unit =>
        {
            var here = roster.Educators.Where(educator => roster.UnitOf(educator.PersonId)!.Id == unit.Id).ToList();
            var running = routes.Where(route => route.OrgUnitId == unit.Id).ToList();
            return new Row(
                unit.Name, here.Count, running.Count, overdue.GetValueOrDefault(unit.Id), running.Count(route => route.Attention is not null),
                here.Count(educator => !withRoute.Contains(educator.PersonId)));
        }).ToList();
        return new Overview(
            rows,
            [.. titles.GroupBy(title => title).Select(group => new StageCount(group.Key, group.Count())).OrderByDescending(stage => stage.Count)],
            await items.ListAsync(WorkItemScope.Attention, null, cancellationToken));
    }
}
