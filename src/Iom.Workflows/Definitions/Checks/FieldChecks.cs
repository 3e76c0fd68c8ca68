using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>One key is one field of the document wherever it appears.</summary>
internal static class FieldChecks
{
    public static void Check(ProcessPlan plan, ReadingContext context)
    {
        var known = new Dictionary<string, FieldPlan>(StringComparer.Ordinal);
        foreach (var (path, where, field) in Fields(plan))
        {
            if (known.TryGetValue(field.Key, out var first) && first.Type != field.Type)
            {
                context.Fault(
                    context.At($"{path}.fields.{field.Key}"), "field_type_differs", where, $"поле «{field.Key}» здесь «{Words.For(Words.FieldTypes, field.Type)}», а раньше «{Words.For(Words.FieldTypes, first.Type)}»; одно и то же поле бывает одного вида.");
            }

            if (field is { Type: FieldType.PlannedYears, Max: { } most } && most > plan.CapYears)
            {
                context.Fault(context.At($"{path}.fields.{field.Key}"), "beyond_cap", where, $"в поле «{field.Title}» можно выбрать {most} г., а предел маршрута «cap» — {plan.CapYears} г.");
            }

            known.TryAdd(field.Key, field);
        }

        foreach (var slot in plan.AllStages.SelectMany(stage => stage.Slots).Where(slot => slot.Into is not null))
        {
            known.TryAdd(slot.Into!, new FieldPlan(slot.Into!, slot.Title, FieldType.Table, false, null, [], [], 0, null, null));
        }

        foreach (var stage in plan.AllStages)
        {
            foreach (var slot in stage.Slots)
            {
                var path = $"{plan.PathOf(stage.Key)}.slots.{slot.Key}";
                foreach (var shown in slot.Shows.Where(shown => !known.ContainsKey(shown) && !context.IsBroken(path)))
                {
                    context.Fault(
                        context.At(path + ".shows"), "unknown_field", $"Этап «{stage.Title}», задание «{slot.Title}»", $"показать поле «{shown}» нельзя: его никто не заполняет.{Authoring.Suggestion.For(shown, known.Keys)}");
                }
            }
        }
    }

    private static IEnumerable<(string Path, string Where, FieldPlan Field)> Fields(ProcessPlan plan) =>
        from stage in plan.AllStages
        from slot in stage.Slots
        where slot.Each is not EachPlan.Rows && slot.Into is null
        from field in slot.Fields
        select ($"{plan.PathOf(stage.Key)}.slots.{slot.Key}", $"Этап «{stage.Title}», задание «{slot.Title}»", field);
}
