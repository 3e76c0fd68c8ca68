using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>Which plan is meant for an educator when nobody names one: the nearest scope up the org tree whose condition holds, else a plan without scope.</summary>
public static class PlanChoice
{
    /// <param name="plans">The newest published versions; those chosen by hand are left out.</param>
    /// <param name="roster">The directory.</param>
    /// <param name="educatorId">The educator.</param>
    /// <param name="today">Local day.</param>
    public static ProcessPlan? For(IReadOnlyList<ProcessPlan> plans, Roster roster, int educatorId, DateOnly today)
    {
        if (roster.UnitOf(educatorId) is not { } home)
        {
            return null;
        }

        foreach (var unitId in roster.UnitAndAbove(home.Id).ToArray())
        {
            var code = roster.Unit(unitId).Code;
            if (plans.FirstOrDefault(plan => !plan.ByHand && plan.Scope == code && Applies(plan, roster, educatorId, today)) is { } near)
            {
                return near;
            }
        }

        return plans.FirstOrDefault(plan => !plan.ByHand && plan.Scope is null && Applies(plan, roster, educatorId, today));
    }

    /// <summary>Whether a plan is meant for somebody at all, by hand or not: he is in its scope and its condition holds.</summary>
    /// <param name="plan">Any plan.</param>
    /// <param name="roster">The directory.</param>
    /// <param name="personId">An educator, or anybody where the plan is about any person.</param>
    /// <param name="today">Local day.</param>
    public static bool Fits(ProcessPlan plan, Roster roster, int personId, DateOnly today) =>
        roster.UnitOf(personId) is { } home
        && (plan.Scope is null || (roster.UnitByCode(plan.Scope) is { } scope && roster.UnitAndAbove(home.Id).Contains(scope.Id)))
        && Applies(plan, roster, personId, today);

    /// <summary>Whether somebody whom a plan fits may also begin without an exception.</summary>
    /// <param name="plan">Any plan.</param>
    /// <param name="roster">The directory.</param>
    /// <param name="personId">Somebody who has a unit.</param>
    /// <param name="today">Local day.</param>
    public static bool Admits(ProcessPlan plan, Roster roster, int personId, DateOnly today) =>
        plan.Requires.All(requirement => Conditions.Holds(requirement.That, Facts(plan, roster, personId, today)));

    private static bool Applies(ProcessPlan plan, Roster roster, int personId, DateOnly today) =>
        (roster.Educator(personId) is not null || plan.Subject?.Who == SubjectKind.Person)
        && Conditions.Holds(plan.AppliesTo, Facts(plan, roster, personId, today));

    private static Conditions.Facts Facts(ProcessPlan plan, Roster roster, int personId, DateOnly today) =>
        Conditions.Facts.Of(roster, roster.Educator(personId), roster.UnitOf(personId)!, 1, plan.DefaultYears, today) with { SubjectId = personId };
}
