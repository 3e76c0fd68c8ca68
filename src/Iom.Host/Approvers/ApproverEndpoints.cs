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
    }
}
