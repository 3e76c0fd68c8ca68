using System.Globalization;
using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;

namespace Iom.Host.Administrators.Definitions;

/// <summary>Drafts over the API: YAML with its revision as ETag, so that nobody writes over what they have not seen.</summary>
public static class DraftEndpoints
{
    private const string Yaml = "application/yaml";

    public static void MapDrafts(this RouteGroupBuilder api)
    {
        api.MapGet("/definition-drafts", async (DefinitionAccess access, CancellationToken token) => (await access.DraftsAsync(token)).Select(About))
            .WithSummary("Черновики, которые вам видны");
        api.MapGet("/definitions/{key}/draft", ReadAsync).WithSummary("Черновик положения (YAML); ETag — его правка");
        api.MapPut("/definitions/{key}/draft", SaveAsync).Accepts<string>("text/plain", Yaml)
            .WithSummary("Сохранить черновик; If-Match — правка, которую вы видели. 409 возвращает то, что сохранил другой");
        api.MapPost("/definitions/{key}/draft", BeginAsync).WithSummary("Начать черновик: из редакции (старая — это откат) или новое положение");
        api.MapDelete("/definitions/{key}/draft", DiscardAsync).WithSummary("Убрать черновик");
        api.MapPost("/definitions/{key}/verify", VerifyAsync).WithSummary("Проверить черновик: все ошибки сразу");
        api.MapGet("/definitions/{key}/draft/changes", async (string key, DefinitionAccess access, DraftStore drafts, CancellationToken token) =>
                await access.EditableAsync(key, token) is null ? Unknown() : Results.Ok(await drafts.ChangesAsync(key, token)))
            .WithSummary("Кто и когда менял черновик, последний первым");
    }

    /// <summary>Where a draft begins.</summary>
    /// <param name="FromVersion">A published version; null: the newest.</param>
    /// <param name="Text">YAML instead of that of the version; needed for a new definition.</param>
    public sealed record BeginRequest(int? FromVersion, string? Text);

    internal static IResult Unknown() => Problems.From(HostRefusals.Of("draft_unknown", RefusalKind.NotFound));

    /// <summary>The revision that the client saw, from If-Match; null: none was named.</summary>
    internal static int? Seen(HttpRequest request) =>
        int.TryParse(request.Headers.IfMatch.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    internal static IResult NotSeen() => Problems.From(HostRefusals.Of("revision_required", RefusalKind.Invalid), StatusCodes.Status428PreconditionRequired);

    internal static IResult Taken(Draft current) => Results.Problem(
        statusCode: StatusCodes.Status409Conflict, title: HostRefusals.Sentence("draft_changed"), type: "urn:iom:draft_changed",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "draft_changed", ["current"] = WithText(current) });

    private static object About(Draft draft) => new
    {
        draft.Key,
        draft.BaseVersion,
        draft.Revision,
        draft.Scope,
        draft.EditedBy,
        draft.EditedAt,
        draft.OpenForComments,
    };

    private static object WithText(Draft draft) => new
    {
        draft.Key,
        draft.BaseVersion,
        draft.Revision,
        draft.Scope,
        draft.EditedBy,
        draft.EditedAt,
        draft.OpenForComments,
        draft.Text,
    };

    private static async Task<IResult> ReadAsync(string key, HttpContext http, DefinitionAccess access, CancellationToken cancellationToken)
    {
        if (await access.ReadableAsync(key, cancellationToken) is not { } draft)
        {
            return Unknown();
        }

        Tag(http, draft);
        return http.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase)
            ? Results.Ok(WithText(draft)) : Results.Text(draft.Text, Yaml);
    }

    private static async Task<IResult> SaveAsync(
        string key, HttpContext http, DefinitionAccess access, DraftStore drafts, CurrentPerson me, CancellationToken cancellationToken)
    {
        if (await access.EditableAsync(key, cancellationToken) is null)
        {
            return Unknown();
        }

        if (Seen(http.Request) is not { } revision)
        {
            return NotSeen();
        }

        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        if (DefinitionHead.Unkeepable(key, text) is { } fault)
        {
            return Problems.From(
                new Refusal(fault.Code, RefusalKind.Invalid, fault.Sentence), fault.Code == "too_large" ? StatusCodes.Status413PayloadTooLarge : null);
        }

        return await drafts.SaveAsync(key, text, revision, me.Id, cancellationToken) switch
        {
            DraftSave.Saved(var draft) => Tagged(http, draft),
            DraftSave.Conflict { Current: { } current } => Taken(current),
            _ => Unknown(),
        };
    }

    private static async Task<IResult> BeginAsync(
        string key, BeginRequest request, HttpContext http, DefinitionLife life, CurrentPerson me, CancellationToken cancellationToken)
    {
        var (draft, why) = await life.BeginAsync(key, request.FromVersion, request.Text, me.Id, cancellationToken);
        if (why is not null)
        {
            return Problems.From(why);
        }

        Tag(http, draft!);
        return Results.Created(new Uri($"/api/v1/definitions/{key}/draft", UriKind.Relative), WithText(draft!));
    }

    private static async Task<IResult> DiscardAsync(string key, HttpContext http, DefinitionAccess access, DraftStore drafts, CancellationToken cancellationToken)
    {
        if (await access.EditableAsync(key, cancellationToken) is not { } draft)
        {
            return Unknown();
        }

        return Seen(http.Request) is not { } revision ? NotSeen()
            : await drafts.DiscardAsync(key, revision, cancellationToken) ? Results.NoContent() : Taken(draft);
    }

    private static async Task<IResult> VerifyAsync(string key, DefinitionAccess access, PublishDefinition publish, CancellationToken cancellationToken)
    {
        if (await access.ReadableAsync(key, cancellationToken) is not { } draft)
        {
            return Unknown();
        }

        var check = await publish.CheckAsync(draft, null, cancellationToken);
        return Results.Ok(new { ok = check.Faults.IsEmpty, draft.Revision, check.Faults, check.Warnings, check.Vacancies });
    }

    private static IResult Tagged(HttpContext http, Draft draft)
    {
        Tag(http, draft);
        return Results.Ok(About(draft));
    }

    private static void Tag(HttpContext http, Draft draft) =>
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{draft.Revision}\"");
}
