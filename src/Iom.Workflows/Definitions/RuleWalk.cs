using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>Walks through the rules of a slot with all that stands inside them.</summary>
internal static class RuleWalk
{
    /// <summary>Everybody named by the slot: its performer, its ladder, its conditions.</summary>
    public static IEnumerable<PerformerRule> Performers(SlotPlan slot) =>
        slot.Escalations.Select(rung => rung.To).Prepend(slot.Performer).SelectMany(Performers)
            .Concat(slot.Requires.Select(requirement => requirement.That).Prepend(slot.When).SelectMany(Performers));

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

    /// <summary>The anchors of the opening and of the deadline.</summary>
    public static IEnumerable<DateAnchor> Anchors(SlotPlan slot) =>
        new[] { slot.Opens, slot.Deadline?.Rule }.OfType<DateRule>().SelectMany(Anchors);

    public static IEnumerable<DateAnchor> Anchors(DateRule rule) => rule switch
    {
        DateRule.Offset offset => [offset.Anchor],
        DateRule.Earliest earliest => earliest.Rules.SelectMany(Anchors),
        DateRule.Latest latest => latest.Rules.SelectMany(Anchors),
        DateRule.Cases cases => cases.Each.SelectMany(each => Anchors(each.Rule)),
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
