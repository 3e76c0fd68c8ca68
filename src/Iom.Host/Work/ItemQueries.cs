using System.Collections.Immutable;
using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Work;

/// <summary>One work item for its page and for the API; null for whoever may not see it.</summary>
public sealed class ItemQueries(
    IDbContextFactory<IomDbContext> contexts,
    IRosterSource rosters,
    IPlanSource plans,
    IPathwayStore pathways,
    WorkItemQueries lists,
    CurrentPerson me,
    TimeProvider time)
{
    public async Task<ItemView?> FindAsync(Guid pathwayId, int number, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (await pathways.FindAsync(pathwayId, cancellationToken) is not { } pathway
            || !Permissions.MaySee(pathway.State, me.Id, roster, now))
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.WorkItems.AsNoTracking()
                .FirstOrDefaultAsync(row => row.PathwayId == pathwayId && row.Number == number, cancellationToken) is not { } item)
        {
            return null;
        }

        var plan = (await plans.FindAsync(item.DefinitionKey, item.DefinitionVersion, cancellationToken))!;
        var assignees = await context.Assignees.AsNoTracking()
            .Where(row => row.PathwayId == pathwayId && row.Number == number).Select(row => row.PersonId).ToListAsync(cancellationToken);
        var today = await me.TodayAsync(cancellationToken);
        int? covered = assignees.Contains(me.Id) ? null : roster.CoveredBy(me.Id, today).FirstOrDefault(assignees.Contains);
        var stage = plan.Stage(item.Stage);
        var fields = stage.Slot(item.Slot).Fields;
        var subject = pathway.State.SubjectId;
        var filled = pathway.State.Item(number) is { } open
            ? Writing.Before(pathway.State.Document, stage.Slot(item.Slot), open)
            : pathway.State.Document;
        var allowed = Permissions.Allowed(plan, pathway.State, number, me.Id, roster, now);
        return new ItemView(
            lists.Line(item, plan, roster, assignees, covered),
            pathway,
            plan,
            stage,
            stage.Slot(item.Slot),
            allowed,
            pathway.State.Document,
            allowed.Delegate || allowed.Reassign ? Receivers(roster, pathway.State.SubjectId, stage.Slot(item.Slot).BarsSubject) : [],
            await RemarkAsync(context, pathwayId, item.Round, item.Stage, roster, cancellationToken),
            Row(plan, pathway.State.Document, PartText.Read(item)))
        {
            People = PersonChoices.Of(fields, roster, pathway.State, roster.CalendarOf(roster.UnitOf(subject)!.Id).LocalDate(now)),
            Prefilled = Prefilling.Of(fields, filled, roster.Person(subject)!, roster.Educator(subject)),
        };
    }

    private static ImmutableArray<RowCell> Row(ProcessPlan plan, PathwayDocument document, ItemPart? part)
    {
        if (part is not { Table: { } table, Row: { } row } || row >= document.Rows(table).Length)
        {
            return [];
        }

        var cells = document.Rows(table)[row];
        var columns = plan.AllStages.SelectMany(stage => stage.Slots).SelectMany(slot => slot.Fields).FirstOrDefault(field => field.Key == table)?.Columns ?? [];
        return [.. columns.Where(column => cells.GetValueOrDefault(column.Key) is { Length: > 0 }).Select(column => new RowCell(column.Title, cells[column.Key]))];
    }

    /// <summary>Who may be given the item: people of the educator's organisation with a role, and those above.</summary>
    private ImmutableArray<Person> Receivers(Roster roster, int subjectId, bool barred)
    {
        var home = roster.UnitOf(subjectId)!;
        var units = roster.UnitAndAbove(home.Id).ToArray();
        return [.. roster.People
            .Where(person => units.Contains(person.OrgUnitId) && person.Id != me.Id && !(barred && person.Id == subjectId)
                && (person.Id == subjectId || !roster.AssignmentsOf(person.Id).IsEmpty))
            .OrderBy(person => person.FullName, StringComparer.Ordinal)];
    }

    private static async Task<ReturnRemark?> RemarkAsync(
        IomDbContext context, Guid pathwayId, int round, string stage, Roster roster, CancellationToken cancellationToken)
    {
        if (round < 2)
        {
            return null;
        }

        var last = await context.WorkItems.AsNoTracking()
            .Where(row => row.PathwayId == pathwayId && row.Stage != stage && row.Comment != null && row.DecidedAt != null)
            .OrderByDescending(row => row.DecidedAt).FirstOrDefaultAsync(cancellationToken);
        return last is null ? null
            : new ReturnRemark(last.DecidedBy is { } by ? roster.Person(by)?.ShortName ?? string.Empty : string.Empty, last.DecidedAt!.Value, last.Comment!);
    }
}
