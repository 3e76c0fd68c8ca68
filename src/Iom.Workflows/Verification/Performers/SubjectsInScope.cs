using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Verification.Exploration;

namespace Iom.Workflows.Verification.Performers;

/// <summary>The people a plan is for. Those who are alike for every rule of the plan are kept once.</summary>
internal static class SubjectsInScope
{
    /// <summary>Somebody of the scope.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Educator">His facts; null: he is no educator.</param>
    /// <param name="Unit">Where he works.</param>
    public sealed record Subject(Person Person, Educator? Educator, OrgUnit Unit);

    public static ImmutableArray<Subject> Of(ProcessPlan plan, Roster roster, DateOnly today, FindingList findings)
    {
        if (!roster.Units.Any())
        {
            return [];
        }

        var top = plan.Scope is null ? null : roster.UnitByCode(plan.Scope);
        if (plan.Scope is not null && top is null)
        {
            findings.Add(Severity.Warning, "scope_unknown", "scope", [plan.Scope]);
            return [];
        }

        var towardsOne = Mentions.Of(plan).Relatives;
        Condition[] asked = [.. PlanParts.Conditions(plan).Distinct()];
        var subjects = new Dictionary<string, Subject>(StringComparer.Ordinal);
        foreach (var person in roster.People.OrderBy(person => person.Id))
        {
            var subject = new Subject(person, roster.Educator(person.Id), roster.UnitOf(person.Id)!);
            if ((subject.Educator is not null || plan.Subject?.Who == SubjectKind.Person)
                && (top is null || roster.UnitAndAbove(subject.Unit.Id).Contains(top.Id))
                && Begins(plan, roster, subject, today))
            {
                subjects.TryAdd(Likeness(asked, roster, subject, towardsOne, today), subject);
            }
        }

        if (subjects.Count == 0)
        {
            findings.Add(Severity.Warning, "nobody_in_scope", plan.Scope is null ? "applies" : "scope", []);
        }

        return [.. subjects.Values];
    }

    /// <summary>Whether a condition may hold for somebody in some year of the pathway.</summary>
    public static bool MayHold(Condition condition, Roster roster, Subject subject, DateOnly today) => Possibility.MayHold(
        condition, (atom, year, planned) => Holds(atom, roster, subject, (year, planned), today));

    private static bool Begins(ProcessPlan plan, Roster roster, Subject subject, DateOnly today) =>
        plan.Requires.Where(requirement => !requirement.Soft).Select(requirement => requirement.That).Prepend(plan.AppliesTo)
            .All(condition => Holds(condition, roster, subject, (1, plan.DefaultYears), today));

    private static bool Holds(Condition condition, Roster roster, Subject subject, (int Year, int Planned) year, DateOnly today) => Conditions.Holds(
        condition, Conditions.Facts.Of(roster, subject.Educator, subject.Unit, year.Year, year.Planned, today) with { SubjectId = subject.Person.Id });

    /// <summary>Two people who hold no role, have nobody of their own and get the same answers from all conditions find the same performers.</summary>
    private static string Likeness(Condition[] asked, Roster roster, Subject subject, SortedSet<string> towardsOne, DateOnly today)
    {
        var person = subject.Person.Id;
        if (!roster.AssignmentsOf(person).IsEmpty
            || !roster.CoveredBy(person, today).IsEmpty
            || towardsOne.Any(role => !roster.TowardsEducator(person, role).IsEmpty))
        {
            return $"one {person}";
        }

        var answers = asked.Select(condition => MayHold(condition, roster, subject, today) ? '1' : '0');
        return $"{subject.Unit.Id} {subject.Educator?.AssociationId} {string.Concat(answers)}";
    }
}
