using Iom.Host.Work;
using Microsoft.AspNetCore.Mvc;

namespace Iom.Host.Approvers;

/// <summary>The small buttons of the inbox that need no page of their own.</summary>
public static class ApproverEndpoints
{
    public static void MapApprovers(this WebApplication app)
    {
        app.MapPost("/tasks/{pathwayId:guid}/{number:int}/claim", async (Guid pathwayId, int number, [FromForm] string? confirm, ItemActions actions, CancellationToken token) =>
        {
            _ = confirm;
            await actions.ClaimAsync(new WorkItemId(pathwayId, number), token);
            return Results.LocalRedirect($"/tasks/{pathwayId}/{number}");
        }).ExcludeFromDescription();
        app.MapPost("/tasks/{pathwayId:guid}/{number:int}/release", async (Guid pathwayId, int number, [FromForm] string? confirm, ItemActions actions, CancellationToken token) =>
        {
            _ = confirm;
            await actions.ReleaseAsync(new WorkItemId(pathwayId, number), token);
            return Results.LocalRedirect($"/tasks/{pathwayId}/{number}");
        }).ExcludeFromDescription();
        app.MapPost("/pathways/{pathwayId:guid}/triggers/{key}", async (
            HttpContext http, Guid pathwayId, string key, [FromForm] string? confirm, PathwayQueries queries, ItemActions actions) =>
        {
            _ = confirm;
            if (await queries.FindAsync(pathwayId, http.RequestAborted) is { } view && view.Triggers.FirstOrDefault(trigger => trigger.Key == key) is { } trigger)
            {
                await actions.FireAsync(pathwayId, key, FormReading.Read(trigger.Fields, http.Request.Form), null, http.RequestAborted);
            }

            return Results.LocalRedirect($"/pathways/{pathwayId}");
        }).ExcludeFromDescription();
    }
}
