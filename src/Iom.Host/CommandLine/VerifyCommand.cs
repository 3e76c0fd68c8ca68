using System.Diagnostics;
using System.Text.Json;
using Iom.Host.Administrators;
using Iom.Host.Demo;
using Iom.Host.Http;
using Iom.Host.Resources;
using Iom.Workflows.Authoring;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Iom.Workflows.Verification;

namespace Iom.Host.CommandLine;

/// <summary>
/// <c>verify [path] [--town demo|database] [--json]</c>: checks a file or a folder of definitions. Without a town only the definitions
/// themselves are verified, with one also its people and calendars.
/// </summary>
internal static class VerifyCommand
{
    private const int WrongUse = 2;
    private static readonly JsonSerializerOptions Readable = Indented();

    /// <summary>A definition and what was found about it.</summary>
    private sealed record Verified(string Key, int Version, string Title, int States, long Milliseconds, IReadOnlyList<FindingLine> Findings);

    /// <returns>0: nothing is wrong; 1: something is; 2: the command was not understood.</returns>
    public static async Task<int> RunAsync(WebApplication app, string[] args, CancellationToken cancellationToken)
    {
        var path = Positional(args).FirstOrDefault() ?? app.Services.GetRequiredService<IomOptions>().Definitions;
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            await Console.Error.WriteLineAsync(Texts.Of("verify_no_path", path));
            return WrongUse;
        }

        var calendars = app.Services.GetRequiredService<CalendarLibrary>();
        var today = DateOnly.FromDateTime(app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        if (await TownAsync(app, args, calendars, today, cancellationToken) is not { } verify)
        {
            await Console.Error.WriteLineAsync(Texts.Of("verify_no_town"));
            return WrongUse;
        }

        var files = Directory.Exists(path) ? DefinitionFolder.Read(path) : [DefinitionFolder.ReadFile(path)];
        var set = DefinitionLoader.Load(files);
        var verified = new List<Verified>();
        foreach (var plan in set.Plans)
        {
            var watch = Stopwatch.StartNew();
            var report = verify(plan);
            verified.Add(new Verified(plan.Key, plan.Version, plan.Title, report.States, watch.ElapsedMilliseconds, [.. report.Findings.Select(FindingLine.Of)]));
        }

        var ok = set.Faults.Count == 0 && verified.TrueForAll(one => one.Findings.All(finding => finding.Severity != Severity.Error));
        if (args.Contains("--json"))
        {
            await WriteJsonAsync(ok, set.Faults, verified);
        }
        else
        {
            await WriteLinesAsync(set.Faults, verified);
        }

        return ok ? ExitCodes.Done : 1;
    }

    private static IEnumerable<string> Positional(string[] args) =>
        args.Skip(1).Where((word, i) => !word.StartsWith("--", StringComparison.Ordinal) && args[i] != "--town");

    /// <returns>Null: there is no such town.</returns>
    private static async Task<Func<ProcessPlan, VerificationReport>?> TownAsync(
        WebApplication app, string[] args, CalendarLibrary calendars, DateOnly today, CancellationToken cancellationToken)
    {
        var at = Array.IndexOf(args, "--town");
        if (at < 0)
        {
            return plan => Verifier.Verify(plan, calendars, today, cancellationToken);
        }

        var roster = args.ElementAtOrDefault(at + 1) switch
        {
            "demo" => new Roster(DemoDirectory.Make(today), calendars),
            "database" => await app.Services.GetRequiredService<IRosterSource>().CurrentAsync(cancellationToken),
            _ => null,
        };
        return roster is null ? null : plan => Verifier.Verify(plan, roster, today, cancellationToken);
    }

    private static async Task WriteLinesAsync(IReadOnlyList<SourceFault> faults, List<Verified> verified)
    {
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync(fault.ToString());
        }

        foreach (var one in verified)
        {
            await Console.Out.WriteLineAsync($"{one.Key}@{one.Version}: {one.Title}");
            foreach (var finding in one.Findings)
            {
                var severity = Texts.Of("severity_" + JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Severity.ToString()));
                await Console.Error.WriteLineAsync($"{finding.File}:{finding.Line}:{finding.Column}: {severity}: {finding.Sentence} [{finding.Code}]");
                if (!finding.Witness.IsEmpty)
                {
                    await Console.Error.WriteLineAsync("    " + string.Join(" → ", finding.Witness));
                }
            }
        }
    }

    private static async Task WriteJsonAsync(bool ok, IReadOnlyList<SourceFault> faults, List<Verified> verified)
    {
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { ok, faults, definitions = verified }, Readable));
    }

    private static JsonSerializerOptions Indented()
    {
        var options = new JsonSerializerOptions { WriteIndented = true };
        ApiJson.Configure(options);
        return options;
    }
}
