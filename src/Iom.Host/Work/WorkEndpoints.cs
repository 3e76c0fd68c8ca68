using System.Collections.Immutable;
using System.Text.Json;
using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Host.Resources;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;

namespace Iom.Host.Work;

/// <summary>Work items over the API.</summary>
public static class WorkEndpoints
{
    public static void AddWork(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<WorkItemQueries>();
        builder.Services.AddScoped<ItemQueries>();
        builder.Services.AddScoped<PathwayQueries>();
        builder.Services.AddScoped<ItemActions>();
        builder.Services.AddScoped<Approvers.BatchQueries>();
        builder.Services.AddScoped<Monitoring.MonitoringQueries>();
        builder.Services.AddScoped<Administrators.EducatorQueries>();
        builder.Services.AddScoped<Administrators.DefinitionQueries>();
        builder.Services.AddScoped<Administrators.DefinitionVerification>();
    }

    public static void MapWork(this WebApplication app)
    {
        app.MapBatches();
        var items = app.MapGroup("/api/v1/work-items").RequireAuthorization(Accounts.ApiPolicy).WithTags("work-items");
        items.MapGet("/", ListAsync).WithSummary("Задачи: assigned, available, covered, history, all или attention");
        items.MapGet("/{id}", FindAsync).WithSummary("Задача с формой (JSON Schema) и доступными действиями");
        items.MapPost("/{id}/decision", DecideAsync).WithSummary("Ответить: outcome, comment, data, returnTo, dueOn, expectedRevision, operationId");
        items.MapPost("/{id}/claim", (string id, ItemActions actions, CancellationToken token) => RunAsync(id, item => actions.ClaimAsync(item, token)))
            .WithSummary("Взять в работу");
        items.MapPost("/{id}/release", (string id, ItemActions actions, CancellationToken token) => RunAsync(id, item => actions.ReleaseAsync(item, token)))
            .WithSummary("Вернуть в общий список");
        items.MapPost("/{id}/delegate", (string id, HandOver request, ItemActions actions, CancellationToken token) =>
                RunAsync(id, item => actions.DelegateAsync(item, request.To, request.Comment, token)))
            .WithSummary("Передать коллеге");
        items.MapPost("/{id}/reassign", (string id, HandOver request, ItemActions actions, CancellationToken token) =>
                RunAsync(id, item => actions.ReassignAsync(item, request.To, request.Comment, token)))
            .WithSummary("Назначить исполнителя (администратор), с причиной");
    }

    /// <summary>An answer as it is sent.</summary>
    public sealed record DecisionRequest(
        string Outcome,
        string? Comment,
        ImmutableSortedDictionary<string, FieldValue>? Data,
        string? ReturnTo,
        long? ExpectedRevision,
        string? OperationId,
        DateOnly? DueOn = null);

    /// <summary>Who gets the item, and why.</summary>
    public sealed record HandOver(int To, string? Comment);

    private static async Task<IResult> ListAsync(WorkItemQueries queries, string? scope, string? cursor, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<WorkItemScope>(scope ?? nameof(WorkItemScope.Assigned), ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted))
        {
            return Problems.From(HostRefusals.Of("bad_request", RefusalKind.Invalid));
        }

        return Results.Ok(await queries.ListAsync(wanted, Cursor.Parse(cursor), cancellationToken));
    }

    private static async Task<IResult> FindAsync(string id, ItemQueries queries, CancellationToken cancellationToken)
    {
        if (WorkItemId.Parse(id) is not { } item || await queries.FindAsync(item.PathwayId, item.Number, cancellationToken) is not { } view)
        {
            return Problems.From(HostRefusals.Of("not_found", RefusalKind.NotFound));
        }

        return Results.Ok(new
        {
            item = view.Line,
            instruction = view.Slot.Instruction,
            form = FormSchema.Of(view.Slot, view.People, view.Prefilled),
            document = JsonSerializer.SerializeToElement(view.Document.Fields, DocumentJson.Default.Fields),
            allowedActions = new
            {
                outcomes = view.Allowed.Outcomes.Select(offer => new
                {
                    key = offer.Outcome.Key,
                    title = offer.Outcome.Title,
                    sense = offer.Outcome.Sense,
                    commentRequired = offer.Outcome.CommentRequired,
                    returnTo = offer.ReturnTo.Select(stage => new { key = stage, title = view.Plan.Stage(stage).Title }),
                    dueOn = offer.Due,
                }),
                view.Allowed.Claim,
                view.Allowed.Release,
                view.Allowed.Delegate,
                view.Allowed.Reassign,
            },
            expectedRevision = view.Line.Revision,
        });
    }

    private static Task<IResult> DecideAsync(string id, DecisionRequest request, ItemActions actions, CancellationToken cancellationToken) =>
        RunAsync(id, item => actions.AnswerAsync(
            item,
            new Answer(
                request.Outcome ?? string.Empty,
                request.Comment,
                request.Data?.WithComparers(StringComparer.Ordinal) ?? PathwayDocument.Empty.Fields,
                request.ReturnTo,
                request.ExpectedRevision,
                request.OperationId,
                request.DueOn),
            cancellationToken));

    private static async Task<IResult> RunAsync(string id, Func<WorkItemId, Task<ExecutionAnswer>> action) =>
        WorkItemId.Parse(id) is { } item
            ? Answer(await action(item))
            : Problems.From(HostRefusals.Of("not_found", RefusalKind.NotFound));

    /// <summary>The answer of the executor as HTTP.</summary>
    internal static IResult Answer(ExecutionAnswer answer) => answer switch
    {
        ExecutionAnswer.Done done => Results.Ok(new { pathwayId = done.PathwayId, revision = done.Revision, repeated = done.Repeated, message = Texts.Of("api_done") }),
        ExecutionAnswer.Refused refused => Problems.From(refused.Why),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
