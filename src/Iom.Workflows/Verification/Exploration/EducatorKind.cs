using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>One kind of educator, as far as a plan tells educators apart.</summary>
internal sealed record EducatorKind
{
    public string Category { get; init; } = "-";

    public string OrgType { get; init; } = "-";

    public string? Track { get; init; }

    public bool Leader { get; init; }

    /// <summary>Full years of service.</summary>
    public int Tenure { get; init; } = 100;

    public bool HasAssociation { get; init; } = true;

    /// <summary>The same in the words of conditions, for people.</summary>
    public ImmutableArray<Condition> Traits { get; init; } = [];

    public EducatorKind With(Condition trait) => this with { Traits = Traits.Add(trait) };
}
