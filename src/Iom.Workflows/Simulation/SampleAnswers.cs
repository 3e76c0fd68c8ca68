using System.Collections.Concurrent;
using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Simulation;

/// <summary>What is filled into forms on simulated routes. Thousands of routes fill a form without dates and people alike, so it is made once.</summary>
public sealed class SampleAnswers
{
    private readonly ConcurrentDictionary<(string Stage, string Slot, int Number), ImmutableSortedDictionary<string, FieldValue>> filled = [];

    /// <param name="stage">Key of the stage.</param>
    /// <param name="slot">The form.</param>
    /// <param name="today">For dates, local.</param>
    /// <param name="number">Number of the item; different numbers, different words.</param>
    /// <param name="candidates">Who may be chosen in a field of a person.</param>
    public ImmutableSortedDictionary<string, FieldValue> Of(
        string stage, SlotPlan slot, DateOnly today, int number, Func<FieldPlan, ImmutableArray<int>> candidates)
    {
        if (slot.Fields.IsEmpty)
        {
            return PathwayDocument.Empty.Fields;
        }

        if (slot.Fields.Any(field => field.Columns.Prepend(field).Any(each => each.Type is FieldType.Person or FieldType.Date)))
        {
            return SampleForm.Fill(slot, today, number, candidates);
        }

        return filled.TryGetValue((stage, slot.Key, number), out var form)
            ? form
            : filled.GetOrAdd((stage, slot.Key, number), SampleForm.Fill(slot, today, number));
    }
}
