using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Persistence;

/// <summary>Published definitions. What was published is kept with its texts and never changes, whatever happens to the files.</summary>
public sealed class PlanStore(IDbContextFactory<IomDbContext> contexts, IRosterSource rosters, TimeProvider time) : IPlanSource
{
    private const int Attempts = 5;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Key, int Version), ProcessPlan> loaded = new();
    private volatile Newest? newest;

    public async ValueTask<ProcessPlan?> FindAsync(string key, int version, CancellationToken cancellationToken)
    {
        if (loaded.TryGetValue((key, version), out var plan))
        {
            return plan;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Definitions.AsNoTracking()
            .FirstOrDefaultAsync(definition => definition.Key == key && definition.Version == version, cancellationToken);
        return row is null ? null : loaded.GetOrAdd((key, version), Resolve(row));
    }

    public async ValueTask<IReadOnlyList<ProcessPlan>> CurrentAsync(CancellationToken cancellationToken)
    {
        if (newest is { } known && time.GetElapsedTime(known.ReadAt) < Freshness)
        {
            return known.Plans;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var published = await context.Definitions.AsNoTracking()
            .Select(row => new { row.Key, row.Version, row.InForceFrom }).ToListAsync(cancellationToken);
        var plans = new List<ProcessPlan>();
        foreach (var versions in published.GroupBy(row => row.Key).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            foreach (var row in versions.OrderByDescending(row => row.Version))
            {
                var plan = (await FindAsync(row.Key, row.Version, cancellationToken))!;
                if (row.InForceFrom is not { } from || from <= await TodayAsync(plan.Scope, cancellationToken))
                {
                    plans.Add(plan);
                    break;
                }
            }
        }

        newest = new Newest(plans, time.GetTimestamp());
        return plans;
    }

    /// <summary>The day by which what is in force is judged: that of the top unit over a scope.</summary>
    /// <param name="scope">Code of an org unit; null or unknown: the first unit of the top level.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<DateOnly> TodayAsync(string? scope, CancellationToken cancellationToken)
    {
        var roster = await rosters.CurrentAsync(cancellationToken);
        var unit = (scope is null ? null : roster.UnitByCode(scope)) ?? roster.Units.Where(unit => unit.ParentId is null).MinBy(unit => unit.Id);
        return unit is null
            ? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)
            : roster.CalendarOf(roster.UnitAndAbove(unit.Id)[^1]).LocalDate(time.GetUtcNow());
    }

    /// <summary>All published versions of a definition without their texts, the newest first.</summary>
    public async Task<IReadOnlyList<PublishedVersion>> VersionsAsync(string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Definitions.AsNoTracking().Where(row => row.Key == key).OrderByDescending(row => row.Version)
            .Select(row => new PublishedVersion(
                row.Key, row.Version, row.Hash, row.PublishedAt, row.PublishedBy, row.InForceFrom, row.OrderNumber, row.OrderDate, row.Note))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The texts a version was resolved from, its own first, each named after its key; empty: never published.</summary>
    public async Task<IReadOnlyList<SourceFile>> SourcesAsync(string key, int version, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, version, cancellationToken) is not { } plan)
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await context.Definitions.AsNoTracking().Where(row => row.Key == key && row.Version == version)
            .Select(row => row.Sources).SingleAsync(cancellationToken);
        var files = JsonSerializer.Deserialize(stored, EngineJson.Stored.SourceFiles) ?? [];
        ImmutableArray<string> keys = [plan.Key, .. plan.Extends];
        return [.. plan.Files.Select((name, at) => new SourceFile($"{keys[at]}.yaml", files.First(file => file.Name == name).Text))];
    }

    /// <summary>What would stand above a text on a day: the version in force of what it extends, as that one was adopted.</summary>
    public async Task<IReadOnlyList<SourceFile>> AboveAsync(DefinitionHead? head, DateOnly day, CancellationToken cancellationToken)
    {
        if (head?.Extends is not { } above)
        {
            return [];
        }

        var version = (await VersionsAsync(above, cancellationToken)).FirstOrDefault(one => one.InForceFrom is null || one.InForceFrom <= day);
        return version is null ? [] : await SourcesAsync(above, version.Version, cancellationToken);
    }

    /// <summary>This host published something itself.</summary>
    public void Forget() => newest = null;

    /// <summary>Publishes every plan of a set of files that is new; one that was published before and reads otherwise now is refused.</summary>
    /// <returns>What was published, and what is wrong.</returns>
    public async Task<Publication> PublishAsync(IReadOnlyList<SourceFile> files, CancellationToken cancellationToken)
    {
        var set = DefinitionLoader.Load(files);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await PublishAsync(set, files, cancellationToken);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Another host, started at the same instant, published the same first; now its rows are there to compare with.
            }
        }
    }

    private async Task<Publication> PublishAsync(DefinitionSet set, IReadOnlyList<SourceFile> files, CancellationToken cancellationToken)
    {
        var found = new List<SourceFault>(set.Faults);
        var published = new List<ProcessPlan>();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var plan in set.Plans)
        {
            var before = await context.Definitions.AsNoTracking()
                .FirstOrDefaultAsync(definition => definition.Key == plan.Key && definition.Version == plan.Version, cancellationToken);
            if (before is null)
            {
                var sources = files.Where(file => plan.Files.Contains(file.Name)).ToArray();
                context.Add(new DefinitionRow
                {
                    Key = plan.Key,
                    Version = plan.Version,
                    Hash = plan.Hash,
                    Sources = JsonSerializer.Serialize(sources, EngineJson.Stored.SourceFiles),
                    PublishedAt = time.GetUtcNow(),
                });
                published.Add(plan);
            }
            else if (before.Hash != plan.Hash)
            {
                found.Add(new SourceFault(
                    plan.Files[0],
                    0,
                    0,
                    "published_changed",
                    $"Положение «{plan.Title}» версии {plan.Version} уже опубликовано, а файл с тех пор изменился. Поднимите номер версии: начатые маршруты дойдут по прежней."));
            }
        }

        await context.SaveChangesAsync(cancellationToken);
        newest = null;
        return new Publication([.. published], [.. found]);
    }

    private static ProcessPlan Resolve(DefinitionRow row)
    {
        var sources = JsonSerializer.Deserialize(row.Sources, EngineJson.Stored.SourceFiles) ?? [];
        return DefinitionLoader.Load(sources).Plans.FirstOrDefault(plan => plan.Key == row.Key && plan.Version == row.Version)
            ?? throw new InvalidDataException($"The stored texts of {row.Key}@{row.Version} no longer make a plan.");
    }

    private sealed record Newest(IReadOnlyList<ProcessPlan> Plans, long ReadAt);
}

/// <summary>What became of a publication.</summary>
public sealed record Publication(ImmutableArray<ProcessPlan> Published, ImmutableArray<SourceFault> Faults);
