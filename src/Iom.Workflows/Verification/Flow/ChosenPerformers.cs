using Iom.Workflows.Definitions;
using Iom.Workflows.Verification.Exploration;

namespace Iom.Workflows.Verification.Flow;

/// <summary>Slots done by whoever was chosen or has answered before: whether that happened before they open.</summary>
internal static class ChosenPerformers
{
    public static void Add(Explorer.Seen seen, FindingList findings)
    {
        var plan = findings.Plan;
        foreach (var stage in plan.AllStages)
        {
            foreach (var slot in stage.Slots.Where(slot => HangOnThePathway(slot.Performer)))
            {
                if (seen.Observations.FoundNobody(stage.Key, slot.Key) is { } node)
                {
                    var never = !seen.Observations.FoundSomebody(stage.Key, slot.Key);
                    findings.Add(
                        never ? Severity.Error : Severity.Warning, never ? "performer_never_chosen" : "performer_not_always_chosen",
                        $"{plan.PathOf(stage.Key)}.slots.{slot.Key}.performer",
                        [stage.Title, slot.Title, PlanText.Performer(slot.Performer, plan)], Witness.Of(plan, seen.Graph, node));
                }
            }
        }
    }

    /// <summary>Whether a rule, or one inside it, finds nobody before something was written or answered.</summary>
    public static bool HangOnThePathway(PerformerPlan performer) => RuleWalk.Performers(performer)
        .Any(rule => rule is PerformerRule.Field or PerformerRule.Row or PerformerRule.SameAs);
}
