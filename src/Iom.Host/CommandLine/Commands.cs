using Iom.Host.Demo;

namespace Iom.Host.CommandLine;

/// <summary>
/// What the program does besides serving: <c>verify</c>, <c>simulate</c>, <c>import</c>, <c>export</c>, <c>diff</c>, <c>seed</c>, <c>check</c>
/// and <c>move-runtime</c>.
/// </summary>
public static class Commands
{
    /// <returns>Null when the words name no command: the program serves.</returns>
    public static Func<WebApplication, string[], CancellationToken, Task<int>>? Find(string[] args) => args.FirstOrDefault() switch
    {
        "verify" => VerifyCommand.RunAsync,
        "seed" => SeedAsync,
        "check" => CheckCommand.RunAsync,
        "simulate" => SimulateCommand.RunAsync,
        "import" => DefinitionCommands.ImportAsync,
        "export" => DefinitionCommands.ExportAsync,
        "diff" => DefinitionCommands.DiffAsync,
        "move-runtime" => MoveRuntimeCommand.RunAsync,
        _ => null,
    };

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
