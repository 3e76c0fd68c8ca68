using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Verification.Exploration;

namespace Iom.Workflows.Verification.Flow;

/// <summary>What must hold before an answer: whether it can hold for anybody whom the plan is for.</summary>
internal static class Demands
{
    public static void Add(ProcessPlan plan, EducatorKinds kinds, DateOnly today, FindingList findings)
    {
        foreach (var stage in kinds.Truncated || kinds.All.IsEmpty ? [] : plan.AllStages)
        {
            foreach (var slot in stage.Slots)
            {
                foreach (var demand in slot.Requires.Where(demand => !demand.Soft && !kinds.All.Any(kind => MayHold(demand.That, kind, kinds.Mentions, today))))
                {
                    findings.Add(
                        Severity.Error, "requirement_never", $"{plan.PathOf(stage.Key)}.slots.{slot.Key}.requires",
                        [stage.Title, slot.Title, PlanText.Condition(demand.That, plan)]);
                }
            }
        }
    }

    /// <summary>In what the kinds do not differ, there may always be somebody who differs.</summary>
    private static bool MayHold(Condition condition, EducatorKind kind, Mentions mentions, DateOnly today) => Possibility.MayHold(
        condition,
        (atom, year, planned) => Conditions.Holds(
            atom, new Conditions.Facts(StandIns.EducatorOf(kind, today), StandIns.UnitOf(kind), kind.HasAssociation, year, planned, today)),
        atom => !mentions.Atoms.Contains(atom));
}
