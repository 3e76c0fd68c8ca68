using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Definitions.Layers;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;

namespace Iom.Host.Administrators.Definitions;

/// <summary>Published versions over the API: texts, comparison, levels, publishing.</summary>
public static class VersionEndpoints
{
    public static void MapVersions(this RouteGroupBuilder api)
    {
        api.MapPost("/definitions/{key}/publish", PublishAsync).WithSummary("Опубликовать черновик с даты; отказ перечисляет всё, что мешает");
        api.MapGet("/definitions/{key}/versions/{version:int}", async (string key, int version, DefinitionAccess access, DefinitionLife life, CancellationToken token) =>
                await access.MayReadAsync(key, token) && await life.TextAsync(key, version, token) is { } text
                    ? Results.Text(text, "application/yaml") : NoVersion())
            .WithSummary("Текст опубликованной редакции (YAML)");
        api.MapGet("/definitions/{key}/bpmn", async (string key, DefinitionQueries queries, CancellationToken token) =>
                await queries.FindAsync(key, token) is { } plan ? DefinitionFiles.Bpmn(plan) : Problems.From(HostRefusals.Of("definition_unknown", RefusalKind.NotFound)))
            .WithSummary("Действующая редакция как BPMN 2.0 с рисунком: для чтения и обсуждения в редакторах схем");
        api.MapGet("/definitions/{key}/compare", CompareAsync).WithSummary("Чем одна редакция отличается от другой; to=0 — черновик");
        api.MapGet("/definitions/{key}/layers", LayersAsync).WithSummary("Уровни: что унаследовано, изменено, закреплено и откуда; draft=true — черновик");
        api.MapPost("/definitions/{key}/layers/restore", async (string key, RestoreRequest request, RestorePoint restore, CancellationToken token) =>
                await restore.RestoreAsync(key, request.Path ?? string.Empty, token) is { } refusal ? Problems.From(refusal) : Results.NoContent())
            .WithSummary("Вернуть значение как уровнем выше: в черновике, а если его нет — в новом");
        api.MapGet("/definitions/{key}/adoption", AdoptionAsync).WithSummary("Что новая редакция уровня выше значит для этого положения");
        api.MapGet("/definitions/{key}/affected", async (string key, DefinitionAccess access, DefinitionLife life, CancellationToken token) =>
                await access.MayReadAsync(key, token) && await access.NewestAsync(key, token) is { } plan
                    ? Results.Ok(await life.AffectedAsync(key, plan.Scope, token)) : NoVersion())
            .WithSummary("Кого затрагивает положение: организации, идущие маршруты, положения ниже");
    }

    /// <summary>From when, by which order.</summary>
    /// <param name="InForceFrom">First day; null: today.</param>
    /// <param name="OrderNumber">Of the order.</param>
    /// <param name="OrderDate">Of the order.</param>
    /// <param name="Note">What changes and why.</param>
    /// <param name="Revision">Of the draft that was checked; or If-Match.</param>
    public sealed record PublishRequest(DateOnly? InForceFrom, string? OrderNumber, DateOnly? OrderDate, string? Note, int? Revision);

    /// <summary>Which point goes back to the value above.</summary>
    public sealed record RestoreRequest(string? Path);

    private static async Task<IResult> PublishAsync(
        string key, PublishRequest request, HttpRequest http, DefinitionAccess access, PublishDefinition publish, PlanStore plans, CurrentPerson me, CancellationToken cancellationToken)
    {
        if (await access.EditableAsync(key, cancellationToken) is not { } draft)
        {
            return DraftEndpoints.Unknown();
        }

        if ((request.Revision ?? DraftEndpoints.Seen(http)) is not { } revision)
        {
            return DraftEndpoints.NotSeen();
        }

        var order = new PublishOrder(
            request.InForceFrom ?? await plans.TodayAsync(draft.Scope, cancellationToken), request.OrderNumber, request.OrderDate, request.Note);
        return await publish.PublishAsync(key, revision, me.Id, order, cancellationToken) switch
        {
            PublishAnswer.Published(var plan) => Results.Ok(new { plan.Key, plan.Version, plan.Hash, order.InForceFrom }),
            PublishAnswer.Refused(var check) => Results.Problem(
                statusCode: StatusCodes.Status422UnprocessableEntity, title: HostRefusals.Sentence("draft_refused"), type: "urn:iom:draft_refused",
                extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["code"] = "draft_refused",
                    ["faults"] = check.Faults,
                    ["warnings"] = check.Warnings,
                }),
            PublishAnswer.Conflict { Current: { } current } => DraftEndpoints.Taken(current),
            _ => DraftEndpoints.Unknown(),
        };
    }

    private static async Task<IResult> CompareAsync(
        string key, int from, int to, DefinitionAccess access, DefinitionLife life, CancellationToken cancellationToken)
    {
        if (!await access.MayReadAsync(key, cancellationToken))
        {
            return NoVersion();
        }

        var before = await life.VersionAsync(key, from, cancellationToken);
        var after = to > 0 ? await life.VersionAsync(key, to, cancellationToken)
            : await access.ReadableAsync(key, cancellationToken) is { } draft ? await life.ResolveAsync(draft, cancellationToken) : null;
        return before is null || after is null ? NoVersion() : Results.Ok(new { from, to, changes = PlanDiff.Between(before, after) });
    }

    private static async Task<IResult> LayersAsync(
        string key, bool? draft, DefinitionAccess access, DefinitionLife life, CancellationToken cancellationToken)
    {
        var definition = draft == true
            ? await access.ReadableAsync(key, cancellationToken) is { } found ? await life.ResolveAsync(found, cancellationToken) : null
            : await access.MayReadAsync(key, cancellationToken) && await access.NewestAsync(key, cancellationToken) is { } plan
                ? await life.VersionAsync(key, plan.Version, cancellationToken) : null;
        if (definition is null)
        {
            return NoVersion();
        }

        var view = LayerView.Of(definition);
        return Results.Ok(new { definition.Key, definition.Title, above = view.Above?.Key, aboveTitle = view.Above?.Title, view.Points });
    }

    private static async Task<IResult> AdoptionAsync(string key, DefinitionAccess access, DefinitionLife life, CancellationToken cancellationToken)
    {
        if (!await access.MayReadAsync(key, cancellationToken))
        {
            return NoVersion();
        }

        var merge = await life.AdoptionAsync(key, cancellationToken);
        return Results.Ok(new { newer = merge is not null, conflicts = merge?.Conflicts ?? [], inherited = merge?.Inherited ?? [] });
    }

    private static IResult NoVersion() => Problems.From(HostRefusals.Of("version_unknown", RefusalKind.NotFound));
}
