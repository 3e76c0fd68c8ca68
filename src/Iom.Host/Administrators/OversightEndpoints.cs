using Iom.Host.Identity;
using Iom.Host.Work;

namespace Iom.Host.Administrators;

/// <summary>What administrators do to a route as a whole, over the API.</summary>
public static class OversightEndpoints
{
    public static void MapOversight(this WebApplication app)
    {
        var pathways = app.MapGroup("/api/v1/pathways/{id:guid}").RequireAuthorization(Accounts.ApiPolicy).WithTags("pathways");
        pathways.MapPost("/suspend", async (Guid id, Suspension request, ItemActions actions, CancellationToken token) =>
            WorkEndpoints.Answer(await actions.SuspendAsync(id, request.Text, request.Until, token))).WithSummary("Приостановить маршрут (администратор), с причиной: text, until?");
        pathways.MapPost("/resume", async (Guid id, ItemActions actions, CancellationToken token) =>
            WorkEndpoints.Answer(await actions.ResumeAsync(id, token))).WithSummary("Возобновить маршрут (администратор): сроки сдвигаются на потерянные рабочие дни");
        pathways.MapPost("/replace-person", async (Guid id, Replacement request, ItemActions actions, CancellationToken token) =>
            WorkEndpoints.Answer(await actions.ReplacePersonAsync(id, request.Field, request.To, request.Text, token)))
            .WithSummary("Заменить человека в поле документа (администратор), с причиной: field, to, text");
    }

    /// <summary>Why a route stands still and until when.</summary>
    public sealed record Suspension(string? Text, DateOnly? Until);

    /// <summary>Who takes over whose part, and why.</summary>
    public sealed record Replacement(string? Field, int To, string? Text);
}
