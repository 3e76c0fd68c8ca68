using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>Which plan is meant for an educator: the nearest scope up the org tree whose condition holds, else a plan without scope.</summary>
public static class PlanChoice
{
    /// <param name="plans">The newest published versions.</param>
    /// <param name="roster">The directory.</param>
    /// <param name="educatorId">The educator.</param>
    /// <param name="today">Local day.</param>
    public static ProcessPlan? For(IReadOnlyList<ProcessPlan> plans, Roster roster, int educatorId, DateOnly today)
    {
        if (roster.UnitOf(educatorId) is not { } home)
        {
            return null;
        }

        var educator = roster.Educator(educatorId);
        foreach (var unitId in roster.UnitAndAbove(home.Id).ToArray())
        {
            var code = roster.Unit(unitId).Code;
            if (plans.FirstOrDefault(plan => plan.Scope == code && Applies(plan)) is { } near)
            {
                return near;
            }
        }

        return plans.FirstOrDefault(plan => plan.Scope is null && Applies(plan));

        bool Applies(ProcessPlan plan) =>
            (educator is not null || plan.Subject?.Who == SubjectKind.Person)
            && Conditions.Holds(plan.AppliesTo, Conditions.Facts.Of(roster, educator, home, 1, plan.DefaultYears, today) with { SubjectId = educatorId });
    }
}
