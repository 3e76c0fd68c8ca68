using Iom.Host.Demo;
using Iom.Workflows.Definitions;

namespace Iom.Host.CommandLine;

/// <summary>
/// What the program does besides serving: <c>verify</c>, <c>simulate</c>, <c>import</c>, <c>export</c>, <c>diff</c>, <c>seed</c> and <c>check</c>.
/// </summary>
public static class Commands
{
    /// <returns>Null when the words name no command: the program serves.</returns>
    public static Func<WebApplication, string[], CancellationToken, Task<int>>? Find(string[] args) => args.FirstOrDefault() switch
    {
        "verify" => VerifyAsync,
        "seed" => SeedAsync,
        "check" => CheckCommand.RunAsync,
        "simulate" => SimulateCommand.RunAsync,
        "import" => DefinitionCommands.ImportAsync,
        "export" => DefinitionCommands.ExportAsync,
        "diff" => DefinitionCommands.DiffAsync,
        _ => null,
    };

    /// <summary>Checks a file or a folder of definitions; the exit code is 1 when anything is wrong.</summary>
    private static async Task<int> VerifyAsync(WebApplication app, string[] args, CancellationToken cancellationToken)
    {
        var path = args.ElementAtOrDefault(1) ?? app.Services.GetRequiredService<IomOptions>().Definitions;
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            await Console.Error.WriteLineAsync($"Нет такого файла или папки: {path}");
            return 2;
        }

        var files = Directory.Exists(path) ? DefinitionFolder.Read(path) : [DefinitionFolder.ReadFile(path)];
        var set = DefinitionLoader.Load(files);
        foreach (var fault in set.Faults)
        {
            await Console.Error.WriteLineAsync(fault.ToString());
        }

        foreach (var plan in set.Plans)
        {
            await Console.Out.WriteLineAsync($"{plan.Key}@{plan.Version}: {plan.Title}");
        }

        return set.Faults.Count == 0 ? 0 : 1;
    }

    /// <summary>Makes the demo town and stops.</summary>
    private static async Task<int> SeedAsync(WebApplication app, string[] args, CancellationToken cancellationToken)
    {
        var options = app.Services.GetRequiredService<IomOptions>();
        if (!options.IsDemo)
        {
            await Console.Error.WriteLineAsync("Учебный город создаётся только в режиме demo.");
            return 2;
        }

        await app.Services.MigrateAsync(cancellationToken);
        await app.Services.PublishShippedAsync(options, app.Logger, cancellationToken);
        var made = await app.Services.GetRequiredService<DemoTown>().EnsureAsync(cancellationToken);
        await Console.Out.WriteLineAsync(made ? "Учебный город создан." : "Учебный город уже есть.");
        return 0;
    }
}
