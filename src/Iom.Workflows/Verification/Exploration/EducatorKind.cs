using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

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

    /// <summary>Attributes of the educator.</summary>
    public ImmutableSortedDictionary<string, string> Own { get; init; } = NoAttributes.Value;

    /// <summary>Attributes of his organisation.</summary>
    public ImmutableSortedDictionary<string, string> Unit { get; init; } = NoAttributes.Value;

    /// <summary>The same in the words of conditions, for people.</summary>
    public ImmutableArray<Condition> Traits { get; init; } = [];

    public EducatorKind With(Condition trait) => this with { Traits = Traits.Add(trait) };

    /// <summary>With an attribute.</summary>
    /// <param name="source">Whose.</param>
    /// <param name="key">Which.</param>
    /// <param name="value">Null: it has none.</param>
    public EducatorKind With(FactSource source, string key, string? value) => value is null ? this
        : source == FactSource.Educator ? this with { Own = Own.SetItem(key, value) }
        : this with { Unit = Unit.SetItem(key, value) };
}
