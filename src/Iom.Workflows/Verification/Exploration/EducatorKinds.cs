using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>The kinds of educators a plan is for: every combination of what its conditions ask about, the same answers kept once.</summary>
/// <param name="All">Kinds for which at least one answer of the conditions differs, and who may begin.</param>
/// <param name="Truncated">There were too many combinations, so not all were taken.</param>
/// <param name="NobodyBegins">The plan is for somebody, but what must hold at the start holds for none of them.</param>
/// <param name="Mentions">What the plan mentions.</param>
internal sealed record EducatorKinds(ImmutableArray<EducatorKind> All, bool Truncated, bool NobodyBegins, Mentions Mentions)
{
    private const int MostCombinations = 256;
    private const int MostKinds = 24;

    /// <summary>Places in time at which answers may differ: the only year, the first, a middle one, the last.</summary>
    private static readonly (int Year, int Planned)[] Years = [(1, 1), (1, 3), (2, 3), (3, 3)];

    public static EducatorKinds Of(ExploredPlan explored, DateOnly today)
    {
        var plan = explored.Plan;
        var mentions = Mentions.Of(plan);
        List<EducatorKind> combined = [new()];
        var truncated = false;
        foreach (var axis in KindAxes.Of(explored, mentions, today))
        {
            if (combined.Count * axis.Count > MostCombinations)
            {
                // One difference at a time is better than none.
                truncated = true;
                combined.AddRange(axis.Skip(1).Select(change => change(combined[0])));
            }
            else
            {
                combined = [.. combined.SelectMany(kind => axis.Select(change => change(kind)))];
            }
        }

        var applying = combined.Where(kind => Holds(plan.AppliesTo, kind, (1, plan.DefaultYears), today)).ToList();
        Condition[] asked = [.. PlanParts.Conditions(plan).Distinct()];
        var kinds = applying.Where(kind => plan.Requires.All(requirement => requirement.Soft || Holds(requirement.That, kind, (1, plan.DefaultYears), today)))
            .DistinctBy(kind => Answers(asked, kind, today)).ToList();
        return new EducatorKinds([.. kinds.Take(MostKinds)], truncated || kinds.Count > MostKinds, kinds.Count == 0 && applying.Count > 0, mentions);
    }

    /// <summary>What the conditions say about a kind over the years.</summary>
    private static string Answers(Condition[] conditions, EducatorKind kind, DateOnly today) =>
        string.Concat(conditions.SelectMany(condition => Years.Select(year => Holds(condition, kind, year, today) ? '1' : '0')));

    private static bool Holds(Condition condition, EducatorKind kind, (int Year, int Planned) year, DateOnly today) => Conditions.Holds(
        condition,
        new Conditions.Facts(StandIns.EducatorOf(kind, today), StandIns.UnitOf(kind), kind.HasAssociation, year.Year, year.Planned, today));
}
