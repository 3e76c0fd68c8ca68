using System.Collections.Immutable;

namespace Iom.Workflows.Directory;

/// <summary>The whole directory as plain values, as the database holds it. <see cref="Roster"/> is what one asks.</summary>
/// <param name="Revision">Grows with every change of the directory.</param>
public sealed record DirectoryData(
    long Revision,
    ImmutableArray<OrgUnit> Units,
    ImmutableArray<Person> People,
    ImmutableArray<Educator> Educators,
    ImmutableArray<Association> Associations,
    ImmutableArray<Assignment> Assignments,
    ImmutableArray<Substitution> Substitutions)
{
    /// <summary>Sittings of collegial bodies, past and planned.</summary>
    public ImmutableArray<Sitting> Sittings { get; init; } = [];
}
