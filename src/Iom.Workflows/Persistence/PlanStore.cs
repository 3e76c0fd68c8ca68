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
public sealed class PlanStore(IDbContextFactory<IomDbContext> contexts, TimeProvider time) : IPlanSource
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
        var keys = await context.Definitions.AsNoTracking()
            .GroupBy(definition => definition.Key)
            .Select(group => new { Key = group.Key, Version = group.Max(definition => definition.Version) })
            .ToListAsync(cancellationToken);
        var plans = new List<ProcessPlan>();
        foreach (var key in keys.OrderBy(key => key.Key, StringComparer.Ordinal))
        {
            plans.Add((await FindAsync(key.Key, key.Version, cancellationToken))!);
        }

        newest = new Newest(plans, time.GetTimestamp());
        return plans;
    }

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
