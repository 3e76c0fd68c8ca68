using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>In what educators may differ, as far as a plan asks: for each thing, how a kind becomes one of the several.</summary>
internal static class KindAxes
{
    public static IEnumerable<List<Func<EducatorKind, EducatorKind>>> Of(ExploredPlan explored, Mentions mentions, DateOnly today)
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

        for (var i = 0; i < explored.Wishes.Count; i++)
        {
            var (wish, key) = (explored.Wishes[i], ExploredPlan.WishKey(i));
            yield return
            [
                kind => kind.With(wish).With(FactSource.Educator, key, "+"),
                kind => kind.With(new Condition.Not(wish)),
            ];
        }

        foreach (var attribute in mentions.Facts.Where(fact => IsAttribute(fact) && !fact.Key.StartsWith('?')).GroupBy(fact => (fact.Source, fact.Key)))
        {
            yield return [.. Samples.Of(attribute.Select(fact => fact.Comparison), today).Select(value => Attribute([.. attribute], value, today))];
        }
    }

    private static bool IsAttribute(Condition.Fact fact) => fact.Source is FactSource.Educator or FactSource.Organisation;

    private static Func<EducatorKind, EducatorKind> Attribute(List<Condition.Fact> facts, string? value, DateOnly today) => kind => facts.Aggregate(
        kind.With(facts[0].Source, facts[0].Key, value),
        (with, fact) => with.With(Comparisons.Holds(fact.Comparison, Comparisons.Values(value), today) ? fact : new Condition.Not(fact)));

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
}
