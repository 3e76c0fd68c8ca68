using System.Collections.Immutable;
using System.Diagnostics;

namespace Iom.Workflows.Definitions.Explaining;

/// <summary>Conditions, in words.</summary>
internal static class ConditionText
{
    public static string Of(Condition condition) => condition switch
    {
        Condition.AllOf { Conditions.IsEmpty: true } => PlanTexts.Of("always"),
        Condition.AllOf all => string.Join(PlanTexts.Of("and"), all.Conditions.Select(Inner)),
        Condition.AnyOf any => string.Join(PlanTexts.Of("or"), any.Conditions.Select(Inner)),
        Condition.Not not => PlanTexts.Of("not", Of(not.Inner)),
        Condition.Category category => Listed("category", category.Keys),
        Condition.OrgType type => Listed("org_type", type.Keys),
        Condition.Track track => Listed("track", track.Keys),
        Condition.Leader leader => PlanTexts.Of(leader.Value ? "leader_true" : "leader_false"),
        Condition.TenureBelow tenure => PlanTexts.Of("tenure_below", PlanTexts.Count(tenure.Years, "unit_years_genitive")),
        Condition.HasAssociation has => PlanTexts.Of(has.Value ? "has_association_true" : "has_association_false"),
        Condition.Year year => PlanTexts.Of("year_" + Words.For(Words.Years, year.Position)),
        _ => throw new UnreachableException($"No words for {condition.GetType().Name}."),
    };

    private static string Inner(Condition condition) =>
        condition is Condition.AllOf { Conditions.Length: > 1 } or Condition.AnyOf { Conditions.Length: > 1 } ? $"({Of(condition)})" : Of(condition);

    private static string Listed(string kind, ImmutableArray<string> keys) =>
        PlanTexts.Of(kind, string.Join(", ", keys.Select(key => PlanTexts.Label(kind, key))));
}
