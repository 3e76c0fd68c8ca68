using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Persistence.Migrating;

/// <summary>Batches of migrations: the dry run makes one, and then it may be applied and taken back. The work itself is done by <see cref="MigrationWork"/>.</summary>
public sealed class MigrationBatches(IDbContextFactory<IomDbContext> contexts, IRosterSource rosters, TimeProvider time)
{
    private const int MostListed = 50;

    /// <summary>Tries every running pathway of the old plan that a person administers, and keeps what was found. Changes no pathway.</summary>
    /// <param name="from">The plan they run on.</param>
    /// <param name="to">The plan they are to run on.</param>
    /// <param name="plan">How.</param>
    /// <param name="unitId">Only those of this org unit and below; null: all.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Guid> PlanAsync(ProcessPlan from, ProcessPlan to, MigrationPlan plan, int? unitId, int by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var roster = await rosters.CurrentAsync(cancellationToken);
        var batch = new MigrationBatchRow
        {
            Id = Guid.CreateVersion7(now),
            FromKey = from.Key,
            FromVersion = from.Version,
            ToKey = to.Key,
            ToVersion = to.Version,
            Choices = JsonSerializer.Serialize(plan, EngineJson.Stored.MigrationPlan),
            CreatedBy = by,
            CreatedAt = now,
            Status = nameof(BatchStatus.Planned),
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(batch);
        await foreach (var (id, runtime, state) in RunningAsync(from, cancellationToken))
        {
            if (roster.UnitOf(state.SubjectId) is { } unit && (unitId is not { } only || roster.UnitAndAbove(unit.Id).Contains(only)) && MayMove(roster, by, state, now))
            {
                context.Add(Route(batch.Id, id, state, unit.Id, RuntimeLimits.Of(to, runtime).Any()
                    ? new Decision.Refused(ExecutionRefusals.Of("runtime_cannot_carry", RefusalKind.Conflict))
                    : Migration.Decide(from, to, state, new PathwayEvent.Migrated(now, by, plan), roster)));
            }
        }

        await context.SaveChangesAsync(cancellationToken);
        return batch.Id;
    }

    /// <returns>The batch; null: none of that id.</returns>
    public async Task<MigrationBatch?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.MigrationBatches.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } batch)
        {
            return null;
        }

        var routes = await context.MigrationRoutes.AsNoTracking().Where(row => row.BatchId == id).ToListAsync(cancellationToken);
        return new MigrationBatch(
            id, Choices(batch.Choices), Enum.Parse<BatchStatus>(batch.Status), batch.CreatedBy, batch.CreatedAt, [.. routes.OrderBy(row => row.PathwayId).Select(Route)]);
    }

    /// <summary>The last batches of a definition, the last first.</summary>
    public async Task<IReadOnlyList<MigrationSummary>> OfDefinitionAsync(string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var batches = await context.MigrationBatches.AsNoTracking()
            .Where(row => row.FromKey == key).OrderByDescending(row => row.CreatedAt).Take(MostListed).ToListAsync(cancellationToken);
        var ids = batches.Select(batch => batch.Id).ToList();
        var counted = await context.MigrationRoutes.Where(row => ids.Contains(row.BatchId))
            .GroupBy(row => new { row.BatchId, row.OrgUnitId })
            .Select(group => new
            {
                group.Key.BatchId,
                group.Key.OrgUnitId,
                Routes = group.Count(),
                Applied = group.Count(row => row.Status == nameof(RouteStatus.Applied) || row.Status == nameof(RouteStatus.Settled)),
            }).ToListAsync(cancellationToken);
        var units = counted.ToLookup(row => row.BatchId);
        return [.. batches.Select(batch => new MigrationSummary(
            batch.Id, batch.FromVersion, batch.ToVersion, Enum.Parse<BatchStatus>(batch.Status), batch.CreatedBy, batch.CreatedAt,
            [.. units[batch.Id].Select(row => row.OrgUnitId)], units[batch.Id].Sum(row => row.Routes), units[batch.Id].Sum(row => row.Applied)))];
    }

    /// <summary>Lets a dry run be applied.</summary>
    /// <returns>Whether it was one; another was begun already.</returns>
    public Task<bool> ApplyAsync(Guid id, int by, CancellationToken cancellationToken) =>
        MoveAsync(id, BatchStatus.Planned, BatchStatus.Applying, by, null, cancellationToken);

    /// <summary>Lets every pathway that was carried over be taken back, as far as nothing happened since.</summary>
    public Task<bool> UndoAsync(Guid id, int by, string reason, CancellationToken cancellationToken) =>
        MoveAsync(id, BatchStatus.Applied, BatchStatus.Undoing, by, reason, cancellationToken);

    internal static MigrationPlan Choices(string stored)
    {
        var plan = JsonSerializer.Deserialize(stored, EngineJson.Stored.MigrationPlan) ?? throw new JsonException("A batch without choices.");
        return plan with { StageMap = plan.StageMap.WithComparers(StringComparer.Ordinal), SlotMap = plan.SlotMap.WithComparers(StringComparer.Ordinal) };
    }

    private async Task<bool> MoveAsync(Guid id, BatchStatus from, BatchStatus to, int by, string? reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.MigrationBatches.Where(row => row.Id == id && row.Status == from.ToString()).ExecuteUpdateAsync(
            row => row.SetProperty(batch => batch.Status, to.ToString()).SetProperty(batch => batch.ActsBy, by).SetProperty(batch => batch.UndoReason, reason),
            cancellationToken) == 1;
    }

    private async IAsyncEnumerable<(Guid Id, string Runtime, PathwayState State)> RunningAsync(
        ProcessPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = context.Pathways.AsNoTracking()
            .Where(row => row.DefinitionKey == plan.Key && row.DefinitionVersion == plan.Version
                && (row.Status == nameof(PathwayStatus.Running) || row.Status == nameof(PathwayStatus.Suspended)))
            .Join(context.Documents, row => row.Id, document => document.PathwayId, (row, document) => new { row.Id, row.Runtime, row.State, document.Body })
            .AsAsyncEnumerable();
        await foreach (var row in stored.WithCancellation(cancellationToken))
        {
            var state = JsonSerializer.Deserialize(row.State, EngineJson.Stored.PathwayState) ?? throw new JsonException("A pathway without state.");
            yield return (row.Id, row.Runtime, state with { Document = PathwayDocument.FromJson(row.Body) });
        }
    }

    private static bool MayMove(Roster roster, int by, PathwayState state, DateTimeOffset now)
    {
        var unit = roster.UnitOf(state.SubjectId)!;
        return (roster.RightsOver(by, state.SubjectId, roster.CalendarOf(unit.Id).LocalDate(now)) & Rights.Administer) != 0;
    }

    private static MigrationRouteRow Route(Guid batch, Guid pathway, PathwayState state, int unitId, Decision decision)
    {
        var preview = RoutePreview.Of(state, decision);
        var refusal = (decision as Decision.Refused)?.Why;
        return new MigrationRouteRow
        {
            BatchId = batch,
            PathwayId = pathway,
            SubjectId = state.SubjectId,
            OrgUnitId = unitId,
            Status = refusal is null ? nameof(RouteStatus.Ready) : nameof(RouteStatus.Blocked),
            Code = refusal?.Code,
            Sentence = refusal?.Sentence,
            StageBefore = preview.StageBefore,
            StageAfter = preview.StageAfter,
            DueBefore = preview.DueBefore,
            DueAfter = preview.DueAfter,
            PeopleBefore = Join(preview.PeopleBefore),
            PeopleAfter = Join(preview.PeopleAfter),
        };
    }

    private static MigrationRoute Route(MigrationRouteRow row) => new(
        row.PathwayId, row.SubjectId, row.OrgUnitId, Enum.Parse<RouteStatus>(row.Status), row.Code, row.Sentence,
        new RoutePreview(row.StageBefore, row.StageAfter, row.DueBefore, row.DueAfter, Split(row.PeopleBefore), Split(row.PeopleAfter)));

    private static string Join(ImmutableArray<int> people) => string.Join(',', people.Select(person => person.ToString(CultureInfo.InvariantCulture)));

    private static ImmutableArray<int> Split(string people) =>
        [.. people.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(person => int.Parse(person, CultureInfo.InvariantCulture))];
}
