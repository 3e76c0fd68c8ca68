using System.Collections.Immutable;
using System.Diagnostics;

namespace Iom.Workflows.Definitions.Explaining;

/// <summary>Conditions, in words.</summary>
internal static class ConditionText
{
    /// <param name="condition">The condition.</param>
    /// <param name="plan">Where titles of fields and stages stand; null: their keys are said.</param>
    public static string Of(Condition condition, ProcessPlan? plan = null) => condition switch
    {
        Condition.AllOf { Conditions.IsEmpty: true } => PlanTexts.Of("always"),
        Condition.AllOf all => string.Join(PlanTexts.Of("and"), all.Conditions.Select(inner => Inner(inner, plan))),
        Condition.AnyOf any => string.Join(PlanTexts.Of("or"), any.Conditions.Select(inner => Inner(inner, plan))),
        Condition.Not not => PlanTexts.Of("not", Of(not.Inner, plan)),
        Condition.Category category => Listed("category", category.Keys),
        Condition.OrgType type => Listed("org_type", type.Keys),
        Condition.Track track => Listed("track", track.Keys),
        Condition.Leader leader => PlanTexts.Of(leader.Value ? "leader_true" : "leader_false"),
        Condition.TenureBelow tenure => PlanTexts.Of("tenure_below", PlanTexts.Count(tenure.Years, "unit_years_genitive")),
        Condition.HasAssociation has => PlanTexts.Of(has.Value ? "has_association_true" : "has_association_false"),
        Condition.Year year => PlanTexts.Of("year_" + Words.For(Words.Years, year.Position)),
        Condition.Fact fact => FactText.Of(fact, plan),
        Condition.Has has => PlanTexts.Of("has", PerformerText.Rule(has.Rule, plan)),
        Condition.RoundAtLeast round => PlanTexts.Of("round_at_least", round.Round),
        Condition.StageOutcome left => Outcome(left, plan?.Stages.FirstOrDefault(stage => stage.Key == left.Stage)),
        Condition.Season season => PlanTexts.Of("season", PlanTexts.Day(season.From.Month, season.From.Day), PlanTexts.Day(season.To.Month, season.To.Day)),
        _ => throw new UnreachableException($"No words for {condition.GetType().Name}."),
    };

    private static string Inner(Condition condition, ProcessPlan? plan) =>
        condition is Condition.AllOf { Conditions.Length: > 1 } or Condition.AnyOf { Conditions.Length: > 1 } ? $"({Of(condition, plan)})" : Of(condition, plan);

    private static string Outcome(Condition.StageOutcome left, StagePlan? stage) => PlanTexts.Of(
        "stage_outcome",
        stage?.Title ?? left.Stage,
        string.Join(PlanTexts.Of("or"), left.Outcomes.Select(key => $"«{stage?.Slots.Select(slot => slot.Outcome(key)?.Title).FirstOrDefault(title => title is not null) ?? key}»")));

    private static string Listed(string kind, ImmutableArray<string> keys) =>
        PlanTexts.Of(kind, string.Join(", ", keys.Select(key => PlanTexts.Label(kind, key))));
}
