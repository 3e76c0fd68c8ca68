using System.Collections.Immutable;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>The kinds of educators a plan is for: every combination of what its conditions ask about, the same answers kept once.</summary>
/// <param name="All">Kinds for which at least one answer of the conditions differs.</param>
/// <param name="Truncated">There were too many combinations, so not all were taken.</param>
/// <param name="Mentions">What the plan mentions.</param>
internal sealed record EducatorKinds(ImmutableArray<EducatorKind> All, bool Truncated, Mentions Mentions)
{
    private const int MostCombinations = 256;
    private const int MostKinds = 24;

    public static EducatorKinds Of(ProcessPlan plan, CalendarLibrary calendars, DateOnly today)
    {
        var mentions = Mentions.Of(plan);
        List<EducatorKind> combined = [new()];
        var truncated = false;
        foreach (var axis in Axes(mentions))
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

        var kinds = combined.DistinctBy(kind => Answers(plan, mentions, kind, calendars, today)).Where(kind => Applies(plan, mentions, kind, calendars, today)).ToList();
        return new EducatorKinds([.. kinds.Take(MostKinds)], truncated || kinds.Count > MostKinds, mentions);
    }

    private static IEnumerable<List<Func<EducatorKind, EducatorKind>>> Axes(Mentions mentions)
    {
        var categories = Keys<Condition.Category>(mentions, atom => atom.Keys);
        yield return Named(categories, keys => new Condition.Category(keys), (kind, key) => kind with { Category = key ?? "-" });
        var types = Keys<Condition.OrgType>(mentions, atom => atom.Keys);
        yield return Named(types, keys => new Condition.OrgType(keys), (kind, key) => kind with { OrgType = key ?? "-" });
        var tracks = Keys<Condition.Track>(mentions, atom => atom.Keys);
        yield return Named(tracks, keys => new Condition.Track(keys), (kind, key) => kind with { Track = key });
        if (mentions.Atoms.OfType<Condition.Leader>().Any())
        {
            yield return YesOrNo(false, value => new Condition.Leader(value), (kind, value) => kind with { Leader = value });
        }

        if (mentions.Atoms.OfType<Condition.HasAssociation>().Any())
        {
            yield return YesOrNo(true, value => new Condition.HasAssociation(value), (kind, value) => kind with { HasAssociation = value });
        }

        var tenures = mentions.Atoms.OfType<Condition.TenureBelow>().Select(atom => atom.Years).Distinct().Order().ToList();
        if (tenures.Count > 0)
        {
            yield return
            [
                kind => kind.With(new Condition.Not(new Condition.TenureBelow(tenures[^1]))),
                .. tenures.Select((years, i) => (Func<EducatorKind, EducatorKind>)(kind =>
                    kind.With(new Condition.TenureBelow(years)) with { Tenure = i == 0 ? 0 : tenures[i - 1] })),
            ];
        }
    }

    private static ImmutableArray<string> Keys<TAtom>(Mentions mentions, Func<TAtom, ImmutableArray<string>> keys)
        where TAtom : Condition =>
        [.. mentions.Atoms.OfType<TAtom>().SelectMany(atom => keys(atom)).Distinct(StringComparer.Ordinal)];

    /// <summary>One of the keys that are mentioned, or none of them.</summary>
    private static List<Func<EducatorKind, EducatorKind>> Named(
        ImmutableArray<string> keys, Func<ImmutableArray<string>, Condition> trait, Func<EducatorKind, string?, EducatorKind> set) => keys.IsEmpty
        ? [kind => kind]
        :
        [
            .. keys.Select(key => (Func<EducatorKind, EducatorKind>)(kind => set(kind.With(trait([key])), key))),
            kind => set(kind.With(new Condition.Not(trait(keys))), null),
        ];

    private static List<Func<EducatorKind, EducatorKind>> YesOrNo(
        bool usual, Func<bool, Condition> trait, Func<EducatorKind, bool, EducatorKind> set) =>
        [kind => set(kind.With(trait(usual)), usual), kind => set(kind.With(trait(!usual)), !usual)];

    private static bool Applies(ProcessPlan plan, Mentions mentions, EducatorKind kind, CalendarLibrary calendars, DateOnly today) =>
        Holds(plan.AppliesTo, Town(mentions, kind, calendars, today), 1, plan.DefaultYears, today);

    /// <summary>What the conditions say about a kind, in the first, a middle, the last and the only year.</summary>
    private static string Answers(ProcessPlan plan, Mentions mentions, EducatorKind kind, CalendarLibrary calendars, DateOnly today)
    {
        var roster = Town(mentions, kind, calendars, today);
        var conditions = plan.Stages.SelectMany(stage => stage.Slots.Select(slot => slot.When).Prepend(stage.When)).Prepend(plan.AppliesTo).Distinct();
        return string.Concat(conditions.SelectMany(condition => new[] { (1, 1), (1, 3), (2, 3), (3, 3) }
            .Select(year => Holds(condition, roster, year.Item1, year.Item2, today) ? '1' : '0')));
    }

    private static Roster Town(Mentions mentions, EducatorKind kind, CalendarLibrary calendars, DateOnly today) =>
        StandIns.Town(mentions, kind, staffed: true, StandIns.Calendar(calendars), calendars, today);

    private static bool Holds(Condition condition, Roster roster, int year, int plannedYears, DateOnly today)
    {
        var educator = roster.Educator(StandIns.Subject)!;
        return Conditions.Holds(condition, Conditions.Facts.Of(roster, educator, roster.UnitOf(StandIns.Subject)!, year, plannedYears, today));
    }
}
