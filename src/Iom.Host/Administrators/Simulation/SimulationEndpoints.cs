using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Simulation;
using Microsoft.AspNetCore.Mvc;

namespace Iom.Host.Administrators.Simulation;

/// <summary>Simulations over the API, and what the forms of the pages begin.</summary>
public static class SimulationEndpoints
{
    private const int MostText = 400_000;

    public static void AddSimulation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<KeptTexts>();
        builder.Services.AddScoped<SimulatedPlans>();
        builder.Services.AddSingleton<SimulationJobs>();
        builder.Services.AddScoped<SimulationAccess>();
        builder.Services.AddScoped<YearStart>();
    }

    public static void MapSimulation(this WebApplication app)
    {
        app.MapPost("/api/v1/definitions/{key}/simulate", SimulateAsync).RequireAuthorization(Accounts.ApiPolicy).WithTags("definitions")
            .WithSummary("Прожить положение заранее: маршрут одного педагога или год целой организации, без записи куда-либо");
        var pages = app.MapGroup("/definitions/{key}/simulate").ExcludeFromDescription();
        pages.MapPost("/text", KeepTextAsync);
        pages.MapPost("/year/begin", async (string key, HttpContext http, YearStart start, [FromForm] YearForm form) => await start.BeginAsync(key, form, http.RequestAborted));
        pages.MapPost("/year/{id:guid}/cancel", Cancel);
    }

    private static async Task<IResult> SimulateAsync(
        string key, SimulationRequest request, SimulationAccess access, SimulatedPlans plans, CancellationToken cancellationToken)
    {
        if (!await access.MayAsync(cancellationToken))
        {
            return Missing("definition_unknown");
        }

        var (plan, fault) = await PlanAsync(key, request, access, plans, cancellationToken);
        if (plan is null)
        {
            return fault!;
        }

        var startOn = request.StartOn ?? await access.UsualStartAsync(cancellationToken);
        var (script, why) = ScriptRequest.Read(request.Script, plan);
        if (why is not null || ScriptRequest.StartFault(startOn) is { } unusable && (why = unusable) is not null)
        {
            return Problems.From(why);
        }

        var roster = await access.RosterAsync(cancellationToken);
        var words = new RouteWords(roster);
        switch (request)
        {
            case { EducatorId: { } educator, Unit: null }:
                if (!await access.MayAsync(educator, cancellationToken))
                {
                    return Missing("educator_unknown");
                }

                var table = RouteSimulation.Run(plan, roster, educator, startOn, script!, cancellationToken);
                return table.End.Why is { } refusal && table.Rows.IsEmpty ? Problems.From(refusal) : Results.Ok(RouteView.Of(table, words));
            case { EducatorId: null, Unit: { } code }:
                if ((await access.UnitsAsync(cancellationToken)).FirstOrDefault(unit => unit.Code == code) is not { } unit)
                {
                    return Missing("unit_unknown");
                }

                var educators = YearSimulation.Educators(plan, roster, unit.Id, startOn);
                var load = await Task.Run(() => YearSimulation.Run(plan, roster, educators, startOn, script!, null, cancellationToken), cancellationToken);
                return Results.Ok(YearView.Of(load, plan.Key, plan.Version, unit.Code, startOn, words));
            default:
                return Problems.From(HostRefusals.Of("simulation_whom", RefusalKind.Invalid));
        }
    }

    private static async Task<(ProcessPlan? Plan, IResult? Fault)> PlanAsync(
        string key, SimulationRequest request, SimulationAccess access, SimulatedPlans plans, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Yaml))
        {
            return await plans.FindAsync(key, request.Version, access.Me, cancellationToken) is { } published ? (published, null) : (null, Missing("definition_unknown"));
        }

        var reading = await plans.ReadAsync(request.Yaml, cancellationToken);
        var refusal = HostRefusals.Of("definition_faulty", RefusalKind.Invalid) with
        {
            Fields = [.. reading.Faults.Select(fault => new Workflows.Documents.FieldFault($"yaml:{fault.Line}:{fault.Column}", fault.Code, fault.Sentence))],
        };
        return (reading.Plan, reading.Plan is null ? Problems.From(refusal) : null);
    }

    private static async Task<IResult> KeepTextAsync(
        string key, HttpContext http, [FromForm] string? yaml, [FromForm] string? back, SimulationAccess access, KeptTexts texts)
    {
        if (!await access.MayAsync(http.RequestAborted) || string.IsNullOrWhiteSpace(yaml) || yaml.Length > MostText)
        {
            return Results.LocalRedirect($"/definitions/{Uri.EscapeDataString(key)}/simulate");
        }

        var page = back == "year" ? "/year" : string.Empty;
        return Results.LocalRedirect($"/definitions/{Uri.EscapeDataString(key)}/simulate{page}?of={texts.Keep(access.Me, yaml)}");
    }

    private static IResult Cancel(string key, Guid id, SimulationJobs jobs, CurrentPerson me, [FromForm] string? sure)
    {
        if (sure is not null)
        {
            jobs.Find(id, me.Id)?.Cancel();
        }

        return Results.LocalRedirect($"/definitions/{Uri.EscapeDataString(key)}/simulate/year/{id}");
    }

    private static IResult Missing(string code) => Problems.From(HostRefusals.Of(code, RefusalKind.NotFound));
}
