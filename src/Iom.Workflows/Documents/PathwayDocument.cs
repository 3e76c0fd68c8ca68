using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Iom.Workflows.Documents;

/// <summary>
/// The ИОМ itself: what was filled in, by field key. Generated from data rather than written on paper
/// (seed 003 clause 3.6 lists what it must show; federal law forbids a paper twin).
/// </summary>
public sealed record PathwayDocument(ImmutableSortedDictionary<string, FieldValue> Fields)
{
    public static PathwayDocument Empty { get; } = new(ImmutableSortedDictionary.Create<string, FieldValue>(StringComparer.Ordinal));

    public PathwayDocument With(ImmutableSortedDictionary<string, FieldValue> written) =>
        written.IsEmpty ? this : new(Fields.SetItems(written));

    /// <summary>The rows of a table; none when it is not filled in or is no table.</summary>
    public ImmutableArray<ImmutableSortedDictionary<string, string>> Rows(string table) =>
        Fields.TryGetValue(table, out var value) && value is FieldValue.Table { Rows: var rows } ? rows : [];

    public bool Equals(PathwayDocument? other) => other is not null && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Fields.Count;

    /// <summary>The document as canonical JSON: keys in ordinal order, no white space.</summary>
    public string ToCanonicalJson() => JsonSerializer.Serialize(Fields, DocumentJson.Default.Fields);

    /// <exception cref="JsonException">The text is not a document.</exception>
    public static PathwayDocument FromJson(string json) =>
        new((JsonSerializer.Deserialize(json, DocumentJson.Default.Fields)
            ?? throw new JsonException("A document is an object.")).WithComparers(StringComparer.Ordinal));

    /// <summary>SHA-256 (hex) of the canonical JSON: what a sealed revision and a signature refer to.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Fields, DocumentJson.Default.Fields)));
}
