using Iom.Workflows.Definitions;
using Iom.Workflows.Verification.Exploration;

namespace Iom.Workflows.Verification.Flow;

/// <summary>Parts of a plan that never come up: stages, slots, answers; and conditions that say nothing.</summary>
internal static class DeadParts
{
    public static void Add(Explorer.Seen seen, EducatorKinds kinds, FindingList findings)
    {
        var plan = findings.Plan;
        foreach (var ((stageKey, slotKey, outcomeKey), (why, node)) in seen.Observations.Refused.OrderBy(refused => refused.Value.Node))
        {
            var slot = plan.Stage(stageKey).Slot(slotKey);
            if (!seen.Observations.Given(stageKey, slotKey, outcomeKey))
            {
                findings.Add(
                    Severity.Error, "answer_refused", $"{plan.PathOf(stageKey)}.slots.{slotKey}.fields",
                    [plan.Stage(stageKey).Title, slot.Title, slot.Outcome(outcomeKey)!.Title, string.Join(' ', why.Fields.Select(fault => fault.Sentence).Prepend(why.Sentence))],
                    Witness.Of(plan, seen.Graph, node));
            }
        }

        // Of a part of the states nothing can be said to be missing.
        if (!seen.Complete || kinds.Truncated || seen.BeyondCalendar is not null || kinds.All.IsEmpty)
        {
            return;
        }

        foreach (var stage in plan.Stages)
        {
            AddStage(stage, plan, seen.Observations, findings);
        }

        foreach (var track in plan.Tracks)
        {
            AddTrack(track, plan, seen.Observations, findings);
        }

        foreach (var trigger in plan.Triggers.Where(trigger => !seen.Observations.Fired(trigger.Key) && Distinguished(trigger.When)))
        {
            findings.Add(Severity.Warning, "trigger_never", $"triggers.{trigger.Key}", [trigger.Title]);
        }
    }

    private static void AddTrack(TrackPlan track, ProcessPlan plan, Observations seen, FindingList findings)
    {
        if (seen.Started(track.Key))
        {
            foreach (var stage in track.Stages)
            {
                AddStage(stage, plan, seen, findings);
            }
        }
        else if (Distinguished(track.When))
        {
            findings.Add(Severity.Error, "dead_track", $"tracks.{track.Key}", [track.Title, PlanText.Start(plan, track)]);
        }
    }

    private static void AddStage(StagePlan stage, ProcessPlan plan, Observations seen, FindingList findings)
    {
        var path = plan.PathOf(stage.Key);
        if (!seen.Entered(stage.Key))
        {
            var never = !seen.Saw(stage.Key, null, true) && seen.Saw(stage.Key, null, false);
            if (Distinguished(stage.When))
            {
                findings.Add(
                    Severity.Error, never ? "condition_never" : "dead_stage", never ? path + ".when" : path,
                    [VerificationTexts.Of("stage", stage.Title), PlanText.Condition(stage.When, plan)]);
            }

            return;
        }

        Always(stage.When, seen.Saw(stage.Key, null, false), VerificationTexts.Of("stage", stage.Title), path, findings);
        foreach (var slot in stage.Slots)
        {
            AddSlot(stage, slot, path, seen, findings);
        }
    }

    private static void AddSlot(StagePlan stage, SlotPlan slot, string path, Observations seen, FindingList findings)
    {
        var where = VerificationTexts.Of("slot", stage.Title, slot.Title);
        var at = $"{path}.slots.{slot.Key}";
        if (!seen.Opened(stage.Key, slot.Key))
        {
            var never = !seen.Saw(stage.Key, slot.Key, true) && seen.Saw(stage.Key, slot.Key, false) && !IsTrivial(slot.When);
            // Days that have passed today will come again.
            if (Distinguished(slot.When) && slot.Each is not EachPlan.Dates)
            {
                findings.Add(
                    Severity.Error, never ? "condition_never" : "dead_slot", never ? at + ".when" : at, [where, PlanText.Condition(slot.When, findings.Plan)]);
            }

            return;
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

    private static void Always(Condition condition, bool failed, string where, string path, FindingList findings)
    {
        if (!failed && !IsTrivial(condition) && Distinguished(condition))
        {
            findings.Add(Severity.Warning, "condition_always", path + ".when", [where, PlanText.Condition(condition, findings.Plan)]);
        }
    }

    /// <summary>Whether the kinds of educators differ in all that the condition asks about; of other conditions nothing is known.</summary>
    private static bool Distinguished(Condition condition) => condition switch
    {
        Condition.AllOf all => all.Conditions.All(Distinguished),
        Condition.AnyOf any => any.Conditions.All(Distinguished),
        Condition.Not not => Distinguished(not.Inner),
        Condition.Category or Condition.OrgType or Condition.Track or Condition.Leader or Condition.TenureBelow
            or Condition.HasAssociation or Condition.Year or Condition.RoundAtLeast or Condition.StageOutcome => true,
        Condition.Fact { Source: FactSource.Educator or FactSource.Organisation, Comparison: Comparison.Is or Comparison.Filled } => true,
        _ => false,
    };

    private static bool IsTrivial(Condition condition) => condition is Condition.AllOf { Conditions.IsEmpty: true };
}
