using System.Diagnostics;

namespace Iom.Workflows.Definitions.Explaining;

/// <summary>Who does the work, in words.</summary>
internal static class PerformerText
{
    public static string Performer(PerformerPlan plan) => plan.Fallbacks.IsEmpty
        ? Rule(plan.Rule)
        : PlanTexts.Of("if_nobody", Rule(plan.Rule), string.Join(PlanTexts.Of("then"), plan.Fallbacks.Select(Fallback)));

    public static string Rule(PerformerRule rule) => rule switch
    {
        PerformerRule.Subject => PlanTexts.Of("subject"),
        PerformerRule.RoleHolder holder => AtLevel(PlanTexts.Label("role", holder.Role), holder.Level),
        PerformerRule.RelativeTo relative => PlanTexts.Find("relative_" + relative.Role) ?? PlanTexts.Label("role", relative.Role),
        PerformerRule.Body body => AtLevel(PlanTexts.Label("body", body.Key), body.Level),
        PerformerRule.OneOf oneOf => string.Join(PlanTexts.Of("or"), oneOf.Rules.Select(Rule)),
        PerformerRule.Person person => PlanTexts.Of("person", person.PersonId),
        _ => throw new UnreachableException($"No words for {rule.GetType().Name}."),
    };

    private static string Fallback(Fallback fallback) => fallback switch
    {
        Definitions.Fallback.Other other => Rule(other.Rule),
        Definitions.Fallback.LevelUp => PlanTexts.Of("level_up"),
        Definitions.Fallback.Skip => PlanTexts.Of("skip"),
        _ => throw new UnreachableException($"No words for {fallback.GetType().Name}."),
    };

    private static string AtLevel(string who, string? level) =>
        level is null ? who : PlanTexts.Of("at_level", who, PlanTexts.Label("level", level));
}
