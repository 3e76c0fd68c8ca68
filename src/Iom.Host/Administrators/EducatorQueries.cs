using Iom.Host.Identity;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Administrators;

/// <summary>Educators within the reader's rights, with the state of their routes.</summary>
public sealed class EducatorQueries(IDbContextFactory<IomDbContext> contexts, IRosterSource rosters, CurrentPerson me)
{
    /// <summary>One educator.</summary>
    /// <param name="Status">Of the running or last route; null: none yet.</param>
    public sealed record Line(int Id, string Name, string Position, string Organisation, string Category, Guid? PathwayId, string? Status, string? Stage, int? Year, string? Attention);

    public async Task<IReadOnlyList<Line>> ListAsync(string? find, bool withoutRoute, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var scope = roster.ScopeOf(me.Id, Rights.See, await me.TodayAsync(cancellationToken));
        var educators = roster.Educators.Where(educator => Within(scope, educator, roster)).ToList();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = educators.ConvertAll(educator => educator.PersonId);
        var routes = (await context.Pathways.AsNoTracking().Where(row => ids.Contains(row.SubjectId))
                .Select(row => new { row.Id, row.SubjectId, row.Status, row.Stage, row.Year, row.Attention, row.StartOn, row.DefinitionKey, row.DefinitionVersion }).ToListAsync(cancellationToken))
            .GroupBy(row => row.SubjectId)
            .ToDictionary(group => group.Key, group => group.OrderBy(row => row.Status is nameof(PathwayStatus.Running) or nameof(PathwayStatus.Suspended) ? 0 : 1).ThenByDescending(row => row.StartOn).First());
        return [.. educators
            .Select(educator => (Educator: educator, Person: roster.Person(educator.PersonId)!, Route: routes.GetValueOrDefault(educator.PersonId)))
            .Where(row => string.IsNullOrWhiteSpace(find) || row.Person.FullName.Contains(find.Trim(), StringComparison.CurrentCultureIgnoreCase))
            .Where(row => !withoutRoute || row.Route is null)
            .OrderBy(row => row.Person.OrgUnitId).ThenBy(row => row.Person.FullName, StringComparer.Ordinal)
            .Select(row => new Line(
                row.Person.Id, row.Person.FullName, row.Person.Position, roster.Unit(row.Person.OrgUnitId).Name, row.Educator.Category,
                row.Route?.Id, row.Route?.Status, row.Route?.Stage, row.Route?.Year, row.Route?.Attention))];
    }

    private static bool Within(Scope scope, Educator educator, Roster roster) =>
        scope.Units.Contains(roster.UnitOf(educator.PersonId)!.Id)
        || scope.Educators.Contains(educator.PersonId)
        || (educator.AssociationId is { } association && scope.Associations.Contains(association));
}
