using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>
/// Carries one pathway over to another plan, or back, or to another runtime, in one transaction; as the executor does, it reads again when
/// somebody else was first. The runtime that carries the pathway afterwards has the last word: it must be able to go on from there.
/// </summary>
public sealed class MigrationExecutor(
    IPathwayStore store, IPlanSource plans, IRosterSource rosters, IEnumerable<IPathwayRuntime> runtimes, TimeProvider time)
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

    /// <summary>Lets another runtime carry a pathway from here on. Not asked of people's rights: it is for whoever runs the server.</summary>
    /// <param name="pathwayId">The pathway.</param>
    /// <param name="runtime">Name of the runtime.</param>
    /// <param name="reason">Why; it stays in the history.</param>
    /// <param name="operation">A repetition is answered as before.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task<ExecutionAnswer> HandAsync(
        Guid pathwayId, string runtime, string? reason, Operation operation, CancellationToken cancellationToken) => ExecutionMeter.MeasureAsync(
            "change_runtime", time, pathwayId, () => RepeatAsync(pathwayId, operation, stored => HandAsync(stored, runtime, reason, cancellationToken), cancellationToken));

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

            var (happened, decision, memo) = await decide(stored);
            if (decision is not Decision.Accepted accepted)
            {
                return new ExecutionAnswer.Refused(((Decision.Refused)decision).Why);
            }

            var commit = new PathwayCommit(stored, happened, accepted, memo, operation.OperationId, operation.Fingerprint);
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
        var from = await PlanAsync(stored.DefinitionKey, stored.DefinitionVersion, cancellationToken);
        return await plans.FindAsync(migration.ToKey, migration.ToVersion, cancellationToken) is { } to
            ? await GoOnAsync(stored.Runtime, to, happened, Migration.Decide(from, to, stored.State, happened, await RosterAsync(cancellationToken)), cancellationToken)
            : No(happened, "definition_unknown", RefusalKind.Invalid);
    }

    private async Task<Step> UndoAsync(StoredPathway stored, int by, string? reason, CancellationToken cancellationToken)
    {
        var past = await store.BeforeMigrationAsync(stored.Id, stored.Revision, cancellationToken);
        var happened = new PathwayEvent.MigrationUndone(time.GetUtcNow(), by, past?.State ?? stored.State, reason);
        if (past is null)
        {
            return No(happened, "migration_settled", RefusalKind.Conflict);
        }

        var from = await PlanAsync(stored.DefinitionKey, stored.DefinitionVersion, cancellationToken);
        var to = await PlanAsync(past.DefinitionKey, past.DefinitionVersion, cancellationToken);
        return await GoOnAsync(
            stored.Runtime, to, happened, Migration.Undo(from, to, stored.State, happened, await RosterAsync(cancellationToken)), cancellationToken);
    }

    private async Task<Step> HandAsync(StoredPathway stored, string runtime, string? reason, CancellationToken cancellationToken)
    {
        var happened = new PathwayEvent.RuntimeChanged(time.GetUtcNow(), stored.Runtime, runtime, reason);
        return runtime == stored.Runtime
            ? No(happened, "runtime_same", RefusalKind.Conflict)
            : await GoOnAsync(
                runtime, await PlanAsync(stored.DefinitionKey, stored.DefinitionVersion, cancellationToken), happened, Migration.Hand(stored.State, happened), cancellationToken);
    }

    private async Task<Step> GoOnAsync(string runtime, ProcessPlan plan, PathwayEvent happened, Decision decision, CancellationToken cancellationToken)
    {
        if (decision is not Decision.Accepted accepted)
        {
            return new Step(happened, decision, null);
        }

        if (runtimes.FirstOrDefault(each => each.Name == runtime) is not { } next)
        {
            return No(happened, "runtime_unknown", RefusalKind.Conflict);
        }

        var (answer, memo) = await next.TakeOverAsync(plan, accepted, cancellationToken);
        return new Step(happened, answer, memo);
    }

    private async Task<ProcessPlan> PlanAsync(string key, int version, CancellationToken cancellationToken) =>
        await plans.FindAsync(key, version, cancellationToken) ?? throw new InvalidOperationException($"{key}@{version} was never published.");

    private ValueTask<Roster> RosterAsync(CancellationToken cancellationToken) => rosters.CurrentAsync(cancellationToken);

    private static ExecutionAnswer.Refused Refuse(string code, RefusalKind kind) => new(ExecutionRefusals.Of(code, kind));

    private static Step No(PathwayEvent happened, string code, RefusalKind kind) =>
        new(happened, new Decision.Refused(ExecutionRefusals.Of(code, kind)), null);

    private sealed record Step(PathwayEvent Happened, Decision Decision, string? Memo);
}
