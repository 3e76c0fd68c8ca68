using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>Carries one pathway over to another plan, or back, in one transaction; as the executor does, it reads again when somebody else was first.</summary>
public sealed class MigrationExecutor(IPathwayStore store, IPlanSource plans, IRosterSource rosters, TimeProvider time)
{
    private const int Attempts = 20;

    /// <param name="pathwayId">The pathway.</param>
    /// <param name="by">Whose decision it is.</param>
    /// <param name="migration">How.</param>
    /// <param name="operation">A repetition is answered as before, so that a batch may be begun again.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task<ExecutionAnswer> MigrateAsync(
        Guid pathwayId, int by, MigrationPlan migration, Operation operation, CancellationToken cancellationToken) => ExecutionMeter.MeasureAsync(
            "migrate", time, pathwayId, () => RepeatAsync(pathwayId, operation, stored => MigrateAsync(stored, by, migration, cancellationToken), cancellationToken));

    /// <summary>Takes the last event of a pathway back if it was a migration; when anything happened since, it stays.</summary>
    public Task<ExecutionAnswer> UndoAsync(
        Guid pathwayId, int by, string? reason, Operation operation, CancellationToken cancellationToken) => ExecutionMeter.MeasureAsync(
            "undo_migration", time, pathwayId, () => RepeatAsync(pathwayId, operation, stored => UndoAsync(stored, by, reason, cancellationToken), cancellationToken));

    private async Task<ExecutionAnswer> RepeatAsync(
        Guid pathwayId, Operation operation, Func<StoredPathway, Task<Step>> decide, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await store.LoadAsync(pathwayId, operation.OperationId, 0, cancellationToken) is not { Pathway: var stored } loaded)
            {
                return Refuse("pathway_unknown", RefusalKind.NotFound);
            }

            if (loaded.Operation is { } before)
            {
                return before.Fingerprint == operation.Fingerprint
                    ? new ExecutionAnswer.Done(pathwayId, before.Revision, [], Repeated: true)
                    : Refuse("operation_reused", RefusalKind.Conflict);
            }

            var (happened, decision) = await decide(stored);
            if (decision is not Decision.Accepted accepted)
            {
                return new ExecutionAnswer.Refused(((Decision.Refused)decision).Why);
            }

            var commit = new PathwayCommit(stored, happened, accepted, stored.Memo, operation.OperationId, operation.Fingerprint);
            if (await store.CommitAsync(commit, cancellationToken))
            {
                return new ExecutionAnswer.Done(pathwayId, stored.Revision + 1, accepted.Effects, Repeated: false);
            }
        }

        return Refuse("too_busy", RefusalKind.Conflict);
    }

    private async Task<Step> MigrateAsync(StoredPathway stored, int by, MigrationPlan migration, CancellationToken cancellationToken)
    {
        var happened = new PathwayEvent.Migrated(time.GetUtcNow(), by, migration);
        if (Unmovable(stored) is { } refused)
        {
            return new Step(happened, refused);
        }

        var from = await PlanAsync(stored.DefinitionKey, stored.DefinitionVersion, cancellationToken);
        return await plans.FindAsync(migration.ToKey, migration.ToVersion, cancellationToken) is { } to
            ? new Step(happened, Migration.Decide(from, to, stored.State, happened, await RosterAsync(cancellationToken)))
            : new Step(happened, new Decision.Refused(ExecutionRefusals.Of("definition_unknown", RefusalKind.Invalid)));
    }

    private async Task<Step> UndoAsync(StoredPathway stored, int by, string? reason, CancellationToken cancellationToken)
    {
        var past = await store.BeforeMigrationAsync(stored.Id, stored.Revision, cancellationToken);
        var happened = new PathwayEvent.MigrationUndone(time.GetUtcNow(), by, past?.State ?? stored.State, reason);
        if (past is null)
        {
            return new Step(happened, new Decision.Refused(ExecutionRefusals.Of("migration_settled", RefusalKind.Conflict)));
        }

        var from = await PlanAsync(stored.DefinitionKey, stored.DefinitionVersion, cancellationToken);
        var to = await PlanAsync(past.DefinitionKey, past.DefinitionVersion, cancellationToken);
        return new Step(happened, Migration.Undo(from, to, stored.State, happened, await RosterAsync(cancellationToken)));
    }

    /// <summary>A guest runtime keeps a note that only the plan of its own can read.</summary>
    private static Decision.Refused? Unmovable(StoredPathway stored) =>
        stored.Memo is null ? null : new Decision.Refused(ExecutionRefusals.Of("migration_guest_runtime", RefusalKind.Conflict));

    private async Task<ProcessPlan> PlanAsync(string key, int version, CancellationToken cancellationToken) =>
        await plans.FindAsync(key, version, cancellationToken) ?? throw new InvalidOperationException($"{key}@{version} was never published.");

    private ValueTask<Roster> RosterAsync(CancellationToken cancellationToken) => rosters.CurrentAsync(cancellationToken);

    private static ExecutionAnswer.Refused Refuse(string code, RefusalKind kind) => new(ExecutionRefusals.Of(code, kind));

    private sealed record Step(PathwayEvent Happened, Decision Decision);
}
