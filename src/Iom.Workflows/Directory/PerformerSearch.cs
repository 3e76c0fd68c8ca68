using System.Collections.Immutable;
using System.Diagnostics;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Directory;

/// <summary>Finds the people a <see cref="PerformerPlan"/> names for one educator on one day.</summary>
public static class PerformerSearch
{
    /// <param name="roster">The directory.</param>
    /// <param name="plan">The rule and its fallbacks.</param>
    /// <param name="subjectId">Whose pathway it is.</param>
    /// <param name="day">Local day on which the roles must be held.</param>
    /// <param name="barSubject">Leave the subject out: nobody decides on their own ИОМ.</param>
    public static Found Find(this Roster roster, PerformerPlan plan, int subjectId, DateOnly day, bool barSubject)
    {
        if (roster.Person(subjectId) is not { } subject)
        {
            return new Found([], false, "nobody");
        }

        var search = new Search(roster, subject, day, barSubject);
        if (search.People(plan.Rule) is { IsEmpty: false } people)
        {
            return new Found(people, false, "rule");
        }

        for (var i = 0; i < plan.Fallbacks.Length; i++)
        {
            switch (plan.Fallbacks[i])
            {
                case Fallback.Other other when search.People(other.Rule) is { IsEmpty: false } found:
                    return new Found(found, false, $"fallback:{i + 1}");
                case Fallback.LevelUp when search.Higher(plan.Rule) is { } higher:
                    return higher;
                case Fallback.Skip:
                    return new Found([], true, "skip");
            }
        }

        return new Found([], false, "nobody");
    }

    private readonly struct Search(Roster roster, Person subject, DateOnly day, bool barSubject)
    {
        public ImmutableArray<int> People(PerformerRule rule) => rule switch
        {
            PerformerRule.Subject => barSubject ? [] : [subject.Id],
            PerformerRule.RoleHolder role => UnitAt(role.Level) is { } unit ? Holders(roster.AtUnit(unit, role.Role)) : [],
            PerformerRule.RelativeTo relative => Holders(Relatives(relative.Role)),
            PerformerRule.Body body => UnitAt(body.Level) is { } seat ? Speaker(seat, body.Key) : [],
            PerformerRule.OneOf oneOf => [.. oneOf.Rules.SelectMany(Each).Distinct()],
            PerformerRule.Person person => roster.Person(person.PersonId) is null || Barred(person.PersonId) ? [] : [person.PersonId],
            _ => throw new UnreachableException($"No search for {rule.GetType().Name}."),
        };

        /// <summary>The same role in the units above the one where the rule looked.</summary>
        public Found? Higher(PerformerRule rule)
        {
            var (role, level) = rule switch
            {
                PerformerRule.RoleHolder holder => (holder.Role, holder.Level),
                PerformerRule.RelativeTo relative => (relative.Role, null),
                PerformerRule.Body body => ($"secretary:{body.Key}", body.Level),
                _ => (null, null),
            };
            if (role is null)
            {
                return null;
            }

            var start = UnitAt(level) ?? subject.OrgUnitId;
            foreach (var unit in roster.UnitAndAbove(start)[1..])
            {
                if (Holders(roster.AtUnit(unit, role)) is { IsEmpty: false } people)
                {
                    return new Found(people, false, $"level_up:{roster.Unit(unit).Level}");
                }
            }

            return null;
        }

        private IEnumerable<int> Each(PerformerRule rule) => People(rule);

        private ImmutableArray<int> Speaker(int unit, string body) =>
            Holders(roster.AtUnit(unit, $"secretary:{body}")) is { IsEmpty: false } secretary
                ? secretary
                : Holders(roster.AtUnit(unit, $"chair:{body}"));

        private ReadOnlySpan<Assignment> Relatives(string role)
        {
            if (roster.TowardsEducator(subject.Id, role) is { IsEmpty: false } own)
            {
                return own;
            }

            return roster.Educator(subject.Id)?.AssociationId is { } association ? roster.AtAssociation(association, role) : default;
        }

        private int? UnitAt(string? level)
        {
            if (level is null)
            {
                return subject.OrgUnitId;
            }

            foreach (var unit in roster.UnitAndAbove(subject.OrgUnitId))
            {
                if (roster.Unit(unit).Level == level)
                {
                    return unit;
                }
            }

            return null;
        }

        private ImmutableArray<int> Holders(ReadOnlySpan<Assignment> assignments)
        {
            var people = ImmutableArray.CreateBuilder<int>(assignments.Length);
            foreach (var assignment in assignments)
            {
                if (assignment.HoldsOn(day) && !Barred(assignment.PersonId) && !people.Contains(assignment.PersonId))
                {
                    people.Add(assignment.PersonId);
                }
            }

            return people.DrainToImmutable();
        }

        private bool Barred(int personId) => barSubject && personId == subject.Id;
    }
}
