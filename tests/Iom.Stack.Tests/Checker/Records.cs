using Iom.Stack.Tests.Cluster;
using Iom.Workflows;
using Iom.Workflows.Calendars;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Iom.Stack.Tests.Checker;

/// <summary>Everything that a group of hosts has left in its database, read once they are at rest.</summary>
internal sealed record Records(
    IReadOnlyList<PathwayRow> Pathways,
    ILookup<Guid, HistoryRow> History,
    ILookup<Guid, WorkItemRow> Items,
    ILookup<(Guid Pathway, int Item), int> Assignees,
    ILookup<Guid, TimerRow> Timers,
    IReadOnlyList<OutboxRow> Outbox,
    IReadOnlyList<NoticeRow> Notices,
    IReadOnlyList<MailRow> Mails,
    IReadOnlySet<int> People,
    DateTimeOffset Now)
{
    public static async Task<(Records Records, List<string> Faults)> ReadAsync(HostGroup hosts, CancellationToken cancellationToken)
    {
        await using var library = Library(hosts.Database);
        await using var context = await library.GetRequiredService<IDbContextFactory<IomDbContext>>().CreateDbContextAsync(cancellationToken);
        var pathways = await context.Pathways.AsNoTracking().ToListAsync(cancellationToken);
        var replay = library.GetRequiredService<HistoryReplay>();
        var faults = new List<string>();
        foreach (var pathway in pathways)
        {
            faults.AddRange((await replay.CheckAsync(pathway.Id, cancellationToken)).Select(fault => $"{pathway.Id}: {fault}"));
        }

        var records = new Records(
            pathways,
            (await context.History.AsNoTracking().OrderBy(row => row.Revision).ToListAsync(cancellationToken)).ToLookup(row => row.PathwayId),
            (await context.WorkItems.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(row => row.PathwayId),
            (await context.Assignees.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(row => (row.PathwayId, row.Number), row => row.PersonId),
            (await context.Timers.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(row => row.PathwayId),
            await context.Outbox.AsNoTracking().Where(row => row.Id > hosts.LastOutboxRow).OrderBy(row => row.Id).ToListAsync(cancellationToken),
            await context.Notices.AsNoTracking().ToListAsync(cancellationToken),
            await context.Mails.AsNoTracking().ToListAsync(cancellationToken),
            (await library.GetRequiredService<IRosterSource>().CurrentAsync(cancellationToken)).People.Select(person => person.Id).ToHashSet(),
            await hosts.NowAsync(cancellationToken));
        return (records, faults);
    }

    /// <summary>The library on the database of the hosts, as they use it themselves.</summary>
    private static ServiceProvider Library(string database) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddIomWorkflows(DatabaseProvider.Postgres, database, CalendarLibrary.FromFolder(Path.Combine(AppContext.BaseDirectory, "definitions", "calendars")))
        .BuildServiceProvider();
}
