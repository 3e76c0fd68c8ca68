using System.Collections.Frozen;

namespace Iom.Workflows.Directory;

/// <summary>Whose pathways a right reaches, for queries: whole units (with all below them), associations, single educators.</summary>
public sealed record Scope(FrozenSet<int> Units, FrozenSet<int> Associations, FrozenSet<int> Educators)
{
    public bool IsEmpty => Units.Count == 0 && Associations.Count == 0 && Educators.Count == 0;
}
