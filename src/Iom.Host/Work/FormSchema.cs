using System.Text.Json.Nodes;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;

namespace Iom.Host.Work;

/// <summary>A form as a small JSON schema, so that a client that has never seen the definition can fill it.</summary>
public static class FormSchema
{
    /// <param name="slot">The form.</param>
    /// <param name="people">Who may be chosen in fields of a person.</param>
    /// <param name="prefilled">What stands in the form when it is opened.</param>
    public static JsonObject Of(SlotPlan slot, PersonChoices people, IReadOnlyDictionary<string, FieldValue> prefilled)
    {
        var properties = new JsonObject();
        foreach (var field in slot.Fields)
        {
            var property = Property(field, people, field.Key);
            if (field.Prefill is not null && prefilled.GetValueOrDefault(field.Key) is FieldValue.Text { Value.Length: > 0 } text)
            {
                property["default"] = text.Value;
            }

            properties[field.Key] = property;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. slot.Fields.Where(field => field.Required).Select(field => (JsonNode)field.Key)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Property(FieldPlan field, PersonChoices people, string key)
    {
        var property = field.Type switch
        {
            FieldType.Table => new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject(field.Columns.Select(column => KeyValuePair.Create(column.Key, (JsonNode?)Property(column, people, $"{key}.{column.Key}")))),
                    ["required"] = new JsonArray([.. field.Columns.Where(column => column.Required).Select(column => (JsonNode)column.Key)]),
                    ["additionalProperties"] = false,
                },
                ["minItems"] = field.Min ?? 0,
                ["maxItems"] = field.Max ?? Workflows.Documents.FormCheck.MaxRows,
            },
            FieldType.MultiChoice => new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string", ["enum"] = Keys(field) },
            },
            FieldType.Choice => new JsonObject { ["type"] = "string", ["enum"] = Keys(field) },
            FieldType.Number or FieldType.Scale or FieldType.PlannedYears => Bounded(field),
            FieldType.Date => new JsonObject { ["type"] = "string", ["format"] = "date" },
            FieldType.Confirm => new JsonObject { ["type"] = "boolean" },
            FieldType.Person => Somebody(people.For(key)),
            _ => new JsonObject { ["type"] = "string", ["maxLength"] = field.MaxLength },
        };
        property["title"] = field.Title;
        if (field.Hint is { } hint)
        {
            property["description"] = hint;
        }

        return property;
    }

    private static JsonObject Somebody(IReadOnlyList<PersonChoices.Choice> choices) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice.Id)]),
        ["oneOf"] = new JsonArray([.. choices.Select(choice => new JsonObject { ["const"] = choice.Id, ["title"] = choice.Title })]),
    };

    private static JsonObject Bounded(FieldPlan field)
    {
        var number = new JsonObject { ["type"] = "integer" };
        if (field.Min is { } least)
        {
            number["minimum"] = least;
        }

        if (field.Max is { } most)
        {
            number["maximum"] = most;
        }

        return number;
    }

    private static JsonArray Keys(FieldPlan field) => new([.. field.Options.Select(option => (JsonNode)option.Key)]);
}
