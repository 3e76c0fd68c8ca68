using Iom.Host.Http;
using Iom.Workflows.Engine;
using Iom.Workflows.Simulation;

namespace Iom.Host.Administrators.Simulation;

/// <summary>The form of the year page.</summary>
public sealed record YearForm(string? Of, string? Against, string? Unit, DateOnly? Start, string? Answer, int? AtLeast);

/// <summary>Begins a year from the form; what is wrong with the form leads back to it.</summary>
public sealed class YearStart(SimulationAccess access, SimulatedPlans plans, SimulationJobs jobs)
{
    /// <summary>Open items in a week from which somebody is named, when nobody says otherwise.</summary>
    public const int UsualAtLeast = 10;

    public async Task<IResult> BeginAsync(string key, YearForm form, CancellationToken cancellationToken)
    {
        var page = $"/definitions/{Uri.EscapeDataString(key)}/simulate/year";
        var plan = await plans.FindAsync(key, form.Of, access.Me, cancellationToken);
        var unit = (await access.UnitsAsync(cancellationToken)).FirstOrDefault(unit => unit.Code == form.Unit);
        if (plan is null || unit is null)
        {
            return Problems.From(HostRefusals.Of("not_found", RefusalKind.NotFound));
        }

        var startOn = form.Start ?? await access.UsualStartAsync(cancellationToken);
        var (script, why) = ScriptRequest.Read(new ScriptRequest(form.Answer, null), plan);
        why ??= ScriptRequest.StartFault(startOn);
        if (why is not null)
        {
            return Results.LocalRedirect($"{page}?fault={why.Code}");
        }

        var against = form.Against is null or "none" ? null : await plans.FindAsync(key, form.Against == "current" ? null : form.Against, access.Me, cancellationToken);
        var roster = await access.RosterAsync(cancellationToken);
        var job = await jobs.BeginAsync(access.Me, new YearQuestion(
            plan, against, roster, unit, YearSimulation.Educators(plan, roster, unit.Id, startOn), startOn, script!, Math.Max(1, form.AtLeast ?? UsualAtLeast)));
        return Results.LocalRedirect(job is null ? $"{page}?fault=simulation_busy" : $"{page}/{job.Id}");
    }
}
