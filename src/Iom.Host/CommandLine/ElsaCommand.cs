#if WITH_ELSA
using Iom.Host.Resources;
using Iom.Workflows.Definitions;
using Iom.Workflows.Elsa.Export;
using Iom.Workflows.Execution;

namespace Iom.Host.CommandLine;

/// <summary><c>export &lt;key&gt; --elsa --to folder</c>: the newest published version as Elsa's workflow definition.</summary>
internal static class ElsaCommand
{
    public static async Task<int> ExportAsync(WebApplication app, string key, string folder, CancellationToken cancellationToken)
    {
        var published = await app.Services.GetRequiredService<IPlanSource>().CurrentAsync(cancellationToken);
        if (published.FirstOrDefault(plan => plan.Key == key) is not { } plan)
        {
            await Console.Error.WriteLineAsync(Texts.Of("cli_no_version", key));
            return 2;
        }

        var limits = RuntimeLimits.Of(plan, RuntimeNames.Elsa).ToList();
        foreach (var limit in limits)
        {
            await Console.Error.WriteLineAsync(limit.ToString());
        }

        if (limits.Count > 0)
        {
            return 1;
        }

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{key}.elsa.json");
        await File.WriteAllTextAsync(path, ElsaExport.Write(plan), cancellationToken);
        await Console.Out.WriteLineAsync(path);
        return ExitCodes.Done;
    }
}
#endif
