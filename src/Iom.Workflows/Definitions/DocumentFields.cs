namespace Iom.Workflows.Definitions;

/// <summary>The fields of the document as a whole: what forms write, what is added to rows, what many answers are gathered into.</summary>
public static class DocumentFields
{
    /// <summary>Every field once, in the order in which the stages first name them.</summary>
    public static IEnumerable<FieldPlan> Of(ProcessPlan plan)
    {
        var slots = plan.AllStages.SelectMany(stage => stage.Slots).ToList();
        var fields = slots.Where(slot => slot.Each is not EachPlan.Rows && slot.Into is null).SelectMany(slot => slot.Fields)
            .Concat(plan.Triggers.SelectMany(trigger => trigger.Fields)).DistinctBy(field => field.Key);
        foreach (var field in fields)
        {
            var added = slots.Where(slot => slot.Each is EachPlan.Rows rows && rows.Table == field.Key).SelectMany(slot => slot.Fields);
            yield return field.Type == FieldType.Table
                ? field with { Columns = [.. field.Columns.Concat(added).DistinctBy(column => column.Key)] }
                : field;
        }

        foreach (var slot in slots.Where(slot => slot.Into is not null).DistinctBy(slot => slot.Into))
        {
            yield return new FieldPlan(slot.Into!, slot.Title, FieldType.Table, false, null, [], [Whose(slot), .. slot.Fields], 0, null, null);
        }
    }

    private static FieldPlan Whose(SlotPlan slot) => slot.Each is EachPlan.Dates
        ? new FieldPlan("date", PlanTexts.Of("column_date"), FieldType.Date, false, null, [], [], 0, null, null)
        : new FieldPlan("person", PlanTexts.Of("column_person"), FieldType.Text, false, null, [], [], 0, null, null);
}
