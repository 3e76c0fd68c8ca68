using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;

namespace Iom.Host.Work;

/// <summary>Reads a posted form by the fields of its slot. Names: <c>f.key</c>, for tables <c>f.key.row.column</c>. What does not belong is left out.</summary>
public static class FormReading
{
    /// <summary>Empty rows offered below those that are filled.</summary>
    public const int SpareRows = 2;

    public static ImmutableSortedDictionary<string, FieldValue> Read(SlotPlan slot, IFormCollection form) => Read(slot.Fields, form);

    public static ImmutableSortedDictionary<string, FieldValue> Read(ImmutableArray<FieldPlan> fields, IFormCollection form)
    {
        var data = ImmutableSortedDictionary.CreateBuilder<string, FieldValue>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            data[field.Key] = field.Type switch
            {
                FieldType.Table => ReadTable(field, form),
                FieldType.MultiChoice => new FieldValue.Choices([.. form[$"f.{field.Key}"].Where(key => !string.IsNullOrEmpty(key))!]),
                _ => new FieldValue.Text(Lines(form[$"f.{field.Key}"].ToString())),
            };
        }

        return data.ToImmutable();
    }

    private static FieldValue.Table ReadTable(FieldPlan field, IFormCollection form)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableSortedDictionary<string, string>>();
        for (var row = 0; row < FormCheck.MaxRows * 2; row++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"f.{field.Key}.{row}.");
            if (!field.Columns.Any(column => form.ContainsKey(prefix + column.Key)))
            {
                break;
            }

            var cells = field.Columns.ToImmutableSortedDictionary(
                column => column.Key, column => Lines(form[prefix + column.Key].ToString()), StringComparer.Ordinal);
            // A row in which nothing was written is only a spare one; a choice alone does not count, browsers send it by themselves.
            if (field.Columns.Any(column => column.Type is not (FieldType.Choice or FieldType.Person) && !string.IsNullOrWhiteSpace(cells[column.Key])))
            {
                rows.Add(cells);
            }
        }

        return new FieldValue.Table(rows.ToImmutable());
    }

    /// <summary>Browsers send line ends as CRLF; the document keeps LF.</summary>
    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
