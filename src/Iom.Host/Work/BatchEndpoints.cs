using System.Collections.Immutable;
using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Host.Resources;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;

namespace Iom.Host.Work;

/// <summary>Many items answered in one request, each with a result of its own; and what is set off at any time.</summary>
public static class BatchEndpoints
{
    private const int Most = 200;

    public static void MapBatches(this WebApplication app)
    {
        app.MapPost("/api/v1/work-items/decisions", DecideAsync).RequireAuthorization(Accounts.ApiPolicy).WithTags("work-items")
            .WithSummary("Ответить на несколько задач сразу; результат у каждой свой");
        app.MapPost("/api/v1/pathways/{id:guid}/triggers/{key}", FireAsync).RequireAuthorization(Accounts.ApiPolicy).WithTags("pathways")
            .WithSummary("Совершить действие, предусмотренное положением: data, operationId");
    }

    /// <summary>One answer of several.</summary>
    public sealed record ItemDecision(
        string? Id,
        string? Outcome,
        string? Comment,
        ImmutableSortedDictionary<string, FieldValue>? Data,
        string? ReturnTo,
        long? ExpectedRevision,
        string? OperationId);

    /// <summary>Several answers; what stands in <paramref name="Data"/> is put into each of them.</summary>
    public sealed record DecisionsRequest(ImmutableArray<ItemDecision> Items, ImmutableSortedDictionary<string, FieldValue>? Data);

    /// <summary>What is filled in with a trigger.</summary>
    public sealed record FireRequest(ImmutableSortedDictionary<string, FieldValue>? Data, string? OperationId);

    private static async Task<IResult> DecideAsync(DecisionsRequest request, ItemActions actions, CancellationToken cancellationToken)
    {
        if (request.Items.IsDefaultOrEmpty || request.Items.Length > Most)
        {
            return Problems.From(HostRefusals.Of("bad_request", RefusalKind.Invalid));
        }

        var results = new List<object>(request.Items.Length);
        foreach (var item in request.Items)
        {
            results.Add(await AnswerAsync(item, request.Data, actions, cancellationToken));
        }

        return Results.Ok(new { results });
    }

    private static async Task<object> AnswerAsync(
        ItemDecision item, ImmutableSortedDictionary<string, FieldValue>? shared, ItemActions actions, CancellationToken cancellationToken)
    {
        var answer = item.Id is { } text && WorkItemId.Parse(text) is { } id
            ? await actions.AnswerAsync(
                id,
                new Answer(item.Outcome ?? string.Empty, item.Comment, Joined(shared, item.Data), item.ReturnTo, item.ExpectedRevision, item.OperationId),
                cancellationToken)
            : new ExecutionAnswer.Refused(HostRefusals.Of("not_found", RefusalKind.NotFound));
        return answer is ExecutionAnswer.Refused { Why: var why }
            ? new { id = item.Id, ok = false, revision = (long?)null, code = (string?)why.Code, message = why.Sentence, fields = why.Fields }
            : new { id = item.Id, ok = true, revision = (long?)((ExecutionAnswer.Done)answer).Revision, code = (string?)null, message = Texts.Of("api_done"), fields = ImmutableArray<FieldFault>.Empty };
    }

    private static async Task<IResult> FireAsync(Guid id, string key, FireRequest request, ItemActions actions, CancellationToken cancellationToken) =>
        WorkEndpoints.Answer(await actions.FireAsync(id, key, Joined(null, request.Data), request.OperationId, cancellationToken));

    private static ImmutableSortedDictionary<string, FieldValue> Joined(
        ImmutableSortedDictionary<string, FieldValue>? shared, ImmutableSortedDictionary<string, FieldValue>? own) =>
        PathwayDocument.Empty.Fields.SetItems(shared ?? PathwayDocument.Empty.Fields).SetItems(own ?? PathwayDocument.Empty.Fields);
}
