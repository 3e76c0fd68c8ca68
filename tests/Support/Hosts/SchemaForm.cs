using System.Text.Json;

namespace Iom.Tests.Support;

/// <summary>Fills a form by its JSON schema alone, as a client does that has never seen the definition.</summary>
internal static class SchemaForm
{
    public static Dictionary<string, object> Fill(JsonElement schema) => schema.GetProperty("properties").EnumerateObject()
        .ToDictionary(property => property.Name, property => Value(property.Value));

    private static object Value(JsonElement property) => property.GetProperty("type").GetString() switch
    {
        "array" when property.GetProperty("items").GetProperty("type").GetString() == "object" =>
            Enumerable.Range(0, Math.Max(1, property.GetProperty("minItems").GetInt32())).Select(_ => Fill(property.GetProperty("items"))).ToList(),
        "array" => new List<string> { property.GetProperty("items").GetProperty("enum")[0].GetString()! },
        "integer" => property.TryGetProperty("maximum", out var most) ? most.GetInt32() : 1,
        "boolean" => true,
        _ when property.TryGetProperty("enum", out var options) => options[0].GetString()!,
        _ when property.TryGetProperty("format", out _) => "2027-01-15",
        _ => "Проверочный текст",
    };
}
