using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;

namespace Iom.Host.Administrators.Definitions;

/// <summary>Remarks on a draft before it is adopted, over the API.</summary>
public static class CommentEndpoints
{
    private const int MostText = 2000;
    private const int MostPath = 300;

    public static void MapComments(this RouteGroupBuilder api)
    {
        api.MapPut("/definitions/{key}/draft/open", async (string key, OpenRequest request, DefinitionAccess access, DraftStore drafts, CancellationToken token) =>
        {
            if (await access.EditableAsync(key, token) is null)
            {
                return DraftEndpoints.Unknown();
            }

            await drafts.OpenForCommentsAsync(key, request.Open, token);
            return Results.NoContent();
        }).WithSummary("Открыть черновик для замечаний или закрыть");
        api.MapGet("/definitions/{key}/draft/comments", async (string key, DefinitionAccess access, DraftStore drafts, CancellationToken token) =>
                await access.ReadableAsync(key, token) is null ? DraftEndpoints.Unknown() : Results.Ok(await drafts.CommentsAsync(key, token)))
            .WithSummary("Замечания к черновику");
        api.MapPost("/definitions/{key}/draft/comments", async (string key, CommentRequest request, DefinitionAccess access, DraftStore drafts, CurrentPerson me, CancellationToken token) =>
                await access.ReadableAsync(key, token) is null ? DraftEndpoints.Unknown()
                    : Refuse(request.Text, request.Path) is { } refusal ? Problems.From(refusal)
                    : Results.Ok(await drafts.AddCommentAsync(key, request.Path, me.Id, request.Text!.Trim(), token)))
            .WithSummary("Добавить замечание к черновику или к его точке");
        api.MapPost("/definitions/{key}/draft/comments/{id:int}/resolve", async (string key, int id, DefinitionAccess access, DraftStore drafts, CurrentPerson me, CancellationToken token) =>
                await access.EditableAsync(key, token) is null || !await drafts.ResolveAsync(key, id, me.Id, token) ? DraftEndpoints.Unknown() : Results.NoContent())
            .WithSummary("Отметить замечание учтённым");
    }

    /// <summary>Whether people of the scope may read and comment.</summary>
    public sealed record OpenRequest(bool Open);

    /// <summary>A remark.</summary>
    /// <param name="Text">What is remarked.</param>
    /// <param name="Path">The point it is about; null: the whole.</param>
    public sealed record CommentRequest(string? Text, string? Path);

    /// <returns>Why a remark cannot be kept; null: it can.</returns>
    internal static Refusal? Refuse(string? text, string? path) =>
        string.IsNullOrWhiteSpace(text) ? HostRefusals.Of("comment_empty", RefusalKind.Invalid)
        : text.Length > MostText || path?.Length > MostPath || DefinitionHead.Unkeepable("comment", text + path) is not null
            ? HostRefusals.Of("comment_unfit", RefusalKind.Invalid) : null;
}
