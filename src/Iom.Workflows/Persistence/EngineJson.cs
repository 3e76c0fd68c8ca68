using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Iom.Workflows.Authoring;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;

namespace Iom.Workflows.Persistence;

/// <summary>JSON of what is stored, its metadata made at build time: nothing is reflected or compiled per call.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PathwayState))]
[JsonSerializable(typeof(HistoryBody))]
[JsonSerializable(typeof(ItemPart))]
[JsonSerializable(typeof(MigrationPlan))]
[JsonSerializable(typeof(ImmutableArray<Notice>), TypeInfoPropertyName = "Notices")]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>), TypeInfoPropertyName = "Attributes")]
[JsonSerializable(typeof(SourceFile[]), TypeInfoPropertyName = "SourceFiles")]
public sealed partial class EngineJson : JsonSerializerContext
{
    /// <summary>The context to use: Cyrillic stays readable in the database; nothing of it goes into HTML unencoded.</summary>
    public static EngineJson Stored { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
    });
}

/// <summary>What a history row keeps: the facts. The answer's free text stands in the work item and the document, both below it by revision.</summary>
public sealed record HistoryBody(ImmutableArray<Effect> Facts);
