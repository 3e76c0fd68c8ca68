using Iom.Host.Identity;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;

namespace Iom.Host.Delivery;

/// <summary>Delivery is one for the whole installation, so it is for those who administer a unit at the top of the tree.</summary>
public sealed class DeliveryAccess(CurrentPerson me, IRosterSource rosters)
{
    public async ValueTask<bool> MayAsync(CancellationToken cancellationToken)
    {
        if (me.IdOrNull is not { } id)
        {
            return false;
        }

        var roster = await rosters.CurrentAsync(cancellationToken);
        var scope = roster.ScopeOf(id, Rights.Administer, await me.TodayAsync(cancellationToken));
        return roster.Units.Any(unit => unit.ParentId is null && scope.Units.Contains(unit.Id));
    }
}
