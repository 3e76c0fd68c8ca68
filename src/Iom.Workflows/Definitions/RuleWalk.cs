using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>Walks through the rules of a slot with all that stands inside them.</summary>
internal static class RuleWalk
{
    /// <summary>Everybody named by the slot: its performer, its ladder, its fields, its conditions.</summary>
    public static IEnumerable<PerformerRule> Performers(SlotPlan slot) =>
        slot.Escalations.Select(rung => rung.To).Prepend(slot.Performer).SelectMany(Performers)
            .Concat(Performers(slot.Fields))
            .Concat(slot.Requires.Select(requirement => requirement.That).Prepend(slot.When).SelectMany(Performers))
            .Concat(Rules(slot).SelectMany(Conditions).SelectMany(Performers));

    /// <summary>Who may be chosen in fields.</summary>
    public static IEnumerable<PerformerRule> Performers(ImmutableArray<FieldPlan> fields) =>
        fields.SelectMany(field => field.Columns.Prepend(field)).Select(field => field.From).OfType<PerformerPlan>().SelectMany(Performers);

    /// <summary>Whom a condition looks for.</summary>
    public static IEnumerable<PerformerRule> Performers(Condition condition) => condition switch
    {
        Condition.AllOf all => all.Conditions.SelectMany(Performers),
        Condition.AnyOf any => any.Conditions.SelectMany(Performers),
        Condition.Not not => Performers(not.Inner),
        Condition.Has has => Inside(has.Rule),
        _ => [],
    };

    public static IEnumerable<PerformerRule> Performers(PerformerPlan plan) =>
        plan.Fallbacks.OfType<Fallback.Other>().Select(other => other.Rule).Prepend(plan.Rule).SelectMany(Inside);

    /// <summary>The anchors of the opening, of the deadline and of the days the work repeats on.</summary>
    public static IEnumerable<DateAnchor> Anchors(SlotPlan slot) => Rules(slot).SelectMany(Anchors);

    public static IEnumerable<DateAnchor> Anchors(DateRule rule) => rule switch
    {
        DateRule.Offset offset => [offset.Anchor],
        DateRule.Earliest earliest => earliest.Rules.SelectMany(Anchors),
        DateRule.Latest latest => latest.Rules.SelectMany(Anchors),
        DateRule.Cases cases => cases.Each.SelectMany(each => Anchors(each.Rule)),
        _ => [],
    };

    private static IEnumerable<DateRule> Rules(SlotPlan slot) =>
        new[] { slot.Opens, slot.Deadline?.Rule }.OfType<DateRule>().Concat(slot.Each is EachPlan.Dates dates ? dates.Days : []);

    private static IEnumerable<Condition> Conditions(DateRule rule) => rule switch
    {
        DateRule.Earliest earliest => earliest.Rules.SelectMany(Conditions),
        DateRule.Latest latest => latest.Rules.SelectMany(Conditions),
        DateRule.Cases cases => cases.Each.SelectMany(each => Conditions(each.Rule).Prepend(each.When)),
        _ => [],
    };

    /// <summary>A rule and the rules inside it.</summary>
    private static IEnumerable<PerformerRule> Inside(PerformerRule rule)
    {
        ImmutableArray<PerformerRule> inner = rule switch
        {
            PerformerRule.OneOf oneOf => oneOf.Rules,
            PerformerRule.AllOf allOf => allOf.Rules,
            PerformerRule.FirstOf firstOf => firstOf.Rules,
            PerformerRule.Pool pool => [pool.From],
            PerformerRule.Except except => [except.Rule, .. except.Excluded],
            _ => [],
        };
        return inner.SelectMany(Inside).Prepend(rule);
    }
}
