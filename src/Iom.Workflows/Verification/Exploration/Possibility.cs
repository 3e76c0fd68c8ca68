using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>Whether a condition may hold in some year, whatever is written into the document and whatever happens on the way.</summary>
internal static class Possibility
{
    private static readonly (int Year, int Planned)[] Years = [(1, 1), (1, 3), (2, 3), (3, 3)];

    /// <param name="condition">What is asked.</param>
    /// <param name="holds">Whether a condition on the educator or his organisation holds in the n-th of so many years.</param>
    /// <param name="isOpen">Conditions of which nothing is known either; null: none.</param>
    public static bool MayHold(Condition condition, Func<Condition, int, int, bool> holds, Func<Condition, bool>? isOpen = null) =>
        Years.Any(year => May(condition, true, (atom, held) => isOpen?.Invoke(atom) == true || holds(atom, year.Year, year.Planned) == held));

    private static bool May(Condition condition, bool held, Func<Condition, bool, bool> may) => condition switch
    {
        Condition.AllOf all => held ? all.Conditions.All(inner => May(inner, true, may)) : all.Conditions.Any(inner => May(inner, false, may)),
        Condition.AnyOf any => held ? any.Conditions.Any(inner => May(inner, true, may)) : any.Conditions.All(inner => May(inner, false, may)),
        Condition.Not not => May(not.Inner, !held, may),
        Condition.Category or Condition.OrgType or Condition.Track or Condition.Leader or Condition.TenureBelow or Condition.HasAssociation
            or Condition.Year or Condition.Fact { Source: FactSource.Educator or FactSource.Organisation } => may(condition, held),
        _ => true,
    };
}
