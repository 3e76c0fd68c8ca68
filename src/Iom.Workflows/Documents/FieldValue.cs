using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Iom.Workflows.Documents;

/// <summary>What stands in a field of the document. A closed union.</summary>
[JsonConverter(typeof(FieldValueJson))]
public abstract record FieldValue
{
    private FieldValue()
    {
    }

    /// <summary>A text, a number, a date (yyyy-MM-dd), one option or a tick (<c>true</c>): always as text.</summary>
    public sealed record Text(string Value) : FieldValue;

    /// <summary>Several options, by key.</summary>
    public sealed record Choices(ImmutableArray<string> Keys) : FieldValue
    {
        public bool Equals(Choices? other) => other is not null && Keys.AsSpan().SequenceEqual(other.Keys.AsSpan());

        public override int GetHashCode() => Keys.Length;
    }

    /// <summary>Rows of a table; each row maps a column's key to its text.</summary>
    public sealed record Table(ImmutableArray<ImmutableSortedDictionary<string, string>> Rows) : FieldValue
    {
        public bool Equals(Table? other) =>
            other is not null && Rows.Length == other.Rows.Length
            && Rows.Zip(other.Rows).All(pair => pair.First.SequenceEqual(pair.Second));

        public override int GetHashCode() => Rows.Length;
    }
}
