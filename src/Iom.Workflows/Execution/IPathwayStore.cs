using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>Where pathways are kept. Every commit is one transaction: state, work items, due rows, history, outbox.</summary>
public interface IPathwayStore
{
    /// <summary>The pathway as last committed; null: none of that id.</summary>
    Task<StoredPathway?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>All that a decision has to know, as of one instant; null: no pathway of that id.</summary>
    /// <param name="id">The pathway.</param>
    /// <param name="operationId">The client's id of the request; null: none.</param>
    /// <param name="item">Number of the item it is about; 0: none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<LoadedPathway?> LoadAsync(Guid id, string? operationId, int item, CancellationToken cancellationToken);

    /// <summary>Where a pathway stood before its last event, if that was a migration to another plan; null: it was something else.</summary>
    /// <param name="id">The pathway.</param>
    /// <param name="revision">Which its last event made.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<PathwayPast?> BeforeMigrationAsync(Guid id, long revision, CancellationToken cancellationToken);

    /// <summary>The running pathway of a kind that an educator has; null: none.</summary>
    Task<Guid?> FindRunningAsync(int subjectId, string kind, CancellationToken cancellationToken);

    /// <summary>The pathways of a kind that run or began on a day or after it, by subject.</summary>
    Task<ILookup<int, KnownPathway>> OfKindAsync(string kind, DateOnly since, CancellationToken cancellationToken);

    /// <summary>Writes everything or nothing.</summary>
    /// <returns>False when somebody else committed this revision first; nothing was written then.</returns>
    Task<bool> CommitAsync(PathwayCommit commit, CancellationToken cancellationToken);
}

/// <summary>A pathway as stored.</summary>
/// <param name="Revision">Number of commits so far; the concurrency token and the last key of the history.</param>
/// <param name="ChainHash">Hash of the last history row.</param>
public sealed record StoredPathway(
    Guid Id, string DefinitionKey, int DefinitionVersion, string Kind, string Runtime, PathwayState State, string? Memo, long Revision, string ChainHash);

/// <summary>One of the pathways of a subject.</summary>
/// <param name="StartOn">First day, local.</param>
/// <param name="Running">It runs, or stands still for a while.</param>
public sealed record KnownPathway(Guid Id, DateOnly StartOn, bool Running);

/// <summary>Where a pathway once stood.</summary>
/// <param name="State">As the history makes it, with the document of that day.</param>
public sealed record PathwayPast(string DefinitionKey, int DefinitionVersion, PathwayState State);

/// <summary>A pathway with what a decision on it has to know.</summary>
/// <param name="Operation">What was answered to this operation before; null: never seen.</param>
/// <param name="ItemRevision">The revision that last changed the item; null: no such item.</param>
public sealed record LoadedPathway(StoredPathway Pathway, StoredOperation? Operation, long? ItemRevision);

/// <summary>An operation that was committed before.</summary>
/// <param name="Fingerprint">Hash of the request, so that another request under the same id is told apart.</param>
/// <param name="Revision">The revision it made.</param>
public sealed record StoredOperation(string Fingerprint, long Revision);

/// <summary>One commit.</summary>
/// <param name="Before">What the decision was made on; for a new pathway revision 0 and <see cref="PathwayState.NotStarted"/>.</param>
/// <param name="OperationId">The client's id of this request; null: the program's own event.</param>
public sealed record PathwayCommit(
    StoredPathway Before, PathwayEvent Happened, Decision.Accepted Accepted, string? Memo, string? OperationId, string? Fingerprint);
