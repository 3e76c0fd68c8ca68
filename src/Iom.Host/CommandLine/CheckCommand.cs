using Iom.Host.Resources;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.CommandLine;

/// <summary>
/// <c>check</c>: reads every pathway and compares what is stored with what its history makes. For use after a restore: it changes nothing
/// and may run beside working hosts.
/// </summary>
internal static class CheckCommand
{
    private const int MostShown = 100;

    /// <returns>0: all is as the histories tell; 1: something is not.</returns>
    public static async Task<int> RunAsync(WebApplication app, string[] args, CancellationToken cancellationToken)
    {
        List<Guid> pathways;
        await using (var context = await app.Services.GetRequiredService<IDbContextFactory<IomDbContext>>().CreateDbContextAsync(cancellationToken))
        {
            pathways = await context.Pathways.AsNoTracking().OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellationToken);
        }

        var replay = app.Services.GetRequiredService<HistoryReplay>();
        var faulty = 0;
        foreach (var pathway in pathways)
        {
            var faults = await replay.CheckAsync(pathway, cancellationToken);
            faulty += faults.Count > 0 ? 1 : 0;
            if (faulty <= MostShown)
            {
                foreach (var fault in faults)
                {
                    await Console.Error.WriteLineAsync($"{pathway}: {fault}");
                }
            }
        }

        await Console.Out.WriteLineAsync(faulty == 0
            ? Texts.Of("check_clean", pathways.Count)
            : Texts.Of("check_faulty", pathways.Count, faulty));
        return faulty == 0 ? ExitCodes.Done : 1;
    }
}
