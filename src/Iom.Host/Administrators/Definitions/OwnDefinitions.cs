using System.Text.RegularExpressions;
using Iom.Host.Identity;
using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;

namespace Iom.Host.Administrators.Definitions;

/// <summary>For those who govern a part of a definition's scope: their own definition that says only what is different there.</summary>
public sealed partial class OwnDefinitions(CurrentPerson me, IRosterSource rosters, PlanStore plans, DraftStore drafts, DefinitionLife life)
{
    private const int LongestKey = 60;

    /// <summary>Where the reader may have a definition of his own.</summary>
    /// <param name="Unit">For whom.</param>
    /// <param name="Key">The one there is, published or a draft; null: none yet.</param>
    public sealed record Own(OrgUnit Unit, string? Key);

    /// <summary>The units the reader governs strictly below a definition's scope, each with its own definition over that one.</summary>
    public async Task<IReadOnlyList<Own>> OfAsync(ProcessPlan above, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var governed = roster.ScopeOf(me.Id, Rights.Administer, await me.TodayAsync(cancellationToken)).Units;
        var scope = above.Scope is null ? null : roster.UnitByCode(above.Scope);
        var current = await plans.CurrentAsync(cancellationToken);
        var owns = new List<Own>();
        foreach (var unit in governed.Select(roster.Unit).Where(unit => unit.ParentId is not { } parent || !governed.Contains(parent)).OrderBy(unit => unit.Id))
        {
            if (scope is null || (unit.Id != scope.Id && roster.UnitAndAbove(unit.Id).Contains(scope.Id)))
            {
                var published = current.FirstOrDefault(plan => plan.Scope == unit.Code && plan.Extends.Contains(above.Key))?.Key;
                owns.Add(new Own(unit, published ?? (await IsThereAsync(KeyOf(above, unit), cancellationToken) ? KeyOf(above, unit) : null)));
            }
        }

        return owns;
    }

    /// <summary>Begins the draft of an own definition, in which everything is as above.</summary>
    public Task<DefinitionLife.Beginning> BeginAsync(ProcessPlan above, OrgUnit unit, CancellationToken cancellationToken) =>
        life.BeginAsync(KeyOf(above, unit), null, TextOf(above, unit), me.Id, cancellationToken);

    /// <summary>The text of an own definition that says nothing of its own yet.</summary>
    public static string TextOf(ProcessPlan above, OrgUnit unit) => $"""
        apiVersion: iom/v1
        key: {KeyOf(above, unit)}
        version: 1
        title: {YamlSnippet.Of(Yaml.Text($"{Place().Replace(above.Title, string.Empty)} ({unit.Name})")).Trim()}
        extends: {above.Key}
        scope: {unit.Code}

        """;

    /// <summary>A draft, or a version that waits for its day.</summary>
    private async Task<bool> IsThereAsync(string key, CancellationToken cancellationToken) =>
        await drafts.FindAsync(key, cancellationToken) is not null || (await plans.VersionsAsync(key, cancellationToken)).Count > 0;

    private static string KeyOf(ProcessPlan above, OrgUnit unit)
    {
        var key = $"{unit.Code}-{above.Key}";
        return key[..Math.Min(key.Length, LongestKey)].TrimEnd('-');
    }

    /// <summary>The place in the title of the definition above, «ИОМ педагога (Приозёрский край)», gives way to one's own.</summary>
    [GeneratedRegex(@"\s*\([^()]*\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
