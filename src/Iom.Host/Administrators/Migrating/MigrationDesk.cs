using System.Collections.Frozen;
using Iom.Host.Administrators.Definitions;
using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Migrating;

namespace Iom.Host.Administrators.Migrating;

/// <summary>
/// What an administrator does with migrations, for the pages and for the API. A batch is seen and carried on by whoever administers
/// every organisation in it; others find nothing.
/// </summary>
public sealed class MigrationDesk(
    DefinitionAccess access, PlanStore plans, MigrationBatches batches, MigrationWork work, IRosterSource rosters, CurrentPerson me)
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

        var proposal = MigrationProposal.Of(from, to, Chosen(request.StageMap));
        var plan = proposal with
        {
            SlotMap = proposal.SlotMap.SetItems(Chosen(request.SlotMap)),
            KeepDeadlines = request.KeepDeadlines ?? true,
            FindPerformersAnew = request.FindPerformersAnew ?? false,
            Reason = request.Reason!.Trim(),
        };
        var id = await batches.PlanAsync(from, to, plan, request.UnitId, me.Id, cancellationToken);
        if (request.DryRun == false)
        {
            await batches.ApplyAsync(id, me.Id, cancellationToken);
        }

        return (id, null);
    }

    public async Task<MigrationBatch?> FindAsync(string key, Guid id, CancellationToken cancellationToken) =>
        await batches.FindAsync(id, cancellationToken) is { } batch && batch.Plan.FromKey == key
            && Sees(await AdministeredAsync(cancellationToken), batch.CreatedBy, batch.Routes.Select(route => route.OrgUnitId)) ? batch : null;

    /// <summary>Migrations of a definition that the reader may see, the last first.</summary>
    public async Task<IReadOnlyList<MigrationSummary>> ListAsync(string key, CancellationToken cancellationToken)
    {
        var administered = await AdministeredAsync(cancellationToken);
        return [.. (await batches.OfDefinitionAsync(key, cancellationToken)).Where(batch => Sees(administered, batch.CreatedBy, batch.Units))];
    }

    /// <returns>Null: it is under way.</returns>
    public async Task<Refusal?> ApplyAsync(string key, Guid id, CancellationToken cancellationToken) =>
        await FindAsync(key, id, cancellationToken) is null ? Unknown()
            : await batches.ApplyAsync(id, me.Id, cancellationToken) ? null : HostRefusals.Of("migration_begun", RefusalKind.Conflict);

    /// <returns>Null: it is taken back, or that is under way.</returns>
    public async Task<Refusal?> UndoAsync(string key, Guid id, UndoRequest request, CancellationToken cancellationToken) =>
        await FindAsync(key, id, cancellationToken) is null ? Unknown()
            : BadReason(request.Reason) is { } refusal ? refusal
            : request.PathwayId is { } pathway ? await work.UndoAsync(id, pathway, me.Id, request.Reason!.Trim(), cancellationToken)
            : await batches.UndoAsync(id, me.Id, request.Reason!.Trim(), cancellationToken) ? null : HostRefusals.Of("migration_not_applied", RefusalKind.Conflict);

    internal static Refusal Unknown() => HostRefusals.Of("migration_unknown", RefusalKind.NotFound);

    private static Refusal? BadReason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > MostReason || DefinitionHead.Unkeepable("reason", reason) is not null
            ? HostRefusals.Of("migration_reason", RefusalKind.Invalid) : null;

    private async Task<FrozenSet<int>> AdministeredAsync(CancellationToken cancellationToken) =>
        (await rosters.CurrentAsync(cancellationToken)).ScopeOf(me.Id, Rights.Administer, await me.TodayAsync(cancellationToken)).Units;

    /// <summary>A batch that found nothing concerns only its author.</summary>
    private bool Sees(FrozenSet<int> administered, int createdBy, IEnumerable<int> units)
    {
        var concerned = units.ToHashSet();
        return concerned.Count == 0 ? createdBy == me.Id : administered.IsSupersetOf(concerned);
    }

    private static IEnumerable<KeyValuePair<string, string>> Chosen(Dictionary<string, string?>? chosen) =>
        (chosen ?? []).Select(pair => KeyValuePair.Create(pair.Key, pair.Value ?? MigrationPlan.None));
}
