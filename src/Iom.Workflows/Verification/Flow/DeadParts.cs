using Iom.Workflows.Definitions;
using Iom.Workflows.Verification.Exploration;

namespace Iom.Workflows.Verification.Flow;

/// <summary>Parts of a plan that never come up: stages, slots, answers; and conditions that say nothing.</summary>
internal static class DeadParts
{
    public static void Add(Explorer.Seen seen, EducatorKinds kinds, FindingList findings)
    {
        foreach (var ((stageKey, slotKey, outcomeKey), (why, node)) in seen.Observations.Refused.OrderBy(refused => refused.Value.Node))
        {
            var slot = findings.Plan.Stage(stageKey).Slot(slotKey);
            if (!seen.Observations.Given(stageKey, slotKey, outcomeKey))
            {
                findings.Add(
                    Severity.Error, "answer_refused", $"stages.{stageKey}.slots.{slotKey}.fields",
                    [findings.Plan.Stage(stageKey).Title, slot.Title, slot.Outcome(outcomeKey)!.Title, string.Join(' ', why.Fields.Select(fault => fault.Sentence).Prepend(why.Sentence))],
                    Witness.Of(findings.Plan, seen.Graph, node));
            }
        }

        // Of a part of the states nothing can be said to be missing.
        if (seen.Complete && !kinds.Truncated && seen.BeyondCalendar is null && !kinds.All.IsEmpty)
        {
            foreach (var stage in findings.Plan.Stages)
            {
                AddStage(stage, seen.Observations, findings);
            }
        }
    }

    private static void AddStage(StagePlan stage, Observations seen, FindingList findings)
    {
        var path = $"stages.{stage.Key}";
        if (!seen.Entered(stage.Key))
        {
            var never = !seen.Saw(stage.Key, null, true) && seen.Saw(stage.Key, null, false);
            findings.Add(
                Severity.Error, never ? "condition_never" : "dead_stage", never ? path + ".when" : path,
                [VerificationTexts.Of("stage", stage.Title), PlanText.Condition(stage.When)]);
            return;
        }

        Always(stage.When, seen.Saw(stage.Key, null, false), VerificationTexts.Of("stage", stage.Title), path, findings);
        foreach (var slot in stage.Slots)
        {
            var where = VerificationTexts.Of("slot", stage.Title, slot.Title);
            var at = $"{path}.slots.{slot.Key}";
            if (!seen.Opened(stage.Key, slot.Key))
            {
                var never = !seen.Saw(stage.Key, slot.Key, true) && seen.Saw(stage.Key, slot.Key, false);
                findings.Add(Severity.Error, never ? "condition_never" : "dead_slot", never ? at + ".when" : at, [where, PlanText.Condition(slot.When)]);
                continue;
            }

            Always(slot.When, seen.Saw(stage.Key, slot.Key, false), where, at, findings);
            foreach (var outcome in slot.Outcomes)
            {
                if (!seen.Given(stage.Key, slot.Key, outcome.Key) && !seen.Refused.ContainsKey((stage.Key, slot.Key, outcome.Key)))
                {
                    var transition = stage.TransitionFor(outcome.Key) is null ? at + ".outcomes" : $"{path}.on.{outcome.Key}";
                    findings.Add(Severity.Error, "outcome_never", transition, [where, outcome.Title]);
                }
            }
        }
    }

    private static void Always(Condition condition, bool failed, string where, string path, FindingList findings)
    {
        if (!failed && condition is not Condition.AllOf { Conditions.IsEmpty: true } && Distinguished(condition))
        {
            findings.Add(Severity.Warning, "condition_always", path + ".when", [where, PlanText.Condition(condition)]);
        }
    }

    /// <summary>Whether the kinds of educators differ in all that the condition asks about; of other conditions nothing is known.</summary>
    private static bool Distinguished(Condition condition) => condition switch
    {
        Condition.AllOf all => all.Conditions.All(Distinguished),
        Condition.AnyOf any => any.Conditions.All(Distinguished),
        Condition.Not not => Distinguished(not.Inner),
        Condition.Category or Condition.OrgType or Condition.Track or Condition.Leader or Condition.TenureBelow
            or Condition.HasAssociation or Condition.Year => true,
        _ => false,
    };
}
