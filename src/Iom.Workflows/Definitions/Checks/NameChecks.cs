using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>Whether the fields and outcomes that conditions ask about exist.</summary>
internal static class NameChecks
{
    public static void Check(ProcessPlan plan, ReadingContext context)
    {
        var fields = plan.Stages.SelectMany(stage => stage.Slots).SelectMany(slot => slot.Fields).Select(field => field.Key).Distinct().ToList();
        foreach (var (name, where) in context.FieldsNamed.Where(named => !fields.Contains(named.Name.Value)))
        {
            context.Fault(name.Place, "unknown_field", where, $"поля «{name.Value}» в определении нет.{Suggestion.For(name.Value, fields)}");
        }

        foreach (var (stage, name, where) in context.OutcomesNamed)
        {
            // A stage that does not exist has a fault of its own.
            var known = plan.Stages.FirstOrDefault(other => other.Key == stage)?.Slots.SelectMany(slot => slot.Outcomes).Select(outcome => outcome.Key).Distinct().ToList();
            if (known is not null && !known.Contains(name.Value))
            {
                context.Fault(name.Place, "unknown_outcome", where, $"у этапа «{stage}» нет исхода «{name.Value}»; есть: {string.Join(", ", known)}.{Suggestion.For(name.Value, known)}");
            }
        }
    }
}
