using Iom.Host.Identity;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;

namespace Iom.Host.Administrators.Studio;

/// <summary>A draft is edited by those who administer its org unit; one of no unit by those at the top.</summary>
public sealed class StudioAccess(CurrentPerson me, IRosterSource rosters)
{
    /// <param name="scope">Code of the org unit; null: none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<bool> MayEditAsync(string? scope, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var mine = roster.ScopeOf(me.Id, Rights.Administer, await me.TodayAsync(cancellationToken)).Units;
        return scope is not null && roster.UnitByCode(scope) is { } unit
            ? mine.Contains(unit.Id)
            : roster.Units.Any(top => top.ParentId is null && mine.Contains(top.Id));
    }
}
