using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;

namespace Iom.Host.Administrators.Definitions;

/// <summary>
/// Who may do what with a definition: those who administer its org unit edit it, administrators above and below read what is
/// published, and people of the unit read and comment on a draft that was opened to them. Everybody else finds nothing.
/// </summary>
public sealed class DefinitionAccess(CurrentPerson me, IRosterSource rosters, DraftStore drafts, PlanStore plans)
{
    /// <summary>Whether the reader may edit definitions of an org unit.</summary>
    /// <param name="scope">Its code; null: definitions of no unit, which belong to the top level.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> MayEditAsync(string? scope, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        return await ScopeAsync(roster, Rights.Administer, cancellationToken) is var mine && Holds(roster, mine, scope);
    }

    /// <summary>Whether the reader may edit a definition that is published.</summary>
    public async Task<bool> MayEditPublishedAsync(string key, CancellationToken cancellationToken) =>
        await NewestAsync(key, cancellationToken) is { } plan && await MayEditAsync(plan.Scope, cancellationToken);

    /// <summary>Whether the reader may look behind a published definition: its texts, versions and levels.</summary>
    public async Task<bool> MayReadAsync(string key, CancellationToken cancellationToken)
    {
        if (await NewestAsync(key, cancellationToken) is not { } plan)
        {
            return false;
        }

        var roster = await rosters.CurrentAsync(cancellationToken);
        var mine = await ScopeAsync(roster, Rights.Administer, cancellationToken);
        return mine.Units.Count > 0 && (plan.Scope is null || roster.UnitByCode(plan.Scope) is not { } unit
            || mine.Units.Contains(unit.Id) || mine.Units.Any(below => roster.UnitAndAbove(below).Contains(unit.Id)));
    }

    /// <summary>A draft the reader may edit; null: there is none for them.</summary>
    public async Task<Draft?> EditableAsync(string key, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) is { } draft && await MayEditAsync(draft.Scope, cancellationToken) ? draft : null;

    /// <summary>A draft the reader may read and comment on; null: there is none for them.</summary>
    public async Task<Draft?> ReadableAsync(string key, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } draft)
        {
            return null;
        }

        return await MayEditAsync(draft.Scope, cancellationToken) || (draft.OpenForComments && await BelongsAsync(draft.Scope, cancellationToken)) ? draft : null;
    }

    /// <summary>Drafts the reader may read, by key.</summary>
    public async Task<IReadOnlyList<Draft>> DraftsAsync(CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var found = new List<Draft>();
        foreach (var draft in await drafts.ListAsync([null, .. roster.Units.Select(unit => unit.Code)], cancellationToken))
        {
            if (await ReadableAsync(draft.Key, cancellationToken) is { } readable)
            {
                found.Add(readable);
            }
        }

        return found;
    }

    /// <summary>The newest published version, in force or not yet; null: never published.</summary>
    public async Task<ProcessPlan?> NewestAsync(string key, CancellationToken cancellationToken) =>
        DefinitionHead.IsKey(key) && await plans.VersionsAsync(key, cancellationToken) is [var newest, ..] ? await plans.FindAsync(key, newest.Version, cancellationToken) : null;

    /// <summary>What is no key is not looked for: databases refuse some characters.</summary>
    private async Task<Draft?> FindAsync(string key, CancellationToken cancellationToken) =>
        DefinitionHead.IsKey(key) ? await drafts.FindAsync(key, cancellationToken) : null;

    /// <summary>People who lead or administer within the unit: it will be their definition.</summary>
    private async Task<bool> BelongsAsync(string? scope, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var mine = await ScopeAsync(roster, Rights.Administer | Rights.Monitor, cancellationToken);
        return scope is null || roster.UnitByCode(scope) is not { } unit
            ? mine.Units.Count > 0
            : mine.Units.Any(below => roster.UnitAndAbove(below).Contains(unit.Id));
    }

    private async Task<Scope> ScopeAsync(Roster roster, Rights rights, CancellationToken cancellationToken) =>
        roster.ScopeOf(me.Id, rights, await me.TodayAsync(cancellationToken));

    /// <summary>A unit the directory does not know belongs to the top level, like none.</summary>
    private static bool Holds(Roster roster, Scope mine, string? scope) =>
        (scope is null ? null : roster.UnitByCode(scope)) is { } unit
            ? mine.Units.Contains(unit.Id)
            : roster.Units.Any(top => top.ParentId is null && mine.Units.Contains(top.Id));
}
