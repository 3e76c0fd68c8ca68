using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>Whether the slots, fields, columns and outcomes that rules and conditions refer to exist and hold what is needed.</summary>
internal static class NameChecks
{
    public static void Check(ProcessPlan plan, ReadingContext context)
    {
        var slots = plan.Stages.SelectMany(stage => stage.Slots.Select(slot => $"{stage.Key}.{slot.Key}")).ToList();
        foreach (var (name, where) in context.SlotsNamed.Where(named => !slots.Contains(named.Name.Value)))
        {
            context.Fault(name.Place, "unknown_slot", where, $"нет задания «{name.Value}».{Suggestion.For(name.Value, slots)}");
        }

        var fields = plan.Stages.SelectMany(stage => stage.Slots).SelectMany(slot => slot.Fields).ToLookup(field => field.Key, StringComparer.Ordinal);
        var columns = fields.SelectMany(group => group).SelectMany(field => field.Columns).ToLookup(column => column.Key, StringComparer.Ordinal);
        foreach (var (name, type, column, where) in context.FieldsNamed)
        {
            var known = column ? columns : fields;
            var (what, code) = column ? ("столбца", "unknown_column") : ("поля", "unknown_field");
            if (!known.Contains(name.Value))
            {
                context.Fault(name.Place, code, where, $"нет {what} «{name.Value}».{Suggestion.For(name.Value, known.Select(group => group.Key))}");
            }
            else if (type is not null && known[name.Value].All(field => Words.For(Words.FieldTypes, field.Type) != type))
            {
                context.Fault(name.Place, "field_type_unfit", where, $"здесь нужно значение вида «{type}», а у {what} «{name.Value}» другой вид.");
            }
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
