using System.Collections.Immutable;
using Iom.Host.Http;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Simulation;

namespace Iom.Host.Administrators.Simulation;

/// <summary>What to simulate, over the API.</summary>
/// <param name="EducatorId">One educator's route…</param>
/// <param name="Unit">…or a year of all educators of a unit, by its code.</param>
/// <param name="StartOn">First day; null: the first of September of the current academic year.</param>
/// <param name="Script">Who answers what and when; null: everybody positively on the last day.</param>
/// <param name="Yaml">A text to simulate instead of the published version.</param>
/// <param name="Version">Without a text: a published version by its number, or <c>draft</c>; null: the one in force.</param>
public sealed record SimulationRequest(int? EducatorId, string? Unit, DateOnly? StartOn, ScriptRequest? Script, string? Yaml, string? Version = null);

/// <summary>A script as it is written.</summary>
/// <param name="Answer"><c>due</c>, <c>due+6</c>, <c>opened+3</c>, <c>never</c>; null: <c>due</c>.</param>
/// <param name="Steps"><c>slot=outcome</c>, <c>stage.slot=outcome@due+6</c>, <c>slot=@never</c>; of one slot in order.</param>
public sealed record ScriptRequest(string? Answer, IReadOnlyList<string>? Steps)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2050;
    private const int MostSteps = 200;

    /// <summary>The script for a plan, or why it is none.</summary>
    public static (SimulationScript? Script, Refusal? Why) Read(ScriptRequest? written, ProcessPlan plan)
    {
        var when = string.IsNullOrWhiteSpace(written?.Answer) ? AnswerDay.OnDue : AnswerDay.Parse(written.Answer);
        var steps = (written?.Steps ?? []).Where(step => !string.IsNullOrWhiteSpace(step)).Take(MostSteps).Select(ScriptStep.Parse).ToImmutableArray();
        if (when is null || steps.Contains(null))
        {
            return (null, HostRefusals.Of("simulation_script", RefusalKind.Invalid));
        }

        var script = new SimulationScript(when.Value, [.. steps.OfType<ScriptStep>()]);
        if (script.Unknown(plan).FirstOrDefault() is { } unknown)
        {
            var refusal = HostRefusals.Of("simulation_step", RefusalKind.Invalid);
            return (null, refusal with { Fields = [new(unknown.Slot, refusal.Code, refusal.Sentence)] });
        }

        return (script, null);
    }

    /// <summary>Null: a day on which calendars can be asked.</summary>
    public static Refusal? StartFault(DateOnly startOn) =>
        startOn.Year is >= FirstYear and <= LastYear ? null : HostRefusals.Of("simulation_start", RefusalKind.Invalid);
}
