using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Engine;
using Microsoft.AspNetCore.Mvc;

namespace Iom.Host.Delivery;

/// <summary>Delivery for those who administer the installation, over the API and by the forms of the page.</summary>
public static class DeliveryEndpoints
{
    private const string Page = "/admin/delivery";

    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DeliveryCounts>();
        builder.Services.AddSingleton<DeliveryQueries>();
        builder.Services.AddSingleton<DeliveryReplay>();
        builder.Services.AddScoped<DeliveryAccess>();
    }

    public static void MapDelivery(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1/delivery").RequireAuthorization(Accounts.ApiPolicy).WithTags("delivery").AddEndpointFilter(OnlyAdministratorsAsync);
        api.MapGet(string.Empty, async (DeliveryQueries queries, CancellationToken token) => await queries.OverviewAsync(token))
            .WithSummary("Доставка: что ждёт, что не доставлено и почему, кто отправлял повторно");
        api.MapPost("/replay", async (ReplayRequest request, DeliveryReplay replay, CurrentPerson me, CancellationToken token) =>
                Answer(await replay.ReplayAsync(request.Kind, request.Id, me.Id, token)))
            .WithSummary("Отправить ещё раз одно (id) или всё (без id): outbox, dead_letter, mail");
        api.MapPost("/dismiss", async (DismissRequest request, DeliveryReplay replay, CurrentPerson me, CancellationToken token) =>
                Answer(await replay.DismissAsync(request.Id, me.Id, token)))
            .WithSummary("Убрать недоставленное сообщение, не отправляя");
        app.MapPost(Page + "/replay", ReplayByFormAsync).ExcludeFromDescription();
        app.MapPost(Page + "/dismiss", DismissByFormAsync).ExcludeFromDescription();
    }

    /// <summary>What to send again.</summary>
    /// <param name="Kind"><c>outbox</c>, <c>dead_letter</c> or <c>mail</c>.</param>
    /// <param name="Id">Which one; null: all.</param>
    public sealed record ReplayRequest(string Kind, string? Id);

    /// <summary>What to put away.</summary>
    public sealed record DismissRequest(string Id);

    private static async ValueTask<object?> OnlyAdministratorsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<DeliveryAccess>().MayAsync(context.HttpContext.RequestAborted)
            ? await next(context)
            : Problems.From(HostRefusals.Of("not_allowed", RefusalKind.Forbidden));

    private static IResult Answer(DeliveryAnswer answer) => answer.Why is { } refusal
        ? Problems.From(refusal, refusal.Code == "bus_away" ? StatusCodes.Status503ServiceUnavailable : null)
        : Results.Ok(new { count = answer.Count });

    private static async Task<IResult> ReplayByFormAsync(
        HttpContext http, [FromForm] string? kind, [FromForm] string? id, DeliveryAccess access, DeliveryReplay replay, CurrentPerson me) =>
        await access.MayAsync(http.RequestAborted)
            ? Back(await replay.ReplayAsync(kind ?? string.Empty, string.IsNullOrEmpty(id) ? null : id, me.Id, http.RequestAborted), "replayed")
            : Results.LocalRedirect("/denied");

    private static async Task<IResult> DismissByFormAsync(
        HttpContext http, [FromForm] string? id, DeliveryAccess access, DeliveryReplay replay, CurrentPerson me) =>
        await access.MayAsync(http.RequestAborted)
            ? Back(await replay.DismissAsync(id ?? string.Empty, me.Id, http.RequestAborted), "dismissed")
            : Results.LocalRedirect("/denied");

    private static IResult Back(DeliveryAnswer answer, string done) =>
        Results.LocalRedirect(answer.Why is { } refusal ? $"{Page}?refused={refusal.Code}" : $"{Page}?{done}={answer.Count}");
}
