using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>Where an answer goes in the document: into its fields, into its row, or into a row of its own.</summary>
public static class Writing
{
    /// <summary>What stood in the fields of the form before.</summary>
    public static PathwayDocument Before(PathwayDocument document, SlotPlan slot, ItemState item)
    {
        if (slot.Into is not null)
        {
            return PathwayDocument.Empty;
        }

        return slot.Each is EachPlan.Rows { Table: var table } && item.Part?.Row is { } row && row < document.Rows(table).Length
            ? PathwayDocument.Empty.With(document.Rows(table)[row].ToImmutableSortedDictionary(
                cell => cell.Key, FieldValue (cell) => new FieldValue.Text(cell.Value), StringComparer.Ordinal))
            : document;
    }

    /// <summary>What is written.</summary>
    public static ImmutableSortedDictionary<string, FieldValue> Into(
        PathwayDocument document, SlotPlan slot, ItemState item, ImmutableSortedDictionary<string, FieldValue> data)
    {
        if (slot.Into is { } list)
        {
            var row = Cells(data);
            row = item.Part?.Person is { } person ? row.SetItem("person", person.ToString(CultureInfo.InvariantCulture)) : row;
            row = item.Part?.Day is { } day ? row.SetItem("date", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : row;
            return One(list, document.Rows(list).Add(row));
        }

        if (slot.Each is EachPlan.Rows { Table: var table } && item.Part?.Row is { } at && at < document.Rows(table).Length)
        {
            var rows = document.Rows(table);
            return One(table, rows.SetItem(at, rows[at].SetItems(Cells(data))));
        }

        return Kept(document, slot, data);
    }

    /// <summary>A form that writes a table again knows only its own columns; what others wrote into the rows stays.</summary>
    private static ImmutableSortedDictionary<string, FieldValue> Kept(
        PathwayDocument document, SlotPlan slot, ImmutableSortedDictionary<string, FieldValue> data)
    {
        foreach (var field in slot.Fields)
        {
            if (field.Type == FieldType.Table && data.TryGetValue(field.Key, out var value) && value is FieldValue.Table written
                && document.Rows(field.Key) is { IsEmpty: false } before)
            {
                data = data.SetItem(field.Key, new FieldValue.Table([.. written.Rows.Select((row, i) => i < before.Length
                    ? row.SetItems(before[i].Where(cell => !row.ContainsKey(cell.Key) && !field.Columns.Any(column => column.Key == cell.Key)))
                    : row)]));
            }
        }

        return data;
    }

    private static ImmutableSortedDictionary<string, FieldValue> One(string table, ImmutableArray<ImmutableSortedDictionary<string, string>> rows) =>
        PathwayDocument.Empty.Fields.Add(table, new FieldValue.Table(rows));

    private static ImmutableSortedDictionary<string, string> Cells(ImmutableSortedDictionary<string, FieldValue> data) =>
        data.Where(pair => pair.Value is FieldValue.Text)
            .ToImmutableSortedDictionary(pair => pair.Key, pair => ((FieldValue.Text)pair.Value).Value, StringComparer.Ordinal);
}
