using System.Collections.Immutable;
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
        return new PathwayView(
            pathway,
            plan,
            roster.Person(pathway.State.SubjectId)!,
            roster.Educator(pathway.State.SubjectId),
            unit,
            Strip(plan, pathway.State, items, roster, now),
            [.. history.SelectMany(row => HistoryWords.Of(row, plan, items, roster))],
            open is null ? null : lists.Line(items.First(row => row.Number == open.Number), plan, roster, open.Assignees, null),
            (roster.RightsOver(me.Id, pathway.State.SubjectId, today) & Rights.Administer) != 0,
            pathway.State.CapOn(plan))
        {
            Replaceable = [.. Replaceable(plan, pathway.State, roster, today)],
        };
    }

    /// <summary>People whom the document names and for whom others may step in.</summary>
    private static IEnumerable<ReplaceablePerson> Replaceable(ProcessPlan plan, PathwayState state, Roster roster, DateOnly today)
    {
        var fields = plan.Stages.SelectMany(stage => stage.Slots).SelectMany(slot => slot.Fields)
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

    /// <summary>What was, what is, and — by running the rules forward — what lies ahead with its dates and people.</summary>
    private static ImmutableArray<StripStep> Strip(
        ProcessPlan plan, PathwayState state, List<WorkItemRow> items, Roster roster, DateTimeOffset now)
    {
        var steps = ImmutableArray.CreateBuilder<StripStep>();
        foreach (var visit in items.GroupBy(item => (item.Year, item.Stage)).OrderBy(group => group.Max(item => item.Number)))
        {
            if (visit.Key.Stage == state.Stage && visit.Key.Year == state.Year)
            {
                continue;
            }

            var round = visit.Max(item => item.Round);
            var decided = visit.Where(item => item.Round == round && item.Status == nameof(ItemStatus.Answered)).ToList();
            if (decided.Count == 0)
            {
                continue;
            }

            var at = decided.Max(item => item.DecidedAt)!.Value;
            var who = string.Join(", ", decided.Where(item => item.DecidedBy is not null).Select(item => roster.Person(item.DecidedBy!.Value)?.ShortName).Distinct());
            steps.Add(new StripStep(visit.Key.Year, visit.Key.Stage, plan.Stage(visit.Key.Stage).Title, StripState.Done, who, DateOnly.FromDateTime(at.UtcDateTime), false));
        }

        if (state.Stage is { } stage)
        {
            // A stage that was passed before and was returned to is not done any more.
            steps.RemoveAll(step => step.Year == state.Year && plan.IndexOf(step.Stage) > plan.IndexOf(stage));
            var open = state.Items.Where(item => item.Status is ItemStatus.Open or ItemStatus.Scheduled).ToList();
            var who = string.Join(", ", open.SelectMany(item => item.Assignees).Distinct().Select(id => roster.Person(id)?.ShortName));
            steps.Add(new StripStep(state.Year, stage, plan.Stage(stage).Title, StripState.Now, who, open.Min(item => item.DueOn), false));
            foreach (var ahead in Forecast.Of(plan, state, roster, now).Where(step => step.Stage != stage || step.Year != state.Year)
                .GroupBy(step => (step.Year, step.Stage)))
            {
                var people = string.Join(", ", ahead.SelectMany(step => step.Assignees).Distinct().Select(id => roster.Person(id)?.ShortName));
                steps.Add(new StripStep(
                    ahead.Key.Year, ahead.Key.Stage, plan.Stage(ahead.Key.Stage).Title, StripState.Next, people,
                    ahead.Max(step => step.DueOn), ahead.Any(step => step.Preliminary)));
            }
        }

        return steps.ToImmutable();
    }
}
