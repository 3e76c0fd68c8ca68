using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Documents;

/// <summary>Checks what was filled in against the fields of a form. Every fault at once.</summary>
public static class FormCheck
{
    /// <summary>Rows of a table when the definition sets no limit.</summary>
    public const int MaxRows = 100;

    /// <param name="fields">The form.</param>
    /// <param name="document">What stands already; a required field that was filled earlier need not be filled again.</param>
    /// <param name="written">What was filled in now.</param>
    /// <param name="complete">Whether required fields must be filled (a return for rework needs none).</param>
    /// <param name="candidates">Who may be chosen in a field of a person; null: whoever has a number.</param>
    public static ImmutableArray<FieldFault> Check(
        ImmutableArray<FieldPlan> fields,
        PathwayDocument document,
        ImmutableSortedDictionary<string, FieldValue> written,
        bool complete,
        Func<FieldPlan, ImmutableArray<int>>? candidates = null)
    {
        if (fields.IsEmpty && written.IsEmpty)
        {
            return [];
        }

        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var key in written.Keys)
        {
            if (!Known(fields, key))
            {
                faults.Add(FormFaults.Of(key, "unknown_field"));
            }
        }

        foreach (var field in fields)
        {
            if (written.TryGetValue(field.Key, out var value))
            {
                CheckValue(field, field.Key, value, Unless(candidates, value == document.Fields.GetValueOrDefault(field.Key)), faults);
            }
            else
            {
                value = document.Fields.GetValueOrDefault(field.Key);
            }

            if (complete && field.Required && IsEmpty(value))
            {
                faults.Add(Missing(field, field.Key));
            }
        }

        return faults.DrainToImmutable();
    }

    /// <summary>A fault of a free text; null: none.</summary>
    public static FieldFault? TextFault(string field, string text, int maxLength)
    {
        if (text.Length > maxLength)
        {
            return FormFaults.Of(field, "too_long", maxLength, text.Length);
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && text[i] is not ('\n' or '\r' or '\t')))
            {
                return FormFaults.Of(field, "bad_character");
            }
        }

        return null;
    }

    /// <summary>What stands already may stand on, even when the person could not be chosen any more.</summary>
    private static Func<FieldPlan, ImmutableArray<int>>? Unless(Func<FieldPlan, ImmutableArray<int>>? candidates, bool unchanged) =>
        unchanged ? null : candidates;

    private static void CheckValue(
        FieldPlan field, string path, FieldValue value, Func<FieldPlan, ImmutableArray<int>>? candidates, ImmutableArray<FieldFault>.Builder faults)
    {
        switch (field.Type, value)
        {
            case (FieldType.MultiChoice, FieldValue.Choices choices):
                if (!choices.Keys.All(key => IsOption(field, key)))
                {
                    faults.Add(FormFaults.Of(path, "not_an_option"));
                }

                break;
            case (FieldType.Table, FieldValue.Table table):
                CheckTable(field, path, table, candidates, faults);
                break;
            // An empty list has no shape of its own in JSON.
            case (FieldType.Table, FieldValue.Choices { Keys.IsEmpty: true }):
                break;
            case (not (FieldType.MultiChoice or FieldType.Table), FieldValue.Text text):
                if (ScalarFault(field, path, text.Value, candidates) is { } fault)
                {
                    faults.Add(fault);
                }

                break;
            default:
                faults.Add(FormFaults.Of(path, "wrong_shape"));
                break;
        }
    }

    private static void CheckTable(
        FieldPlan field, string path, FieldValue.Table table, Func<FieldPlan, ImmutableArray<int>>? candidates, ImmutableArray<FieldFault>.Builder faults)
    {
        var most = field.Max ?? MaxRows;
        if (table.Rows.Length > most)
        {
            faults.Add(FormFaults.Of(path, "too_many_rows", most));
            return;
        }

        if (field.Min is { } least && table.Rows.Length < least && !table.Rows.IsEmpty)
        {
            faults.Add(FormFaults.Of(path, "too_few_rows", least));
        }

        for (var i = 0; i < table.Rows.Length; i++)
        {
            var row = table.Rows[i];
            foreach (var key in row.Keys.Where(key => !Known(field.Columns, key)))
            {
                faults.Add(FormFaults.Of($"{path}[{i}].{key}", "unknown_field"));
            }

            foreach (var column in field.Columns)
            {
                var cell = $"{path}[{i}].{column.Key}";
                var text = row.GetValueOrDefault(column.Key, string.Empty);
                if (column.Required && string.IsNullOrWhiteSpace(text))
                {
                    faults.Add(Missing(column, cell));
                }
                else if (ScalarFault(column, cell, text, candidates) is { } fault)
                {
                    faults.Add(fault);
                }
            }
        }
    }

    private static FieldFault? ScalarFault(FieldPlan field, string path, string text, Func<FieldPlan, ImmutableArray<int>>? candidates)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return field.Type switch
        {
            FieldType.Number or FieldType.Scale or FieldType.PlannedYears => NumberFault(field, path, text),
            FieldType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? null
                : FormFaults.Of(path, "not_a_date"),
            FieldType.Choice => IsOption(field, text) ? null : FormFaults.Of(path, "not_an_option"),
            FieldType.Confirm => text == "true" ? null : FormFaults.Of(path, "not_an_option"),
            FieldType.Person => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var person)
                && (candidates is null || candidates(field).Contains(person)) ? null : FormFaults.Of(path, "not_a_candidate"),
            _ => TextFault(path, text, field.MaxLength),
        };
    }

    private static FieldFault? NumberFault(FieldPlan field, string path, string text)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return FormFaults.Of(path, "not_a_number");
        }

        var (least, most) = (field.Min ?? int.MinValue, field.Max ?? int.MaxValue);
        return number < least || number > most ? FormFaults.Of(path, "out_of_range", least, most) : null;
    }

    private static FieldFault Missing(FieldPlan field, string path) => field.Type == FieldType.Confirm
        ? FormFaults.ConfirmRequired(path, field.Title)
        : FormFaults.Of(path, "required", field.Title);

    private static bool IsEmpty(FieldValue? value) => value switch
    {
        null => true,
        FieldValue.Text text => string.IsNullOrWhiteSpace(text.Value),
        FieldValue.Choices choices => choices.Keys.IsEmpty,
        FieldValue.Table table => table.Rows.IsEmpty,
        _ => true,
    };

    private static bool IsOption(FieldPlan field, string key)
    {
        foreach (var option in field.Options)
        {
            if (option.Key == key)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Known(ImmutableArray<FieldPlan> fields, string key)
    {
        foreach (var field in fields)
        {
            if (field.Key == key)
            {
                return true;
            }
        }

        return false;
    }
}
