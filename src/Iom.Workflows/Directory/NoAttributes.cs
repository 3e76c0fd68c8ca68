using System.Collections.Immutable;

namespace Iom.Workflows.Directory;

/// <summary>The facts of somebody of whom nothing further is known; one value, so that records without facts are equal.</summary>
public static class NoAttributes
{
    public static ImmutableSortedDictionary<string, string> Value { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
