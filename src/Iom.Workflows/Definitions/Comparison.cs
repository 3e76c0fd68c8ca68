using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>What a fact is compared with. A fact that is not known satisfies none of these but <see cref="Filled"/> with false. A closed union.</summary>
public abstract record Comparison
{
    private Comparison()
    {
    }

    /// <summary>Is one of these texts; of several choices one is enough.</summary>
    public sealed record Is(ImmutableArray<string> Values) : Comparison
    {
        public bool Equals(Is? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

        public override int GetHashCode() => Values.Length;
    }

    /// <summary>A whole number less than this; a table counts its rows.</summary>
    public sealed record Below(int Number) : Comparison;

    /// <summary>A whole number of this or more; a table counts its rows.</summary>
    public sealed record AtLeast(int Number) : Comparison;

    /// <summary>Whether there is anything at all.</summary>
    public sealed record Filled(bool Value) : Comparison;

    /// <summary>A date less than so many full years before today.</summary>
    public sealed record YearsBelow(int Years) : Comparison;

    /// <summary>A date so many full years before today, or more.</summary>
    public sealed record YearsAtLeast(int Years) : Comparison;

    /// <summary>A date before this one.</summary>
    public sealed record Before(DateOnly Day) : Comparison;

    /// <summary>A date not before this one.</summary>
    public sealed record Since(DateOnly Day) : Comparison;
}

/// <summary>Where a fact stands.</summary>
public enum FactSource
{
    /// <summary>An attribute of the subject in the directory.</summary>
    Educator,

    /// <summary>An attribute of the subject's organisation.</summary>
    Organisation,

    /// <summary>A field of the pathway's document.</summary>
    Document,

    /// <summary>A column of the row a track or an item is about.</summary>
    Row,
}
