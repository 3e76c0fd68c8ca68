using System.Collections.Immutable;
using System.Text.Json;
using Iom.Workflows.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Iom.Workflows.Persistence;

/// <summary>Free facts of the directory in one column of JSON; hosts that do not know the column write rows without facts.</summary>
internal static class AttributesColumn
{
    public static void StoredAsJson(this PropertyBuilder<ImmutableSortedDictionary<string, string>> property) => property
        .HasConversion(new Json(), new Comparer())
        .HasDefaultValueSql("'{}'");

    private static string Write(ImmutableSortedDictionary<string, string> facts) => JsonSerializer.Serialize(facts, EngineJson.Stored.Attributes);

    private static ImmutableSortedDictionary<string, string> Read(string text) =>
        JsonSerializer.Deserialize(text, EngineJson.Stored.Attributes) is { IsEmpty: false } facts
            ? facts.WithComparers(StringComparer.Ordinal)
            : NoAttributes.Value;

    private sealed class Json() : ValueConverter<ImmutableSortedDictionary<string, string>, string>(facts => Write(facts), text => Read(text));

    private sealed class Comparer() : ValueComparer<ImmutableSortedDictionary<string, string>>(
        (one, other) => Write(one!) == Write(other!), facts => Write(facts).GetHashCode(StringComparison.Ordinal), facts => facts);
}
