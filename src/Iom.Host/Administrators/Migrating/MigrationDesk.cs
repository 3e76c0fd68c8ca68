using System.Collections.Immutable;
using Iom.Host.Administrators.Definitions;
using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Migrating;

namespace Iom.Host.Administrators.Migrating;

/// <summary>What an administrator does with migrations, for the pages and for the API. A batch is its author's; others find nothing.</summary>
public sealed class MigrationDesk(DefinitionAccess access, PlanStore plans, MigrationBatches batches, MigrationWork work, CurrentPerson me)
{
    private const int MostReason = 2000;

    /// <summary>The two plans of a migration; null: one of them was never published, or the reader administers nothing of it.</summary>
    public async Task<(ProcessPlan From, ProcessPlan To)?> PlansAsync(string key, int from, string? toKey, int to, CancellationToken cancellationToken) =>
        await access.MayReadAsync(key, cancellationToken) && (toKey is null || toKey == key || await access.MayReadAsync(toKey, cancellationToken))
            && await plans.FindAsync(key, from, cancellationToken) is { } before && await plans.FindAsync(toKey ?? key, to, cancellationToken) is { } after
                ? (before, after) : null;

    /// <summary>Makes a dry run, and lets it be applied when that is asked.</summary>
    public async Task<(Guid? Id, Refusal? Why)> PlanAsync(string key, MigrationRequest request, CancellationToken cancellationToken)
    {
        if (await PlansAsync(key, request.FromVersion, request.ToKey, request.ToVersion, cancellationToken) is not var (from, to))
        {
            return (null, HostRefusals.Of("version_unknown", RefusalKind.NotFound));
        }

        if (ReferenceEquals(from, to))
        {
            return (null, HostRefusals.Of("migration_same", RefusalKind.Invalid));
        }

        if (BadReason(request.Reason) is { } refusal)
        {
            return (null, refusal);
        }

        var proposal = MigrationProposal.Of(from, to);
        var plan = proposal with
        {
            StageMap = Changed(proposal.StageMap, request.StageMap),
            SlotMap = Changed(proposal.SlotMap, request.SlotMap),
            KeepDeadlines = request.KeepDeadlines ?? true,
            FindPerformersAnew = request.FindPerformersAnew ?? false,
            Reason = request.Reason!.Trim(),
        };
        var id = await batches.PlanAsync(from, to, plan, request.UnitId, me.Id, cancellationToken);
        if (request.DryRun == false)
        {
            await batches.ApplyAsync(id, cancellationToken);
        }

        return (id, null);
    }

    public async Task<MigrationBatch?> FindAsync(string key, Guid id, CancellationToken cancellationToken) =>
        await batches.FindAsync(id, cancellationToken) is { } batch && batch.Plan.FromKey == key && batch.CreatedBy == me.Id ? batch : null;

    /// <returns>Null: it is under way.</returns>
    public async Task<Refusal?> ApplyAsync(string key, Guid id, CancellationToken cancellationToken) =>
        await FindAsync(key, id, cancellationToken) is null ? Unknown()
            : await batches.ApplyAsync(id, cancellationToken) ? null : HostRefusals.Of("migration_begun", RefusalKind.Conflict);

    /// <returns>Null: it is taken back, or that is under way.</returns>
    public async Task<Refusal?> UndoAsync(string key, Guid id, UndoRequest request, CancellationToken cancellationToken) =>
        await FindAsync(key, id, cancellationToken) is null ? Unknown()
            : BadReason(request.Reason) is { } refusal ? refusal
            : request.PathwayId is { } pathway ? await work.UndoAsync(id, pathway, request.Reason!.Trim(), cancellationToken)
            : await batches.UndoAsync(id, request.Reason!.Trim(), cancellationToken) ? null : HostRefusals.Of("migration_not_applied", RefusalKind.Conflict);

    internal static Refusal Unknown() => HostRefusals.Of("migration_unknown", RefusalKind.NotFound);

    private static Refusal? BadReason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > MostReason || DefinitionHead.Unkeepable("reason", reason) is not null
            ? HostRefusals.Of("migration_reason", RefusalKind.Invalid) : null;

    private static ImmutableSortedDictionary<string, string> Changed(ImmutableSortedDictionary<string, string> proposed, Dictionary<string, string?>? chosen) =>
        chosen is null ? proposed : proposed.SetItems(chosen.Select(pair => KeyValuePair.Create(pair.Key, pair.Value ?? MigrationPlan.None)));
}
