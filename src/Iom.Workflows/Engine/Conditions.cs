using System.Diagnostics;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>Whether a <see cref="Condition"/> holds.</summary>
public static class Conditions
{
    /// <summary>What conditions may look at.</summary>
    /// <param name="Educator">The subject's facts.</param>
    /// <param name="Unit">The subject's organisation.</param>
    /// <param name="HasAssociation">The subject belongs to an association that has a lead.</param>
    /// <param name="Year">The n-th year of the pathway.</param>
    /// <param name="PlannedYears">Years planned.</param>
    /// <param name="Today">Local day, for lengths of service.</param>
    public sealed record Facts(Educator Educator, OrgUnit Unit, bool HasAssociation, int Year, int PlannedYears, DateOnly Today)
    {
        public static Facts Of(Roster roster, Educator educator, OrgUnit unit, int year, int plannedYears, DateOnly today) =>
            new(educator, unit, HasLead(roster, educator, today), year, plannedYears, today);

        private static bool HasLead(Roster roster, Educator educator, DateOnly today)
        {
            if (educator.AssociationId is not { } association)
            {
                return false;
            }

            foreach (var lead in roster.AtAssociation(association, Roles.AssociationLead))
            {
                if (lead.HoldsOn(today))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public static bool Holds(Condition condition, Facts facts) => condition switch
    {
        Condition.AllOf all => All(all, facts),
        Condition.AnyOf any => any.Conditions.Any(inner => Holds(inner, facts)),
        Condition.Not not => !Holds(not.Inner, facts),
        Condition.Category category => category.Keys.Contains(facts.Educator.Category),
        Condition.OrgType type => type.Keys.Contains(facts.Unit.Type),
        Condition.Track track => facts.Educator.Track is { } own && track.Keys.Contains(own),
        Condition.Leader leader => facts.Educator.Leader == leader.Value,
        Condition.TenureBelow tenure => facts.Educator.TenureSince.AddYears(tenure.Years) > facts.Today,
        Condition.HasAssociation has => facts.HasAssociation == has.Value,
        Condition.Year year => HoldsYear(year.Position, facts),
        _ => throw new UnreachableException($"No rule for the condition {condition.GetType().Name}."),
    };

    internal static bool Holds(this Turn turn, Condition condition)
    {
        if (condition is Condition.AllOf { Conditions.IsEmpty: true })
        {
            return true;
        }

        var educator = turn.Roster.Educator(turn.State.SubjectId);
        return educator is not null
            && Holds(condition, Facts.Of(turn.Roster, educator, turn.Unit, turn.State.Year, turn.State.PlannedYears, turn.Today));
    }

    private static bool All(Condition.AllOf all, Facts facts)
    {
        foreach (var inner in all.Conditions)
        {
            if (!Holds(inner, facts))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsYear(YearPosition position, Facts facts) => position switch
    {
        YearPosition.First => facts.Year == 1,
        YearPosition.NotFirst => facts.Year > 1,
        YearPosition.Last => facts.Year >= facts.PlannedYears,
        YearPosition.NotLast => facts.Year < facts.PlannedYears,
    };
}
