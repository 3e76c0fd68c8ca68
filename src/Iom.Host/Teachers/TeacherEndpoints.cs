using System.Text.Json;
using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Host.Work;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Teachers;

/// <summary>Routes over the API, and the button that begins one's own.</summary>
public static class TeacherEndpoints
{
    public static void MapTeachers(this WebApplication app)
    {
        var pathways = app.MapGroup("/api/v1/pathways").RequireAuthorization(Accounts.ApiPolicy).WithTags("pathways");
        pathways.MapPost("/", StartAsync).WithSummary("Начать маршрут: educatorId, definitionKey?, startOn?, years?, reason?");
        pathways.MapGet("/{id:guid}", FindAsync).WithSummary("Маршрут: где он стоит, что впереди, с датами и именами");
        pathways.MapGet("/{id:guid}/history", HistoryAsync).WithSummary("История маршрута с цепочкой хешей");
        pathways.MapGet("/{id:guid}/document", DocumentAsync).WithSummary("Документ маршрута и его утверждённые редакции");
        pathways.MapPost("/{id:guid}/withdraw", async (Guid id, Reason request, ItemActions actions, CancellationToken token) =>
            WorkEndpoints.Answer(await actions.WithdrawAsync(id, request.Text, token))).WithSummary("Закрыть маршрут досрочно (администратор), с причиной");
        app.MapPost("/pathways/start-own", StartOwnAsync).ExcludeFromDescription();
    }

    /// <summary>A wish to start a route.</summary>
    public sealed record StartPathway(int EducatorId, string? DefinitionKey, DateOnly? StartOn, int? Years, string? Reason = null);

    /// <summary>Why.</summary>
    public sealed record Reason(string? Text);

    private static async Task<IResult> StartAsync(StartPathway request, PathwayExecutor executor, CurrentPerson me, CancellationToken cancellationToken)
    {
        var answer = await executor.StartAsync(
            new StartRequest(request.EducatorId, request.DefinitionKey, request.StartOn, request.Years, me.Id, request.Reason), cancellationToken);
        return answer is ExecutionAnswer.Done done
            ? Results.Created($"/api/v1/pathways/{done.PathwayId}", new { id = done.PathwayId })
            : WorkEndpoints.Answer(answer);
    }

    private static async Task<IResult> StartOwnAsync(HttpContext http, [FromForm] string? confirm, PathwayExecutor executor, CurrentPerson me)
    {
        _ = confirm;
        var answer = await executor.StartAsync(new StartRequest(me.Id, null, null, null, me.Id), http.RequestAborted);
        return Results.LocalRedirect(answer is ExecutionAnswer.Done done ? $"/pathways/{done.PathwayId}" : "/my-pathway?fault=" + ((ExecutionAnswer.Refused)answer).Why.Code);
    }

    private static async Task<IResult> FindAsync(Guid id, PathwayQueries queries, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, cancellationToken) is not { } view)
        {
            return Missing();
        }

        var state = view.Pathway.State;
        return Results.Ok(new
        {
            id,
            educator = new { id = view.Subject.Id, name = view.Subject.ShortName, organisation = view.Organisation.Name },
            definition = new { key = view.Plan.Key, version = view.Plan.Version, title = view.Plan.Title },
            runtime = view.Pathway.Runtime,
            status = state.Status,
            stage = state.Stage is { } stage ? new { key = stage, title = view.Plan.Stage(stage).Title } : null,
            state.Round,
            state.Year,
            state.PlannedYears,
            state.StartOn,
            capOn = view.CapOn,
            attention = state.Attention,
            revision = view.Pathway.Revision,
            openItems = state.Items.Where(item => item.Status is ItemStatus.Open or ItemStatus.Scheduled).Select(item => new
            {
                id = new WorkItemId(id, item.Number).ToString(),
                stage = state.StageOf(item.Run),
                slot = item.Slot,
                part = item.Part,
                status = item.Status,
                assignees = item.Assignees,
                item.OpensOn,
                item.DueOn,
            }),
            lifeCycle = view.Strip,
            tracks = view.Tracks,
            triggers = view.Triggers.Select(trigger => new { trigger.Key, trigger.Title }),
            next = view.Next?.Id,
        });
    }

    private static async Task<IResult> HistoryAsync(Guid id, PathwayQueries queries, HistoryReplay replay, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } view
            ? Results.Ok(new { intact = (await replay.CheckAsync(id, cancellationToken)).Count == 0, lines = view.History })
            : Missing();

    private static async Task<IResult> DocumentAsync(
        Guid id, PathwayQueries queries, IDbContextFactory<IomDbContext> contexts, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, cancellationToken) is not { } view)
        {
            return Missing();
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var revisions = await context.DocumentRevisions.AsNoTracking().Where(row => row.PathwayId == id).OrderBy(row => row.Number).ToListAsync(cancellationToken);
        return Results.Ok(new
        {
            fields = JsonSerializer.SerializeToElement(view.Pathway.State.Document.Fields, DocumentJson.Default.Fields),
            revisions = revisions.Select(row => new { row.Number, row.Sha256, row.SealedAt, fields = JsonDocument.Parse(row.Body).RootElement }),
        });
    }

    private static IResult Missing() => Problems.From(HostRefusals.Of("not_found", RefusalKind.NotFound));
}
