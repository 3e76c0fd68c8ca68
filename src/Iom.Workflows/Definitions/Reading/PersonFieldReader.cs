namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads who may be chosen in a field, and what stands in a field before anybody fills it.</summary>
internal static class PersonFieldReader
{
    /// <summary>Null for fields in which nobody is chosen.</summary>
    public static PerformerPlan? ReadFrom(MapView map, FieldType type)
    {
        if (map.Find("from") is not { } node)
        {
            if (type == FieldType.Person)
            {
                map.Missing("from", "не сказано, из кого выбирать: «from: { role: methodologist, level: municipality }».");
            }

            return null;
        }

        if (type == FieldType.Person)
        {
            return PerformerReader.Read(map, node);
        }

        map.Fault(node, "misplaced_from", "«from» бывает только у поля, в котором выбирают человека (type: person).");
        return null;
    }

    public static PrefillPlan? ReadPrefill(MapView map, FieldType type, bool column)
    {
        if (map.Find("prefill") is not { } node)
        {
            return null;
        }

        if (column || type is FieldType.Table or FieldType.MultiChoice or FieldType.Confirm)
        {
            map.Fault(node, "misplaced_prefill", "заранее заполнить («prefill») можно поле с одним значением, а не таблицу, её столбец или отметки.");
            return null;
        }

        if (node is Node.Text { Value: "subject_name" })
        {
            return new PrefillPlan.SubjectName();
        }

        var entry = (node as Node.Map)?.Entries is [var only] ? only : null;
        if (entry is { Key: "from" or "attribute", Value: Node.Text { Value: var key } name } && Keys.IsKey(key))
        {
            if (entry.Key == "attribute")
            {
                return new PrefillPlan.Attribute(key);
            }

            map.Context.FieldNamed(name, map.Where);
            return new PrefillPlan.Field(key);
        }

        map.Fault(node, "bad_prefill", "«prefill» записывается так: { from: ключ поля }, { attribute: ключ сведения о педагоге } или subject_name (его имя).");
        return null;
    }
}
