using System.Collections.Frozen;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>
/// The one way a pathway changes: load, ask who may, ask the runtime, commit; when somebody else committed first, read again
/// and ask again. People, timers, imports and the demo all come through here.
/// </summary>
public sealed class PathwayExecutor
{
    private const int Attempts = 20;

    private readonly IPathwayStore store;
    private readonly IPlanSource plans;
    private readonly IRosterSource rosters;
    private readonly TimeProvider time;
    private readonly HostRuntime host;
    private readonly FrozenDictionary<string, IPathwayRuntime> runtimes;

    public PathwayExecutor(
        IPathwayStore store, IPlanSource plans, IRosterSource rosters, IEnumerable<IPathwayRuntime> runtimes, HostRuntime host, TimeProvider time)
    {
        this.store = store;
        this.plans = plans;
        this.rosters = rosters;
        this.host = host;
        this.time = time;
        this.runtimes = runtimes.ToFrozenDictionary(runtime => runtime.Name);
    }

    /// <summary>Starts a pathway for an educator who has none running of that kind.</summary>
    public Task<ExecutionAnswer> StartAsync(StartRequest request, CancellationToken cancellationToken) =>
        ExecutionMeter.MeasureAsync("start", time, null, () => BeginAsync(request, cancellationToken));

    /// <summary>Lets something happen to a pathway.</summary>
    /// <param name="pathwayId">The pathway.</param>
    /// <param name="happened">Makes the event at the instant it is decided.</param>
    /// <param name="expectedRevision">
    /// The revision of the <em>item</em> as the person saw it; another one is refused as stale. Null: none was shown. It is the item's and not the
    /// pathway's, so that two people who answer parallel slots at the same instant both succeed.
    /// </param>
    /// <param name="operation">The client's id of the request; a repetition is answered as before.</param>
    /// <param name="cancellationToken">Stops before the commit; a commit under way is finished.</param>
    public Task<ExecutionAnswer> HandleAsync(
        Guid pathwayId,
        Func<DateTimeOffset, PathwayEvent> happened,
        long? expectedRevision,
        Operation? operation,
        CancellationToken cancellationToken) =>
        ExecutionMeter.MeasureAsync("handle", time, pathwayId, () => DecideAsync(pathwayId, happened, expectedRevision, operation, cancellationToken));

    private async Task<ExecutionAnswer> BeginAsync(StartRequest request, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        if (roster.UnitOf(request.SubjectId) is not { } unit)
        {
            return Refuse("educator_unknown", RefusalKind.NotFound);
        }

        var now = time.GetUtcNow();
        var today = roster.CalendarOf(unit.Id).LocalDate(now);
        var published = await plans.CurrentAsync(cancellationToken);
        var plan = request.DefinitionKey is { } key
            ? published.FirstOrDefault(plan => plan.Key == key)
            : PlanChoice.For(published, roster, request.SubjectId, today);
        if (plan is null)
        {
            return Refuse(request.DefinitionKey is null ? "no_definition" : "definition_unknown", RefusalKind.Invalid);
        }

        var happened = new PathwayEvent.Started(now, request.By, request.SubjectId, request.StartOn ?? today, request.PlannedYears, request.Reason);
        var fresh = new StoredPathway(
            Guid.CreateVersion7(now), plan.Key, plan.Version, plan.Kind, host.For(plan), PathwayState.NotStarted, null, 0, string.Empty);
        return Permissions.Refuse(plan, fresh.State, happened, roster) is { } refusal ? new ExecutionAnswer.Refused(refusal)
            : await store.FindRunningAsync(request.SubjectId, plan.Kind, cancellationToken) is not null ? Refuse("already_running", RefusalKind.Conflict)
            : await TryAsync(plan, fresh, happened, null, roster, cancellationToken) ?? Refuse("already_running", RefusalKind.Conflict);
    }

    private async Task<ExecutionAnswer> DecideAsync(
        Guid pathwayId, Func<DateTimeOffset, PathwayEvent> happened, long? expectedRevision, Operation? operation, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var item = ItemOf(happened(time.GetUtcNow()));
            if (await store.LoadAsync(pathwayId, operation?.OperationId, item ?? 0, cancellationToken) is not { Pathway: var stored } loaded)
            {
                return Refuse("pathway_unknown", RefusalKind.NotFound);
            }

            if (loaded.Operation is { } before)
            {
                return before.Fingerprint == operation!.Fingerprint
                    ? new ExecutionAnswer.Done(pathwayId, before.Revision, [], Repeated: true)
                    : Refuse("operation_reused", RefusalKind.Conflict);
            }

            var roster = await rosters.CurrentAsync(cancellationToken);
            var plan = await plans.FindAsync(stored.DefinitionKey, stored.DefinitionVersion, cancellationToken)
                ?? throw new InvalidOperationException($"{stored.DefinitionKey}@{stored.DefinitionVersion} was never published.");
            var now = happened(time.GetUtcNow());
            if (Permissions.Refuse(plan, stored.State, now, roster) is { } refusal)
            {
                return new ExecutionAnswer.Refused(refusal);
            }

            if (expectedRevision is { } expected && item is not null && loaded.ItemRevision != expected)
            {
                return Refuse("stale_revision", RefusalKind.Conflict);
            }

            if (await TryAsync(plan, stored, now, operation, roster, cancellationToken) is { } answer)
            {
                return answer;
            }
        }

        return Refuse("too_busy", RefusalKind.Conflict);
    }

    private async Task<ExecutionAnswer?> TryAsync(
        ProcessPlan plan, StoredPathway stored, PathwayEvent happened, Operation? operation, Roster roster, CancellationToken cancellationToken)
    {
        if (!runtimes.TryGetValue(stored.Runtime, out var runtime))
        {
            return Refuse("runtime_unknown", RefusalKind.Conflict);
        }

        var (decision, memo) = await runtime.DecideAsync(plan, new RuntimeSnapshot(stored.State, stored.Memo), happened, roster, cancellationToken);
        if (decision is not Decision.Accepted accepted)
        {
            return new ExecutionAnswer.Refused(((Decision.Refused)decision).Why);
        }

        var commit = new PathwayCommit(stored, happened, accepted, memo, operation?.OperationId, operation?.Fingerprint);
        return await store.CommitAsync(commit, cancellationToken)
            ? new ExecutionAnswer.Done(stored.Id, stored.Revision + 1, accepted.Effects, Repeated: false)
            : null;
    }

    private static int? ItemOf(PathwayEvent happened) => happened switch
    {
        PathwayEvent.Answered answered => answered.Item,
        PathwayEvent.Claimed claimed => claimed.Item,
        PathwayEvent.Released released => released.Item,
        PathwayEvent.Delegated delegated => delegated.Item,
        PathwayEvent.Reassigned reassigned => reassigned.Item,
        _ => null,
    };

    private static ExecutionAnswer.Refused Refuse(string code, RefusalKind kind) => new(ExecutionRefusals.Of(code, kind));
}
