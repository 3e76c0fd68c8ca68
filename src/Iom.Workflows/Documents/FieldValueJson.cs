using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iom.Workflows.Documents;

/// <summary>Writes a <see cref="FieldValue"/> as plain JSON: a string, an array of strings, or an array of objects of strings.</summary>
public sealed class FieldValueJson : JsonConverter<FieldValue>
{
    /// <exception cref="JsonException">The JSON is none of the three shapes.</exception>
    public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new FieldValue.Text(reader.GetString()!);
            case JsonTokenType.Number:
                return new FieldValue.Text(reader.HasValueSequence
                    ? throw new JsonException("A number of this length is not a field value.")
                    : System.Text.Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True:
                return new FieldValue.Text("true");
            case JsonTokenType.False:
                return new FieldValue.Text(string.Empty);
            case JsonTokenType.StartArray:
                return ReadArray(ref reader);
            default:
                throw new JsonException("A field value is a text, a list of texts or a list of rows.");
        }
    }

    public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value)
        {
            case FieldValue.Text text:
                writer.WriteStringValue(text.Value);
                break;
            case FieldValue.Choices choices:
                writer.WriteStartArray();
                foreach (var key in choices.Keys)
                {
                    writer.WriteStringValue(key);
                }

                writer.WriteEndArray();
                break;
            case FieldValue.Table table:
                writer.WriteStartArray();
                foreach (var row in table.Rows)
                {
                    writer.WriteStartObject();
                    foreach (var (column, text) in row)
                    {
                        writer.WriteString(column, text);
                    }

                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static FieldValue ReadArray(ref Utf8JsonReader reader)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        var rows = ImmutableArray.CreateBuilder<ImmutableSortedDictionary<string, string>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                keys.Add(reader.GetString()!);
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                rows.Add(ReadRow(ref reader));
            }
            else
            {
                throw new JsonException("A list in a field holds texts or rows.");
            }
        }

        return (keys.Count, rows.Count) switch
        {
            (_, 0) => new FieldValue.Choices(keys.ToImmutable()),
            (0, _) => new FieldValue.Table(rows.ToImmutable()),
            _ => throw new JsonException("A list in a field holds either texts or rows, not both."),
        };
    }

    private static ImmutableSortedDictionary<string, string> ReadRow(ref Utf8JsonReader reader)
    {
        var row = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = reader.GetString()!;
            reader.Read();
            row[column] = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
                JsonTokenType.True => "true",
                JsonTokenType.False or JsonTokenType.Null => string.Empty,
                _ => throw new JsonException("A cell of a table is a text."),
            };
        }

        return row.ToImmutable();
    }
}
