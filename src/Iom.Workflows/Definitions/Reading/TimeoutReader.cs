using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads what silence means.</summary>
internal static class TimeoutReader
{
    /// <param name="slot">The slot.</param>
    /// <param name="outcomes">What may be answered there.</param>
    public static TimeoutPlan? Read(MapView slot, ImmutableArray<OutcomePlan> outcomes)
    {
        if (slot.Find("timeout") is not { } node || slot.Map(node, slot.PathOf("timeout"), slot.Where, Vocabulary.Timeout) is not { } map)
        {
            return null;
        }

        if (map.Entries.FirstOrDefault(entry => entry.Key == "after") is not { } after)
        {
            map.Fault(node, "missing_after", "не сказано, через сколько дней после срока молчание становится ответом: «after: 5 working_days».");
            return null;
        }

        if (map.Find("outcome") is not Node.Text name)
        {
            map.Fault(map.Find("outcome") ?? node, "missing_outcome", "не сказано, каким ответом считать молчание: «outcome: approve».");
            return null;
        }

        if (outcomes.All(outcome => outcome.Key != name.Value))
        {
            var known = outcomes.Select(outcome => outcome.Key).ToList();
            map.Fault(name, "unknown_outcome", $"у задания нет исхода «{name.Value}»; есть: {string.Join(", ", known)}.{Suggestion.For(name.Value, known)}");
            return null;
        }

        return LadderReader.Days(map, after) is var (days, unit) ? new TimeoutPlan(days, unit, name.Value) : null;
    }
}
