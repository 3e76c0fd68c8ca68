using System.Collections.Immutable;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Simulation;

/// <summary>The choices of a simulation: everybody answers positively on <paramref name="When"/>, but where a step says otherwise.</summary>
/// <param name="When">The day of every answer that no step names.</param>
/// <param name="Steps">Of one slot, in order: its first step is for its first item, and so on.</param>
public sealed record SimulationScript(AnswerDay When, ImmutableArray<ScriptStep> Steps)
{
    /// <summary>Everybody answers positively on the last day.</summary>
    public static SimulationScript OnTime { get; } = new(AnswerDay.OnDue, []);

    /// <summary>The steps that name a slot or an outcome which the plan does not have.</summary>
    public IEnumerable<ScriptStep> Unknown(ProcessPlan plan) => Steps.Where(step => !plan.AllStages.Any(stage => stage.Slots.Any(slot =>
        step.Names(stage, slot.Key) && (step.Outcome is null || slot.Outcome(step.Outcome) is not null))));

    /// <summary>The same script for one route, from its first step.</summary>
    public IRouteScript Begin() => new Reading(this);

    private sealed class Reading(SimulationScript script) : IRouteScript
    {
        private readonly List<ScriptStep> left = [.. script.Steps];
        private readonly Dictionary<int, string> chosen = [];

        public DateOnly? DayFor(StagePlan stage, ItemState item, WorkCalendar calendar)
        {
            var next = left.FindIndex(step => step.Names(stage, item.Slot));
            if (next < 0)
            {
                return script.When.For(item, calendar);
            }

            var step = left[next];
            left.RemoveAt(next);
            if (step.Outcome is not null)
            {
                chosen[item.Number] = step.Outcome;
            }

            return (step.When ?? script.When).For(item, calendar);
        }

        public string OutcomeFor(SlotPlan slot, ItemState item) =>
            chosen.TryGetValue(item.Number, out var outcome) ? outcome : slot.Outcomes.First(one => one.Sense == OutcomeSense.Positive).Key;
    }
}

/// <summary>What happens to the next item of a slot that no earlier step has taken.</summary>
/// <param name="Slot">Key of the slot, or <c>stage.slot</c>.</param>
/// <param name="Outcome">Key of the outcome; null: a positive one.</param>
/// <param name="When">The day; null: as the script says for all.</param>
public sealed record ScriptStep(string Slot, string? Outcome, AnswerDay? When = null)
{
    /// <summary>Reads <c>slot=outcome</c>, <c>slot=outcome@due+6</c>, <c>slot=@never</c>; null: the text says nothing of the kind.</summary>
    public static ScriptStep? Parse(string text)
    {
        var (slot, what) = Halves(text, '=');
        var (outcome, day) = Halves(what ?? string.Empty, '@');
        var when = day is null ? null : AnswerDay.Parse(day);
        return slot.Length == 0 || what is null || (day is not null && when is null) || (outcome.Length == 0 && when is null)
            ? null
            : new ScriptStep(slot, outcome.Length == 0 ? null : outcome, when);
    }

    internal bool Names(StagePlan stage, string slot) =>
        Slot == slot || (Slot.Length == stage.Key.Length + 1 + slot.Length
            && Slot.StartsWith(stage.Key, StringComparison.Ordinal) && Slot.EndsWith(slot, StringComparison.Ordinal) && Slot[stage.Key.Length] == '.');

    private static (string Left, string? Right) Halves(string text, char at)
    {
        var place = text.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (text.Trim(), null) : (text[..place].Trim(), text[(place + 1)..].Trim());
    }
}
