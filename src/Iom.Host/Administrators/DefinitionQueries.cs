using Iom.Workflows.Definitions;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Administrators;

/// <summary>Published definitions, to read.</summary>
public sealed class DefinitionQueries(IDbContextFactory<IomDbContext> contexts, IPlanSource plans)
{
    /// <summary>One version.</summary>
    public sealed record Version(
        int Number, string Hash, DateTimeOffset PublishedAt, int Running, DateOnly? InForceFrom = null, int? PublishedBy = null, string? OrderNumber = null, DateOnly? OrderDate = null, string? Note = null);

    public ValueTask<IReadOnlyList<ProcessPlan>> ListAsync(CancellationToken cancellationToken) => plans.CurrentAsync(cancellationToken);

    public async Task<ProcessPlan?> FindAsync(string key, CancellationToken cancellationToken) =>
        (await plans.CurrentAsync(cancellationToken)).FirstOrDefault(plan => plan.Key == key);

    public async Task<IReadOnlyList<Version>> VersionsAsync(string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Definitions.AsNoTracking().Where(row => row.Key == key).OrderByDescending(row => row.Version)
            .Select(row => new { row.Version, row.Hash, row.PublishedAt, row.InForceFrom, row.PublishedBy, row.OrderNumber, row.OrderDate, row.Note, Running = context.Pathways.Count(pathway => pathway.DefinitionKey == key && pathway.DefinitionVersion == row.Version && pathway.Status == "Running") })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new Version(
            row.Version, row.Hash, row.PublishedAt, row.Running, row.InForceFrom, row.PublishedBy, row.OrderNumber, row.OrderDate, row.Note));
    }
}
