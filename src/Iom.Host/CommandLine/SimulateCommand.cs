using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Iom.Host.Administrators.Simulation;
using Iom.Host.Demo;
using Iom.Host.Http;
using Iom.Host.Resources;
using Iom.Workflows;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Iom.Workflows.Simulation;
using Microsoft.Data.Sqlite;

namespace Iom.Host.CommandLine;

/// <summary>
/// <c>simulate</c>: prints what a definition would make of one educator's route or of a unit's year. Needs no server: without a database
/// the people are those of the demo town, in memory. Changes nothing anywhere.
/// </summary>
internal static class SimulateCommand
{
    private const int WrongWords = 2;

    private static readonly JsonSerializerOptions Indented = MakeIndented();

    /// <returns>0: done; 1: the text has faults or the engine says no; 2: the words make no sense.</returns>
    public static async Task<int> RunAsync(WebApplication app, string[] args, CancellationToken cancellationToken)
    {
        if (SimulateOptions.Read(args[1..]) is not { } options)
        {
            return await FailAsync(WrongWords, Texts.Of("sim_usage"));
        }

        var settings = app.Services.GetRequiredService<IomOptions>();
        var today = DateOnly.FromDateTime(app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var stored = await StoredAsync(app, settings, cancellationToken);
        var roster = stored ?? new Roster(DemoDirectory.Make(today), app.Services.GetRequiredService<CalendarLibrary>());
        var reading = await PlanAsync(app, settings, options.What, stored is not null, cancellationToken);
        if (reading.Plan is not { } plan)
        {
            return await FailAsync(1, reading.Faults.Count == 0 ? [Texts.Of("sim_no_definition", options.What)] : [.. reading.Faults.Select(fault => fault.ToString())]);
        }

        var (script, why) = ScriptRequest.Read(new ScriptRequest(options.Answer, options.Outcomes), plan);
        why ??= options.Start is { } day ? ScriptRequest.StartFault(day) : null;
        if (why is not null)
        {
            return await FailAsync(WrongWords, [$"{why.Sentence} {string.Join(", ", why.Fields.Select(field => field.Field))}", Texts.Of("sim_choices"), SimulationPrint.Choices(plan)]);
        }

        if (!options.Json)
        {
            await Console.Out.WriteLineAsync(Texts.Of(stored is null ? "sim_people_demo" : "sim_people_stored"));
        }

        return options.Unit is null
            ? await RouteAsync(plan, roster, options, script!, today, cancellationToken)
            : await YearAsync(plan, roster, options, script!, today, cancellationToken);
    }

    private static async Task<int> RouteAsync(
        ProcessPlan plan, Roster roster, SimulateOptions options, SimulationScript script, DateOnly today, CancellationToken cancellationToken)
    {
        if (Educator(plan, roster, options, today) is not { } educator)
        {
            return await FailAsync(1, Texts.Of(options.Educator is null ? "sim_no_one" : "sim_no_educator", options.Educator));
        }

        var startOn = options.Start ?? SimulationAccess.UsualStart(roster, roster.UnitOf(educator)!.Id, today);
        var table = RouteSimulation.Run(plan, roster, educator, startOn, script, cancellationToken);
        var words = new RouteWords(roster);
        await Console.Out.WriteLineAsync(options.Json ? Json(RouteView.Of(table, words)) : SimulationPrint.Route(table, words));
        return table.End.Kind == WalkEndKind.Refused ? 1 : ExitCodes.Done;
    }

    private static async Task<int> YearAsync(
        ProcessPlan plan, Roster roster, SimulateOptions options, SimulationScript script, DateOnly today, CancellationToken cancellationToken)
    {
        if (roster.UnitByCode(options.Unit!) is not { } unit)
        {
            return await FailAsync(1, Texts.Of("sim_no_unit", options.Unit, string.Join(", ", roster.Units.OrderBy(known => known.Id).Select(known => known.Code))));
        }

        var startOn = options.Start ?? SimulationAccess.UsualStart(roster, unit.Id, today);
        var load = YearSimulation.Run(plan, roster, YearSimulation.Educators(plan, roster, unit.Id, startOn), startOn, script, null, cancellationToken);
        var words = new RouteWords(roster);
        await Console.Out.WriteLineAsync(
            options.Json ? Json(YearView.Of(load, plan.Key, plan.Version, unit.Code, startOn, words)) : SimulationPrint.Year(load, plan, unit, startOn, words));
        return ExitCodes.Done;
    }

    /// <summary>The directory of the database; null: there is no database, or nobody in it.</summary>
    private static async Task<Roster?> StoredAsync(WebApplication app, IomOptions settings, CancellationToken cancellationToken)
    {
        if (settings.Provider == DatabaseProvider.Sqlite && !File.Exists(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource))
        {
            return null;
        }

        try
        {
            var roster = await app.Services.GetRequiredService<IRosterSource>().CurrentAsync(cancellationToken);
            return roster.Educators.Any() ? roster : null;
        }
        catch (DbException)
        {
            return null;
        }
    }

    private static async Task<SimulatedPlans.Reading> PlanAsync(
        WebApplication app, IomOptions settings, string what, bool stored, CancellationToken cancellationToken)
    {
        if (File.Exists(what))
        {
            return SimulatedPlans.Read(DefinitionFolder.ReadFile(what), settings.Definitions);
        }

        var published = stored ? await app.Services.GetRequiredService<IPlanSource>().CurrentAsync(cancellationToken) : [];
        return new SimulatedPlans.Reading(
            published.FirstOrDefault(plan => plan.Key == what) ?? DefinitionLoader.Load(DefinitionFolder.Read(settings.Definitions)).Find(what), []);
    }

    private static int? Educator(ProcessPlan plan, Roster roster, SimulateOptions options, DateOnly today)
    {
        var all = (plan.Subject?.Who == SubjectKind.Person ? roster.People.Select(person => person.Id) : roster.Educators.Select(educator => educator.PersonId)).Order().ToList();
        if (options.Educator is not { } wanted)
        {
            return all.Where(id => PlanChoice.Fits(plan, roster, id, today)).OrderByDescending(id => PlanChoice.Admits(plan, roster, id, today)).ThenBy(id => roster.Educator(id)?.Leader).Select(id => (int?)id).FirstOrDefault();
        }

        return int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? all.Contains(number) ? number : null
            : all.Where(id => roster.Person(id)!.FullName.Contains(wanted, StringComparison.CurrentCultureIgnoreCase)).Select(id => (int?)id).FirstOrDefault();
    }

    private static string Json<T>(T view) => JsonSerializer.Serialize(view, Indented);

    private static JsonSerializerOptions MakeIndented()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true };
        ApiJson.Configure(json);
        return json;
    }

    private static async Task<int> FailAsync(int code, params string[] lines)
    {
        foreach (var line in lines)
        {
            await Console.Error.WriteLineAsync(line);
        }

        return code;
    }
}
