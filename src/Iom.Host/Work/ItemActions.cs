using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;

namespace Iom.Host.Work;

/// <summary>What people do with work items; pages and API both come through here.</summary>
public sealed class ItemActions(PathwayExecutor executor, CurrentPerson me)
{
    private const int MaxOperationId = 100;

    public Task<ExecutionAnswer> AnswerAsync(WorkItemId item, Answer answer, CancellationToken cancellationToken)
    {
        var by = me.Id;
        return RunAsync(
            item,
            now => new PathwayEvent.Answered(now, by, item.Number, answer.Outcome, answer.Comment, answer.Data, answer.ReturnTo, answer.DueOn),
            answer.ExpectedRevision,
            answer.OperationId,
            $"answer\u001f{answer.Outcome}\u001f{answer.Comment}\u001f{answer.ReturnTo}\u001f{JsonSerializer.Serialize(answer.Data, DocumentJson.Default.Fields)}{Due(answer)}",
            cancellationToken);
    }

    /// <summary>Added only when there is one, so that a repeated request from before has the fingerprint it had.</summary>
    private static string? Due(Answer answer) => answer.DueOn is { } due ? string.Create(CultureInfo.InvariantCulture, $"\u001f{due:yyyy-MM-dd}") : null;

    public Task<ExecutionAnswer> ClaimAsync(WorkItemId item, CancellationToken cancellationToken) =>
        RunAsync(item, now => new PathwayEvent.Claimed(now, me.Id, item.Number), null, null, "claim", cancellationToken);

    public Task<ExecutionAnswer> ReleaseAsync(WorkItemId item, CancellationToken cancellationToken) =>
        RunAsync(item, now => new PathwayEvent.Released(now, me.Id, item.Number), null, null, "release", cancellationToken);

    public Task<ExecutionAnswer> DelegateAsync(WorkItemId item, int to, string? comment, CancellationToken cancellationToken) =>
        RunAsync(item, now => new PathwayEvent.Delegated(now, me.Id, item.Number, to, comment), null, null, "delegate", cancellationToken);

    public Task<ExecutionAnswer> ReassignAsync(WorkItemId item, int to, string? reason, CancellationToken cancellationToken) =>
        RunAsync(item, now => new PathwayEvent.Reassigned(now, me.Id, item.Number, to, reason), null, null, "reassign", cancellationToken);

    public Task<ExecutionAnswer> WithdrawAsync(Guid pathwayId, string? reason, CancellationToken cancellationToken) =>
        RunAsync(new WorkItemId(pathwayId, 0), now => new PathwayEvent.Withdrawn(now, me.Id, reason), null, null, "withdraw", cancellationToken);

    public Task<ExecutionAnswer> SuspendAsync(Guid pathwayId, string? reason, DateOnly? until, CancellationToken cancellationToken) =>
        RunAsync(new WorkItemId(pathwayId, 0), now => new PathwayEvent.Suspended(now, me.Id, reason, until), null, null, "suspend", cancellationToken);

    public Task<ExecutionAnswer> ResumeAsync(Guid pathwayId, CancellationToken cancellationToken) =>
        RunAsync(new WorkItemId(pathwayId, 0), now => new PathwayEvent.Resumed(now, me.Id), null, null, "resume", cancellationToken);

    public Task<ExecutionAnswer> ReplacePersonAsync(Guid pathwayId, string? field, int to, string? reason, CancellationToken cancellationToken) =>
        RunAsync(
            new WorkItemId(pathwayId, 0), now => new PathwayEvent.PersonReplaced(now, me.Id, field ?? string.Empty, to, reason), null, null, "replace-person", cancellationToken);

    public Task<ExecutionAnswer> FireAsync(
        Guid pathwayId, string trigger, ImmutableSortedDictionary<string, FieldValue> data, string? operationId, CancellationToken cancellationToken)
    {
        var by = me.Id;
        return RunAsync(
            new WorkItemId(pathwayId, 0),
            now => new PathwayEvent.Triggered(now, by, trigger, data),
            null,
            operationId,
            $"trigger\u001f{trigger}\u001f{JsonSerializer.Serialize(data, DocumentJson.Default.Fields)}",
            cancellationToken);
    }

    private async Task<ExecutionAnswer> RunAsync(
        WorkItemId item, Func<DateTimeOffset, PathwayEvent> happened, long? expectedRevision, string? operationId, string request, CancellationToken cancellationToken)
    {
        if (operationId is { Length: 0 or > MaxOperationId } || operationId?.Any(char.IsControl) == true)
        {
            return new ExecutionAnswer.Refused(HostRefusals.Of("operation_id", RefusalKind.Invalid));
        }

        // Another person, another item or another content under the same id is another request.
        var operation = operationId is null ? null
            : new Operation(operationId, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{me.Id}\u001f{item}\u001f{request}"))));
        return await executor.HandleAsync(item.PathwayId, happened, expectedRevision, operation, cancellationToken);
    }
}

/// <summary>An answer to a work item.</summary>
public sealed record Answer(
    string Outcome,
    string? Comment,
    ImmutableSortedDictionary<string, FieldValue> Data,
    string? ReturnTo,
    long? ExpectedRevision,
    string? OperationId,
    DateOnly? DueOn = null);
