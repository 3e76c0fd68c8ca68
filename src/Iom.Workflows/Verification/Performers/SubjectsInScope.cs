using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Performers;

/// <summary>The educators a plan is for. Those who are alike for every rule of the plan are kept once.</summary>
internal static class SubjectsInScope
{
    private static readonly (int Year, int Planned)[] Years = [(1, 1), (1, 3), (2, 3), (3, 3)];

    /// <summary>An educator of the scope.</summary>
    /// <param name="Educator">His facts.</param>
    /// <param name="Unit">Where he works.</param>
    public sealed record Subject(Educator Educator, OrgUnit Unit);

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

        var towardsOne = Exploration.Mentions.Of(plan).Relatives;
        var subjects = new Dictionary<string, Subject>(StringComparer.Ordinal);
        foreach (var educator in roster.Educators.OrderBy(educator => educator.PersonId))
        {
            if (roster.UnitOf(educator.PersonId) is { } unit && (top is null || roster.UnitAndAbove(unit.Id).Contains(top.Id)) && Applies(plan, roster, educator, unit, today))
            {
                subjects.TryAdd(Likeness(plan, roster, educator, unit, towardsOne, today), new Subject(educator, unit));
            }
        }

        if (subjects.Count == 0)
        {
            findings.Add(Severity.Warning, "nobody_in_scope", plan.Scope is null ? "applies" : "scope", []);
        }

        return [.. subjects.Values];
    }

    /// <summary>Whether a condition may hold for an educator in some year of the pathway.</summary>
    public static bool MayHold(Condition condition, Roster roster, Subject subject, DateOnly today) =>
        Years.Any(year => Holds(condition, roster, subject.Educator, subject.Unit, year, today));

    private static bool Applies(ProcessPlan plan, Roster roster, Educator educator, OrgUnit unit, DateOnly today) =>
        Holds(plan.AppliesTo, roster, educator, unit, (1, plan.DefaultYears), today);

    private static bool Holds(Condition condition, Roster roster, Educator educator, OrgUnit unit, (int Year, int Planned) year, DateOnly today) =>
        Conditions.Holds(condition, Conditions.Facts.Of(roster, educator, unit, year.Year, year.Planned, today));

    /// <summary>Two educators who hold no role, have nobody of their own and get the same answers from all conditions find the same performers.</summary>
    private static string Likeness(
        ProcessPlan plan, Roster roster, Educator educator, OrgUnit unit, SortedSet<string> towardsOne, DateOnly today)
    {
        if (!roster.AssignmentsOf(educator.PersonId).IsEmpty
            || !roster.CoveredBy(educator.PersonId, today).IsEmpty
            || towardsOne.Any(role => !roster.TowardsEducator(educator.PersonId, role).IsEmpty))
        {
            return $"one {educator.PersonId}";
        }

        var answers = plan.Stages.SelectMany(stage => stage.Slots.Select(slot => slot.When).Prepend(stage.When))
            .Select(condition => Years.Any(year => Holds(condition, roster, educator, unit, year, today)) ? '1' : '0');
        return $"{unit.Id} {educator.AssociationId} {string.Concat(answers)}";
    }
}
