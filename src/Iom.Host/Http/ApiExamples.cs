using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Iom.Host.Http;

/// <summary>Examples in the description of the API: a body that works for every operation that takes one.</summary>
internal sealed class ApiExamples : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["/api/v1/auth/login"] = """{ "email": "ivanova1@school.example", "password": "demo-gorod-2026" }""",
        ["/api/v1/pathways"] = """{ "educatorId": 14, "definitionKey": "base", "startOn": "2026-09-01", "years": 2 }""",
        ["/api/v1/pathways/{id}/withdraw"] = """{ "text": "Педагог перешёл в другую организацию" }""",
        ["/api/v1/work-items/{id}/decision"] = """
            { "outcome": "return", "comment": "Уточните сроки мероприятий", "returnTo": "drafting", "data": {}, "expectedRevision": 7, "operationId": "6f1c2a" }
            """,
        ["/api/v1/work-items/decisions"] = """
            { "items": [{ "id": "01a208ed342776198d5e8f3b6c7d9e10-3", "outcome": "approve" }], "data": { "minutes_number": "4", "minutes_date": "2026-10-15" } }
            """,
        ["/api/v1/pathways/{id}/triggers/{key}"] = """{ "data": {}, "operationId": "6f1c2b" }""",
        ["/api/v1/work-items/{id}/delegate"] = """{ "to": 12, "comment": "Я в отпуске до понедельника" }""",
        ["/api/v1/work-items/{id}/reassign"] = """{ "to": 12, "comment": "Прежний исполнитель уволился" }""",
        ["/api/v1/definitions/{key}/simulate"] = """
            { "educatorId": 14, "startOn": "2026-09-01", "script": { "answer": "due", "steps": ["approval.director=return", "approval.director=approve@due+6"] } }
            """,
        ["/api/v1/delivery/replay"] = """{ "kind": "outbox", "id": "42" }""",
        ["/api/v1/delivery/dismiss"] = """{ "id": "42" }""",
        ["/api/v1/definitions/{key}/draft"] = """{ "fromVersion": 1 }""",
        ["/api/v1/definitions/{key}/draft/open"] = """{ "open": true }""",
        ["/api/v1/definitions/{key}/draft/comments"] = """{ "text": "Пяти дней мало", "path": "stages.consent.slots.methodologist.deadline" }""",
        ["/api/v1/definitions/{key}/layers/restore"] = """{ "path": "stages.consent.slots.methodologist.deadline" }""",
        ["/api/v1/definitions/{key}/publish"] = """
            { "inForceFrom": "2026-12-01", "orderNumber": "12-п", "orderDate": "2026-11-20", "note": "Пять дней вместо десяти", "revision": 3 }
            """,
        ["/api/v1/definitions/{key}/migrations"] = """
            { "fromVersion": 1, "toVersion": 2, "stageMap": { "consent": "agreement" }, "keepDeadlines": true, "findPerformersAnew": false, "reason": "Приказ № 12-п", "dryRun": true }
            """,
        ["/api/v1/definitions/{key}/migrations/{id}/undo"] = """{ "reason": "Перенесли не тех" }""",
        ["/api/v1/definitions/{key}/campaigns/{campaign}/start"] = """{ "dryRun": true }""",
        ["/api/v1/pathways/{id}/suspend"] = """{ "text": "Длительный отпуск", "until": "2027-01-11" }""",
        ["/api/v1/pathways/{id}/replace-person"] = """{ "field": "mentor", "to": 12, "text": "Прежний наставник уволился" }""",
        ["/api/v1/demo/clock"] = """{ "advance": "P7D" }""",
    };

    /// <summary>Of operations that take the text of a definition.</summary>
    private const string Definition = """
        apiVersion: iom/v1
        key: our-school
        version: 1
        title: ИОМ педагога нашей школы
        extends: base
        scope: our-school
        """;

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var path = "/" + context.Description.RelativePath?.TrimEnd('/').Replace(":guid", string.Empty, StringComparison.Ordinal);
        foreach (var (type, media) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            media.Example = type.Contains("json", StringComparison.Ordinal)
                ? Bodies.TryGetValue(path, out var body) ? JsonNode.Parse(body) : null
                : JsonValue.Create(Definition);
        }

        return Task.CompletedTask;
    }
}
