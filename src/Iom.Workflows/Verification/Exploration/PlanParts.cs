using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>Everything of one sort that stands somewhere in a plan.</summary>
internal static class PlanParts
{
    public static IEnumerable<SlotPlan> Slots(ProcessPlan plan) => plan.AllStages.SelectMany(stage => stage.Slots);

    /// <summary>Conditions as they are written, whole.</summary>
    public static IEnumerable<Condition> Conditions(ProcessPlan plan) =>
        plan.AllStages.Select(stage => stage.When)
            .Concat(Slots(plan).SelectMany(slot => slot.Requires.Select(requirement => requirement.That).Prepend(slot.When)))
            .Concat(Slots(plan).SelectMany(Dates).SelectMany(Cases))
            .Concat(plan.Requires.Select(requirement => requirement.That))
            .Concat(plan.Tracks.Select(track => track.When))
            .Concat(plan.Triggers.Select(trigger => trigger.When))
            .Prepend(plan.AppliesTo);

    /// <summary>Conditions without <c>all</c>, <c>any</c> and <c>not</c>.</summary>
    public static IEnumerable<Condition> Atoms(Condition condition) => condition switch
    {
        Condition.AllOf all => all.Conditions.SelectMany(Atoms),
        Condition.AnyOf any => any.Conditions.SelectMany(Atoms),
        Condition.Not not => Atoms(not.Inner),
        _ => [condition],
    };

    /// <summary>Whoever is named to do, to decide, to be told or to be chosen.</summary>
    public static IEnumerable<PerformerPlan> Performers(ProcessPlan plan) =>
        Slots(plan).SelectMany(slot => slot.Escalations.Select(rung => rung.To).Prepend(slot.Performer))
            .Concat(plan.Triggers.Select(trigger => trigger.By))
            .Concat(Fields(plan).Select(field => field.From).OfType<PerformerPlan>());

    /// <summary>Fields of all forms and the columns of their tables.</summary>
    public static IEnumerable<FieldPlan> Fields(ProcessPlan plan) =>
        Slots(plan).SelectMany(slot => slot.Fields).Concat(plan.Triggers.SelectMany(trigger => trigger.Fields))
            .SelectMany(field => field.Columns.Prepend(field));

    /// <summary>The day rules of a slot.</summary>
    public static IEnumerable<DateRule> Dates(SlotPlan slot) =>
        new[] { slot.Opens, slot.Deadline?.Rule }.OfType<DateRule>().Concat(slot.Each is EachPlan.Dates dates ? dates.Days : []);

    private static IEnumerable<Condition> Cases(DateRule rule) => rule switch
    {
        DateRule.Earliest earliest => earliest.Rules.SelectMany(Cases),
        DateRule.Latest latest => latest.Rules.SelectMany(Cases),
        DateRule.Cases cases => cases.Each.SelectMany(each => Cases(each.Rule).Prepend(each.When)),
        _ => [],
    };
}
