using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>Where pathways are kept. Every commit is one transaction: state, work items, due rows, history, outbox.</summary>
public interface IPathwayStore
{
    /// <summary>The pathway as last committed; null: none of that id.</summary>
    Task<StoredPathway?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>What was answered to this operation before; null: never seen.</summary>
    Task<StoredOperation?> FindOperationAsync(Guid pathwayId, string operationId, CancellationToken cancellationToken);

    /// <summary>The running pathway of a kind that an educator has; null: none.</summary>
    Task<Guid?> FindRunningAsync(int subjectId, string kind, CancellationToken cancellationToken);

    /// <summary>The revision that last changed an item; null: no such item.</summary>
    Task<long?> FindItemRevisionAsync(Guid pathwayId, int item, CancellationToken cancellationToken);

    /// <summary>Writes everything or nothing.</summary>
    /// <returns>False when somebody else committed this revision first; nothing was written then.</returns>
    Task<bool> CommitAsync(PathwayCommit commit, CancellationToken cancellationToken);
}

/// <summary>A pathway as stored.</summary>
/// <param name="Revision">Number of commits so far; the concurrency token and the last key of the history.</param>
/// <param name="ChainHash">Hash of the last history row.</param>
public sealed record StoredPathway(
    Guid Id, string DefinitionKey, int DefinitionVersion, string Kind, string Runtime, PathwayState State, string? Memo, long Revision, string ChainHash);

/// <summary>An operation that was committed before.</summary>
/// <param name="Fingerprint">Hash of the request, so that another request under the same id is told apart.</param>
/// <param name="Revision">The revision it made.</param>
public sealed record StoredOperation(string Fingerprint, long Revision);

/// <summary>One commit.</summary>
/// <param name="Before">What the decision was made on; for a new pathway revision 0 and <see cref="PathwayState.NotStarted"/>.</param>
/// <param name="OperationId">The client's id of this request; null: the program's own event.</param>
public sealed record PathwayCommit(
    StoredPathway Before, PathwayEvent Happened, Decision.Accepted Accepted, string? Memo, string? OperationId, string? Fingerprint);
