using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>Finds who may be chosen in a field of a person.</summary>
public static class CandidateSearch
{
    /// <param name="roster">The directory.</param>
    /// <param name="field">The field or column.</param>
    /// <param name="state">The pathway whose document the field stands in.</param>
    /// <param name="day">Local day on which the roles must be held.</param>
    /// <returns>By person; empty when nobody is found or nobody is chosen in the field.</returns>
    public static ImmutableArray<int> Candidates(this Roster roster, FieldPlan field, PathwayState state, DateOnly day) =>
        field.From is { } from ? roster.Find(from, new PerformerContext(state, day, BarSubject: false)).People : [];
}
