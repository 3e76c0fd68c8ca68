using System.Collections.Immutable;
using System.Diagnostics;

namespace Iom.Workflows.Definitions.Explaining;

/// <summary>Who does the work, in words.</summary>
internal static class PerformerText
{
    /// <param name="performer">The rule and its fallbacks.</param>
    /// <param name="plan">Knows the titles of fields and slots; null: their keys are said.</param>
    public static string Performer(PerformerPlan performer, ProcessPlan? plan) => performer.Fallbacks.IsEmpty
        ? Rule(performer.Rule, plan)
        : PlanTexts.Of("if_nobody", Rule(performer.Rule, plan), string.Join(PlanTexts.Of("then"), performer.Fallbacks.Select(fallback => Fallback(fallback, plan))));

    public static string Rule(PerformerRule rule, ProcessPlan? plan) => rule switch
    {
        PerformerRule.Subject => PlanTexts.Of("subject"),
        PerformerRule.RoleHolder holder => Holder(holder),
        PerformerRule.RelativeTo relative => PlanTexts.Find("relative_" + relative.Role) ?? PlanTexts.Label("role", relative.Role),
        PerformerRule.Body { Members: true } body => PlanTexts.Of("members", AtLevel(PlanTexts.Label("body", body.Key), body.Level)),
        PerformerRule.Body body => AtLevel(PlanTexts.Label("body", body.Key), body.Level),
        PerformerRule.OneOf oneOf => Rules(oneOf.Rules, "or", plan),
        PerformerRule.AllOf allOf => PlanTexts.Of("all_of", Rules(allOf.Rules, "and", plan)),
        PerformerRule.FirstOf firstOf => PlanTexts.Of("first_of", Rules(firstOf.Rules, "then", plan)),
        PerformerRule.Person person => PlanTexts.Of("person", person.PersonId),
        PerformerRule.Field field => PlanTexts.Of("person_in_field", FieldText.Title(plan, field.Key)),
        PerformerRule.Row row => PlanTexts.Of("person_in_row", FieldText.ColumnTitle(plan, row.Key)),
        PerformerRule.SameAs same => PlanTexts.Of("same_as", FieldText.SlotTitle(plan, same.Stage, same.Slot)),
        PerformerRule.Educators educators => Where(AtLevel(PlanTexts.Of("educators"), educators.Level), educators.Where, plan),
        PerformerRule.Pool pool => Pool(pool, plan),
        PerformerRule.Except except => PlanTexts.Of("except", Rule(except.Rule, plan), Rules(except.Excluded, "and", plan)),
        _ => throw new UnreachableException($"No words for {rule.GetType().Name}."),
    };

    public static string AtLevel(string who, string? level) =>
        level is null ? who : PlanTexts.Of("at_level", who, PlanTexts.Label("level", level));

    private static string Fallback(Fallback fallback, ProcessPlan? plan) => fallback switch
    {
        Definitions.Fallback.Other other => Rule(other.Rule, plan),
        Definitions.Fallback.LevelUp => PlanTexts.Of("level_up"),
        Definitions.Fallback.Skip => PlanTexts.Of("skip"),
        _ => throw new UnreachableException($"No words for {fallback.GetType().Name}."),
    };

    private static string Holder(PerformerRule.RoleHolder holder)
    {
        var role = AtLevel(PlanTexts.Label("role", holder.Role), holder.Level);
        return holder switch
        {
            { OrgType: { } type } => PlanTexts.Of("at_org_type", role, PlanTexts.Label("org_type", type)),
            { Unit: { } unit } => PlanTexts.Of("at_unit", role, unit),
            _ => role,
        };
    }

    private static string Pool(PerformerRule.Pool pool, ProcessPlan? plan)
    {
        var text = Where(Rule(pool.From, plan), pool.Where, plan);
        return pool.MaxLoad is { } load ? PlanTexts.Of("max_load", text, PlanTexts.Label("role", load.Role), load.Below) : text;
    }

    private static string Where(string who, Condition condition, ProcessPlan? plan) =>
        condition == Condition.Always ? who : PlanTexts.Of("where", who, ConditionText.Of(condition, plan));

    private static string Rules(ImmutableArray<PerformerRule> rules, string joint, ProcessPlan? plan) =>
        string.Join(PlanTexts.Of(joint), rules.Select(rule => Rule(rule, plan)));
}
