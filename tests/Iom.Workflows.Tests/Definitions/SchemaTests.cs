using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using Iom.Workflows.Definitions;
using NJsonSchema;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>The schema that editors complete by says the same as the reader.</summary>
public sealed class SchemaTests
{
    private static readonly string Schema = File.ReadAllText(Path.Combine(Shipped.Folder, "schema.json"));

    public static TheoryData<string> Files => [.. Shipped.Sources.Select(source => source.Name)];

    public static TheoryData<string, ImmutableArray<string>> Vocabularies => new()
    {
        { "", Vocabulary.Definition },
        { "properties/years", Vocabulary.Years },
        { "properties/basis/items", Vocabulary.Basis },
        { "properties/defaults", Vocabulary.Defaults },
        { "definitions/stage", Vocabulary.Stage },
        { "definitions/stage/properties/policy/oneOf/1", Vocabulary.Policy },
        { "definitions/transition/oneOf/2", Vocabulary.Transition },
        { "definitions/transition/oneOf/2/properties/due", Vocabulary.ReturnDue },
        { "definitions/slot", Vocabulary.Slot },
        { "definitions/each", Vocabulary.Each },
        { "definitions/each/properties/dates/oneOf/1", Vocabulary.Every },
        { "definitions/vote", Vocabulary.Vote },
        { "definitions/track", Vocabulary.Track },
        { "definitions/track/properties/starts", Vocabulary.Start },
        { "definitions/track/properties/starts/properties/on", Vocabulary.StartOn },
        { "definitions/trigger", Vocabulary.Trigger },
        { "definitions/trigger/properties/to", Vocabulary.TriggerTarget },
        { "definitions/campaign", Vocabulary.Campaign },
        { "definitions/performer", Vocabulary.Performer },
        { "definitions/performer/properties/educators", Vocabulary.Educators },
        { "definitions/performer/properties/max_load", Vocabulary.MaxLoad },
        { "properties/budgets/items", Vocabulary.Budget },
        { "properties/sittings/items", Vocabulary.Sitting },
        { "definitions/condition", Vocabulary.Condition },
        { "definitions/attribute", Vocabulary.Attribute },
        { "definitions/fact", Vocabulary.Fact },
        { "definitions/condition/properties/round", Vocabulary.Round },
        { "definitions/condition/properties/outcome", Vocabulary.StageOutcome },
        { "definitions/requirement", Vocabulary.Requirement },
        { "definitions/timeout", Vocabulary.Timeout },
        { "properties/cap/oneOf/1", Vocabulary.Cap },
        { "properties/subject", Vocabulary.Subject },
        { "definitions/field/properties/prefill/oneOf/1", Vocabulary.Prefill },
        { "definitions/date", Vocabulary.DateRule },
        { "definitions/anchor/oneOf/1", Vocabulary.Anchor },
        { "definitions/reminder", Vocabulary.Reminder },
        { "definitions/escalation", Vocabulary.Escalation },
        { "definitions/field", Vocabulary.Field },
        { "definitions/option", Vocabulary.Option },
        { "definitions/outcome", Vocabulary.Outcome },
    };

    public static TheoryData<string, string[]> Enumerations => new()
    {
        { "definitions/slot/properties/kind", [.. Words.Kinds.Keys] },
        { "definitions/slot/properties/batch", [.. Words.Batches.Keys] },
        { "definitions/vote/properties/of", [.. Words.VoteBases.Keys] },
        { "definitions/vote/properties/tie", [.. Words.Ties.Keys] },
        { "definitions/vote/properties/interested", [.. Words.Interested.Keys] },
        { "definitions/vote/properties/no_quorum", [.. Words.WithoutQuorum.Keys] },
        { "definitions/each/properties/dates/oneOf/1/properties/every", [.. Words.Periods.Keys] },
        { "definitions/each/properties/dates/oneOf/1/properties/of", [.. Words.PeriodEdges.Keys] },
        { "definitions/slot/properties/verdict", [.. Words.Verdicts.Keys] },
        { "definitions/outcome/properties/sense", [.. Words.Senses.Keys] },
        { "definitions/outcome/properties/comment", [.. Words.Comments.Keys] },
        { "definitions/stage/properties/policy/oneOf/0", [.. Words.Policies.Keys] },
        { "definitions/stage/properties/on_negative", [.. Words.Negatives.Keys] },
        { "definitions/escalation/properties/mode", [.. Words.Modes.Keys] },
        { "properties/points/additionalProperties", [.. Words.Locks.Keys] },
        { "definitions/condition/properties/year", [.. Words.Years.Keys] },
        { "definitions/attribute/properties/of", [.. Words.Owners.Keys] },
        { "properties/subject/properties/who", [.. Words.Subjects.Keys] },
        { "definitions/date/properties/roll", [.. Words.Rolls.Keys] },
        { "definitions/date/properties/count_from", [.. Words.CountFrom.Keys] },
        { "definitions/slot/properties/same_person", [.. Words.SamePerson.Keys] },
        { "definitions/field/properties/type", [.. Words.FieldTypes.Keys] },
        { "definitions/anchor/oneOf/0", ["opened", "started", "returned", .. Words.AcademicAnchors.Keys] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_shipped_file_satisfies_the_schema(string file)
    {
        var schema = await JsonSchema.FromJsonAsync(Schema, TestContext.Current.CancellationToken);
        var source = Shipped.Sources.Single(source => source.Name == file);

        schema.Validate(Json(source.Text)!.ToJsonString()).Should().BeEmpty();
        source.Text.Should().StartWith("# yaml-language-server: $schema=schema.json\n");
    }

    [Theory]
    [InlineData("title: Образец", "titel: Образец")]
    [InlineData("cap: 3 years", "cap: 3")]
    [InlineData("kind: report", "kind: raport")]
    [InlineData("performer: { role: head }", "performer: head")]
    [InlineData("deadline: { day: 20.09 }", "deadline: soon")]
    [InlineData("policy: all", "policy: some")]
    public async Task What_the_reader_refuses_the_schema_refuses_too(string piece, string by)
    {
        var schema = await JsonSchema.FromJsonAsync(Schema, TestContext.Current.CancellationToken);

        schema.Validate(Json(Sample.Text)!.ToJsonString()).Should().BeEmpty();
        schema.Validate(Json(Sample.With(piece, by))!.ToJsonString()).Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Vocabularies))]
    public void The_schema_and_the_reader_know_the_same_keys(string path, ImmutableArray<string> keys) =>
        At(path)["properties"]!.AsObject().Select(property => property.Key).Should().BeEquivalentTo(keys);

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void The_schema_and_the_reader_know_the_same_words(string path, string[] words) =>
        At(path)["enum"]!.AsArray().Select(word => word!.GetValue<string>()).Should().BeEquivalentTo(words);

    [Fact]
    public void Every_property_is_explained_in_russian()
    {
        var properties = Objects(JsonNode.Parse(Schema)!).Where(node => node["properties"] is JsonObject)
            .SelectMany(node => node["properties"]!.AsObject()).ToList();

        properties.Should().NotBeEmpty();
        properties.Where(property => property.Value!["$ref"] is null).Should().OnlyContain(property =>
            property.Value!["description"] != null && property.Value["description"]!.GetValue<string>().Any(letter => letter >= 'а' && letter <= 'я'));
    }

    private static JsonNode At(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(JsonNode.Parse(Schema)!, (node, step) =>
            node is JsonArray ? node[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject inner => inner.Where(pair => pair.Value is not null).SelectMany(pair => Objects(pair.Value!)).Prepend(inner),
        JsonArray list => list.Where(item => item is not null).SelectMany(item => Objects(item!)),
        _ => [],
    };

    private static JsonNode? Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Json(stream.Documents[0].RootNode);
    }

    /// <summary>As editors see it: plain scalars are numbers and booleans where they look so.</summary>
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => flag.Value == "true",
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when double.TryParse(scalar.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode scalar => scalar.Value,
        _ => throw new InvalidOperationException(node.GetType().Name),
    };
}
