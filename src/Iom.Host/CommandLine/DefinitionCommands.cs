using System.Globalization;
using Iom.Host.Resources;
using Iom.Workflows.Definitions;
using Iom.Workflows.Definitions.Bpmn;
using Iom.Workflows.Definitions.Layers;
using Iom.Workflows.Persistence;

namespace Iom.Host.CommandLine;

/// <summary>
/// <c>import</c>, <c>export</c> and <c>diff</c>: files and the database are brought in step only when somebody asks, and neither is ever
/// written over silently.
/// </summary>
internal static class DefinitionCommands
{
    private const int WrongWords = 2;

    /// <summary><c>import [folder] [--as-drafts]</c>.</summary>
    /// <returns>0: done; 1: something differs or is faulty and nothing was published; 2: wrong words.</returns>
    public static async Task<int> ImportAsync(WebApplication app, string[] args, CancellationToken cancellationToken)
    {
        var folder = args.Skip(1).FirstOrDefault(word => !word.StartsWith("--", StringComparison.Ordinal)) ?? app.Services.GetRequiredService<IomOptions>().Definitions;
        if (!Directory.Exists(folder))
        {
            return await WrongAsync(Texts.Of("cli_no_folder", folder));
        }

        await app.Services.MigrateAsync(cancellationToken);
        var files = DefinitionFolder.Read(folder);
        var import = app.Services.GetRequiredService<ImportDefinitions>();
        var comparison = await import.CompareAsync(files, cancellationToken);
        foreach (var fault in comparison.Faults)
        {
            await Console.Error.WriteLineAsync(fault.ToString());
        }

        if (args.Contains("--as-drafts"))
        {
            var drafts = await import.AsDraftsAsync(comparison.Lines, personId: 0, cancellationToken);
            foreach (var (line, begun) in drafts)
            {
                await Console.Out.WriteLineAsync(Texts.Of(begun ? "cli_draft" : "cli_draft_there", line.Plan.Key, line.File.Name));
            }

            return comparison.Faults.IsEmpty && drafts.All(one => one.Begun) ? ExitCodes.Done : 1;
        }

        foreach (var line in comparison.Lines.Where(line => line.Fate == ImportDefinitions.Fate.Differs))
        {
            await Console.Error.WriteLineAsync(Texts.Of("cli_differs", line.File.Name, line.Plan.Key, line.Plan.Version));
        }

        if (!comparison.IsClear)
        {
            await Console.Error.WriteLineAsync(Texts.Of("cli_import_refused"));
            return 1;
        }

        var published = await import.PublishAsync(files, cancellationToken);
        foreach (var plan in published)
        {
            await Console.Out.WriteLineAsync(Texts.Of("cli_published", plan.Key, plan.Version));
        }

        await Console.Out.WriteLineAsync(Texts.Of("cli_imported", published.Length, comparison.Lines.Length - published.Length));
        return ExitCodes.Done;
    }

    /// <summary><c>export &lt;key&gt; [--version n | --all | --elsa] [--bpmn] --to folder</c>.</summary>
    public static async Task<int> ExportAsync(WebApplication app, string[] args, CancellationToken cancellationToken)
    {
        if (args.ElementAtOrDefault(1) is not { } key || Value(args, "--to") is not { } folder)
        {
            return await WrongAsync(Texts.Of("cli_export_usage"));
        }

        if (args.Contains("--elsa"))
        {
#if WITH_ELSA
            return await ElsaCommand.ExportAsync(app, key, folder, cancellationToken);
#else
            return await WrongAsync(Texts.Of("cli_no_elsa"));
#endif
        }

        var plans = app.Services.GetRequiredService<PlanStore>();
        var versions = await plans.VersionsAsync(key, cancellationToken);
        var wanted = args.Contains("--all") ? versions
            : [.. versions.Where(version => version.Version == (int.TryParse(Value(args, "--version"), CultureInfo.InvariantCulture, out var number) ? number : versions[0].Version))];
        if (wanted.Count == 0)
        {
            return await WrongAsync(Texts.Of("cli_no_version", key));
        }

        Directory.CreateDirectory(folder);
        var refused = 0;
        foreach (var version in wanted)
        {
            var (kind, text) = args.Contains("--bpmn")
                ? ("bpmn", BpmnExport.Write((await plans.FindAsync(key, version.Version, cancellationToken))!))
                : ("yaml", (await plans.SourcesAsync(key, version.Version, cancellationToken))[0].Text);
            var name = args.Contains("--all") ? string.Create(CultureInfo.InvariantCulture, $"{key}-v{version.Version}") : key;
            var path = Path.Combine(folder, $"{name}.{kind}");
            if (File.Exists(path) && await File.ReadAllTextAsync(path, cancellationToken) != text)
            {
                refused++;
                await Console.Error.WriteLineAsync(Texts.Of("cli_file_differs", path));
                continue;
            }

            await File.WriteAllTextAsync(path, text, cancellationToken);
            await Console.Out.WriteLineAsync(path);
        }

        return refused == 0 ? ExitCodes.Done : 1;
    }

    /// <summary><c>diff &lt;key&gt; &lt;version&gt; &lt;version&gt;</c> or <c>diff file file</c>.</summary>
    public static async Task<int> DiffAsync(WebApplication app, string[] args, CancellationToken cancellationToken)
    {
        var (before, after) = args.Length == 3
            ? (FromFile(args[1]), FromFile(args[2]))
            : (await FromDatabaseAsync(app, args, 2, cancellationToken), await FromDatabaseAsync(app, args, 3, cancellationToken));
        if (before is null || after is null)
        {
            return await WrongAsync(Texts.Of("cli_diff_usage"));
        }

        var changes = PlanDiff.Between(before, after);
        foreach (var change in changes)
        {
            await Console.Out.WriteLineAsync(change.Sentence);
        }

        await Console.Out.WriteLineAsync(changes.IsEmpty ? Texts.Of("cli_diff_none") : Texts.Of("cli_diff_count", changes.Length));
        return ExitCodes.Done;
    }

    /// <summary>A file over what lies beside it.</summary>
    private static ResolvedDefinition? FromFile(string path)
    {
        if (!File.Exists(path) || DefinitionHead.Read(DefinitionFolder.ReadFile(path).Text) is not { } head)
        {
            return null;
        }

        var own = DefinitionFolder.ReadFile(path);
        var beside = DefinitionFolder.Read(Path.GetDirectoryName(Path.GetFullPath(path))!)
            .Where(file => file.Name != own.Name && DefinitionHead.Read(file.Text)?.Key != head.Key);
        return ResolvedDefinition.Of([own, .. beside], head.Key);
    }

    private static async Task<ResolvedDefinition?> FromDatabaseAsync(WebApplication app, string[] args, int at, CancellationToken cancellationToken) =>
        args.Length == 4 && int.TryParse(args[at], CultureInfo.InvariantCulture, out var version)
            ? ResolvedDefinition.Of(await app.Services.GetRequiredService<PlanStore>().SourcesAsync(args[1], version, cancellationToken), args[1])
            : null;

    internal static string? Value(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at ? args.ElementAtOrDefault(at + 1) : null;

    private static async Task<int> WrongAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return WrongWords;
    }
}
