using System.Data.Common;
using System.Text.Json;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence.Sql;

namespace Iom.Workflows.Persistence;

/// <summary>Pathways in the database. The only thing that writes them.</summary>
public sealed class PathwayStore(IStatementRunner runner, IRosterSource rosters, OutboxSignal signal) : IPathwayStore
{
    public async Task<StoredPathway?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await LoadAsync(id, null, 0, cancellationToken))?.Pathway;

    public async Task<LoadedPathway?> LoadAsync(Guid id, string? operationId, int item, CancellationToken cancellationToken)
    {
        var found = await runner.QueryAsync(
            new Statement(CommitSql.FindPathway, [id, operationId, item]),
            reader => new LoadedPathway(
                Read(id, reader),
                reader.IsDBNull(10) ? null : new StoredOperation(reader.IsDBNull(9) ? string.Empty : reader.GetString(9), reader.GetInt64(10)),
                reader.IsDBNull(11) ? null : reader.GetInt64(11)),
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<Guid?> FindRunningAsync(int subjectId, string kind, CancellationToken cancellationToken)
    {
        var found = await runner.QueryAsync(
            new Statement(CommitSql.FindRunning, [subjectId, kind]), static reader => reader.GetGuid(0), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<ILookup<int, KnownPathway>> OfKindAsync(string kind, DateOnly since, CancellationToken cancellationToken)
    {
        var found = await runner.QueryAsync(
            new Statement(CommitSql.FindOfKind, [kind, since]),
            static reader => (Subject: reader.GetInt32(0), Known: new KnownPathway(reader.GetGuid(1), reader.GetFieldValue<DateOnly>(2), reader.GetBoolean(3))),
            cancellationToken);
        return found.ToLookup(row => row.Subject, row => row.Known);
    }

    public async Task<PathwayPast?> BeforeMigrationAsync(Guid id, long revision, CancellationToken cancellationToken)
    {
        var history = await runner.QueryAsync(
            new Statement(CommitSql.FindHistory, [id, revision]), static reader => (Kind: reader.GetString(0), Facts: HistoryReplay.Facts(reader.GetString(1))), cancellationToken);
        return history is [.., { Kind: EventKinds.Migrated } last] && last.Facts.OfType<Effect.PlanChanged>().FirstOrDefault() is { } changed
            ? new PathwayPast(changed.FromKey, changed.FromVersion, Evolution.Fold(history.SkipLast(1).SelectMany(row => row.Facts)))
            : null;
    }

    public async Task<bool> CommitAsync(PathwayCommit commit, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var statements = CommitStatements.Of(commit, commit.Before.Kind, roster);
        if (!await runner.WriteAsync(statements, cancellationToken))
        {
            return false;
        }

        // The outbox row, if there is one, comes last.
        if (ReferenceEquals(statements[^1].Text, CommitSql.InsertOutbox))
        {
            signal.Committed();
        }

        return true;
    }

    private static StoredPathway Read(Guid id, DbDataReader reader)
    {
        var state = JsonSerializer.Deserialize(reader.GetString(3), EngineJson.Stored.PathwayState)
            ?? throw new JsonException("A pathway without state.");
        return new StoredPathway(
            id,
            reader.GetString(0),
            reader.GetInt32(1),
            reader.GetString(8),
            reader.GetString(2),
            state with { Document = PathwayDocument.FromJson(reader.GetString(7)) },
            reader.IsDBNull(4) ? null : reader.GetString(4),
            reader.GetInt64(5),
            reader.GetString(6));
    }
}
