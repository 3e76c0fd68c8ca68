using System.Text.Json;
using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Work;

/// <summary>The lists of work items, for pages and API alike.</summary>
public sealed class WorkItemQueries(
    IDbContextFactory<IomDbContext> contexts, IRosterSource rosters, IPlanSource plans, CurrentPerson me, TimeProvider time)
{
    public const int PageSize = 50;

    public async Task<WorkItemList> ListAsync(WorkItemScope scope, Cursor? after, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var today = await me.TodayAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var items = Select(context, scope, roster, today);
        var rows = scope == WorkItemScope.History
            ? await items.OrderByDescending(item => item.DecidedAt).ThenBy(item => item.PathwayId).Take(PageSize).ToListAsync(cancellationToken)
            : await Page(items, after).ToListAsync(cancellationToken);
        var more = scope != WorkItemScope.History && rows.Count > PageSize;
        var shown = rows.Take(PageSize).ToList();
        var assignees = await AssigneesAsync(context, shown, cancellationToken);
        var covered = roster.CoveredBy(me.Id, today);
        var lines = new List<WorkItemLine>(shown.Count);
        foreach (var row in shown)
        {
            var people = assignees[(row.PathwayId, row.Number)];
            var plan = await plans.FindAsync(row.DefinitionKey, row.DefinitionVersion, cancellationToken);
            lines.Add(Line(row, plan!, roster, people, people.Contains(me.Id) ? null : covered.FirstOrDefault(people.Contains)));
        }

        var last = more ? shown[^1] : null;
        return new WorkItemList(lines, last is null ? null : new Cursor(last.DueOn ?? Cursor.Never, last.PathwayId, last.Number).ToString());
    }

    public async Task<int> CountAsync(WorkItemScope scope, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Select(context, scope, roster, await me.TodayAsync(cancellationToken)).CountAsync(cancellationToken);
    }

    /// <summary>A row as lists show it.</summary>
    public WorkItemLine Line(WorkItemRow row, ProcessPlan plan, Roster roster, IEnumerable<int> assignees, int? coveredFor)
    {
        var stage = plan.Stage(row.Stage);
        var slot = stage.Slot(row.Slot);
        var unit = roster.UnitOf(row.SubjectId);
        var calendar = unit is null ? null : roster.CalendarOf(unit.Id);
        var left = row.DueOn is { } due && calendar is not null && row.Status == nameof(ItemStatus.Open)
            ? calendar.WorkingDaysBetween(calendar.LocalDate(time.GetUtcNow()), due)
            : (int?)null;
        var overdue = row.DueOn is { } last && calendar is not null && row.Status == nameof(ItemStatus.Open) && last < calendar.LocalDate(time.GetUtcNow());
        // In a secret vote everybody sees his own vote only.
        var hidden = slot.Vote is { Secret: true } && row.DecidedBy is { } voter && voter != me.Id;
        var names = string.Join(", ", (row.ClaimedBy is { } claimer ? [claimer] : assignees).Select(id => roster.Person(id)?.ShortName));
        return new WorkItemLine(
            $"{row.PathwayId:N}-{row.Number}",
            row.PathwayId,
            row.Number,
            PartText.Title(slot.Title, row, roster),
            stage.Title,
            roster.Person(row.SubjectId)?.ShortName ?? string.Empty,
            row.SubjectId,
            unit?.Name ?? string.Empty,
            row.Round,
            row.Year,
            JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Status),
            row.OpensOn,
            row.DueOn,
            left,
            overdue,
            row.Preliminary,
            names.Length == 0 ? null : names,
            coveredFor is > 0 and { } absent ? roster.Person(absent)?.ShortName : null,
            row.Outcome is { } outcome && !hidden ? slot.Outcome(outcome)?.Title ?? outcome : null,
            row.DecidedBy is { } decided ? roster.Person(decided)?.ShortName : null,
            row.DecidedAt,
            row.Late,
            hidden ? null : row.Comment,
            row.SubjectId == me.Id,
            row.Revision);
    }

    private IQueryable<WorkItemRow> Select(IomDbContext context, WorkItemScope scope, Roster roster, DateOnly today)
    {
        var person = me.Id;
        var open = nameof(ItemStatus.Open);
        var items = context.WorkItems.AsNoTracking();
        var mine = context.Assignees.AsNoTracking().Where(assignee => assignee.PersonId == person);
        var covered = roster.CoveredBy(person, today);
        return scope switch
        {
            WorkItemScope.Assigned => items.Where(item => mine.Any(a => a.PathwayId == item.PathwayId && a.Number == item.Number)
                && (item.ClaimedBy == person || (item.ClaimedBy == null
                    && context.Assignees.Count(a => a.PathwayId == item.PathwayId && a.Number == item.Number) == 1))),
            WorkItemScope.Available => items.Where(item => item.ClaimedBy == null
                && mine.Any(a => a.PathwayId == item.PathwayId && a.Number == item.Number)
                && context.Assignees.Count(a => a.PathwayId == item.PathwayId && a.Number == item.Number) > 1),
            WorkItemScope.Covered => items.Where(item => item.SubjectId != person
                && context.Assignees.Any(a => covered.Contains(a.PersonId) && a.PathwayId == item.PathwayId && a.Number == item.Number)
                && !mine.Any(a => a.PathwayId == item.PathwayId && a.Number == item.Number)),
            WorkItemScope.History => items.Where(item => item.DecidedBy == person),
            WorkItemScope.All => Within(context, items.Where(item => item.Status == open), roster.ScopeOf(person, Rights.See, today)),
            WorkItemScope.Attention => Within(context, items.Where(item => item.Status == open), roster.ScopeOf(person, Rights.Monitor, today))
                .Where(item => item.DueOn < today || !context.Assignees.Any(a => a.PathwayId == item.PathwayId && a.Number == item.Number)),
        };
    }

    /// <summary>One branch for each way in which somebody sees a route, so that each finds its own index; with OR between them none is used.</summary>
    private static IQueryable<WorkItemRow> Within(IomDbContext context, IQueryable<WorkItemRow> items, Scope scope)
    {
        var (units, associations, educators) = (scope.Units.ToArray(), scope.Associations.ToArray(), scope.Educators.ToArray());
        var within = items.Where(item => units.Contains(item.OrgUnitId));
        if (educators.Length > 0)
        {
            within = within.Union(items.Where(item => educators.Contains(item.SubjectId)));
        }

        var running = nameof(PathwayStatus.Running);
        return associations.Length == 0 ? within : within.Union(items.Join(
            context.Pathways.Where(pathway => pathway.Status == running && pathway.AssociationId != null && associations.Contains(pathway.AssociationId.Value)),
            item => item.PathwayId,
            pathway => pathway.Id,
            (item, pathway) => item));
    }

    /// <summary>By last day, what has none at the end; one row more than a page tells whether there is another page.</summary>
    private static IQueryable<WorkItemRow> Page(IQueryable<WorkItemRow> items, Cursor? after)
    {
        var never = Cursor.Never;
        if (after is not null)
        {
            items = items.Where(item => (item.DueOn ?? never) > after.DueOn
                || ((item.DueOn ?? never) == after.DueOn && (item.PathwayId.CompareTo(after.PathwayId) > 0
                    || (item.PathwayId == after.PathwayId && item.Number > after.Number))));
        }

        return items.OrderBy(item => item.DueOn ?? never).ThenBy(item => item.PathwayId).ThenBy(item => item.Number).Take(PageSize + 1);
    }

    private static async Task<ILookup<(Guid, int), int>> AssigneesAsync(IomDbContext context, List<WorkItemRow> rows, CancellationToken cancellationToken)
    {
        var pathways = rows.Select(row => row.PathwayId).Distinct().ToList();
        var assignees = await context.Assignees.AsNoTracking().Where(row => pathways.Contains(row.PathwayId)).ToListAsync(cancellationToken);
        return assignees.ToLookup(row => (row.PathwayId, row.Number), row => row.PersonId);
    }
}
