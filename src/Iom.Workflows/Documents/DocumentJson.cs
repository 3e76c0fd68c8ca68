using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iom.Workflows.Documents;

/// <summary>JSON metadata of documents, made at build time so that nothing is reflected per call.</summary>
[JsonSerializable(typeof(ImmutableSortedDictionary<string, FieldValue>), TypeInfoPropertyName = "Fields")]
public sealed partial class DocumentJson : JsonSerializerContext
{
    static DocumentJson() => Default = new DocumentJson(new JsonSerializerOptions
    {
        // Cyrillic stays readable in the database; the text is never put into HTML without encoding.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
