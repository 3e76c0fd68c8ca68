using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>Finds the people a <see cref="PerformerPlan"/> names for one pathway on one day.</summary>
public static class PerformerSearch
{
    /// <param name="roster">The directory.</param>
    /// <param name="plan">The rule and its fallbacks.</param>
    /// <param name="context">What the rule may look at.</param>
    public static Found Find(this Roster roster, PerformerPlan plan, PerformerContext context)
    {
        if (roster.Person(context.State.SubjectId) is not { } subject)
        {
            return new Found([], false, "nobody");
        }

        var people = new PeopleOfRules(roster, subject, context);
        if (people.Of(plan.Rule) is { IsEmpty: false } found)
        {
            return new Found(found, false, "rule");
        }

        for (var i = 0; i < plan.Fallbacks.Length; i++)
        {
            switch (plan.Fallbacks[i])
            {
                case Fallback.Other other when people.Of(other.Rule) is { IsEmpty: false } others:
                    return new Found(others, false, $"fallback:{i + 1}");
                case Fallback.LevelUp when people.Above(plan.Rule) is { } higher:
                    return higher;
                case Fallback.Skip:
                    return new Found([], true, "skip");
            }
        }

        return new Found([], false, "nobody");
    }

    /// <summary>Everybody a rule names, in a stable order; empty: nobody.</summary>
    public static ImmutableArray<int> PeopleOf(this Roster roster, PerformerRule rule, PerformerContext context) =>
        roster.Person(context.State.SubjectId) is { } subject ? new PeopleOfRules(roster, subject, context).Of(rule) : [];
}
