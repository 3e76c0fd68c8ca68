using Iom.Host.Resources;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.CommandLine;

/// <summary>
/// <c>move-runtime &lt;runtime&gt; --reason text [--definition key]</c>: another runtime carries the running pathways from here on. It may run
/// beside working hosts.
/// </summary>
internal static class MoveRuntimeCommand
{
    /// <returns>0: all that run are carried by it; 1: some stay where they were, and why was said; 2: wrong words.</returns>
    public static async Task<int> RunAsync(WebApplication app, string[] args, CancellationToken cancellationToken)
    {
        if (args.ElementAtOrDefault(1) is not { } runtime || DefinitionCommands.Value(args, "--reason") is not { } reason)
        {
            return await WrongAsync(Texts.Of("cli_move_usage"));
        }

        if (app.Services.GetServices<IPathwayRuntime>().All(each => each.Name != runtime))
        {
            return await WrongAsync(Texts.Of("cli_no_runtime", runtime));
        }

        var executor = app.Services.GetRequiredService<MigrationExecutor>();
        var (moved, refused) = (0, 0);
        foreach (var pathway in await ElsewhereAsync(app, runtime, DefinitionCommands.Value(args, "--definition"), cancellationToken))
        {
            var operation = new Operation($"runtime-{Guid.CreateVersion7(app.Services.GetRequiredService<TimeProvider>().GetUtcNow()):N}", runtime);
            if (await executor.HandAsync(pathway, runtime, reason, operation, cancellationToken) is ExecutionAnswer.Refused { Why: var why })
            {
                refused++;
                await Console.Error.WriteLineAsync($"{pathway}: {why.Sentence}");
            }
            else
            {
                moved++;
            }
        }

        await Console.Out.WriteLineAsync(Texts.Of("cli_moved", runtime, moved, refused));
        return refused == 0 ? ExitCodes.Done : 1;
    }

    private static async Task<List<Guid>> ElsewhereAsync(WebApplication app, string runtime, string? definition, CancellationToken cancellationToken)
    {
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<IomDbContext>>().CreateDbContextAsync(cancellationToken);
        return await context.Pathways.AsNoTracking()
            .Where(row => row.Runtime != runtime && (definition == null || row.DefinitionKey == definition)
                && (row.Status == nameof(PathwayStatus.Running) || row.Status == nameof(PathwayStatus.Suspended)))
            .OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellationToken);
    }

    private static async Task<int> WrongAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 2;
    }
}
