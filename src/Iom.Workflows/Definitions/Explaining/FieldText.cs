namespace Iom.Workflows.Definitions.Explaining;

/// <summary>Fields, columns and slots by their titles; a key that the plan does not know speaks for itself.</summary>
internal static class FieldText
{
    public static string Title(ProcessPlan? plan, string key) => Fields(plan).FirstOrDefault(field => field.Key == key)?.Title ?? key;

    public static string ColumnTitle(ProcessPlan? plan, string key) =>
        Fields(plan).SelectMany(field => field.Columns).FirstOrDefault(column => column.Key == key)?.Title ?? key;

    public static string SlotTitle(ProcessPlan? plan, string stage, string slot) =>
        plan?.Stages.FirstOrDefault(each => each.Key == stage)?.Slots.FirstOrDefault(each => each.Key == slot)?.Title ?? slot;

    private static IEnumerable<FieldPlan> Fields(ProcessPlan? plan) =>
        plan is null ? [] : plan.Stages.SelectMany(stage => stage.Slots).SelectMany(slot => slot.Fields);
}
