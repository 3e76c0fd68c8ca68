using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Documents;

/// <summary>Fills any form with something plausible: for the demo town, golden runs and simulations, which then pass the same checks as people do.</summary>
public static class SampleForm
{
    /// <param name="slot">The form.</param>
    /// <param name="today">For dates.</param>
    /// <param name="number">Different numbers, different words.</param>
    /// <param name="candidates">Who may be chosen in a field of a person; null: such fields stay empty.</param>
    public static ImmutableSortedDictionary<string, FieldValue> Fill(
        SlotPlan slot, DateOnly today, int number, Func<FieldPlan, ImmutableArray<int>>? candidates = null)
    {
        var data = ImmutableSortedDictionary.CreateBuilder<string, FieldValue>(StringComparer.Ordinal);
        foreach (var field in slot.Fields.Where(field => field.Type != FieldType.PlannedYears && (field.Type != FieldType.Person || candidates is not null)))
        {
            data[field.Key] = field.Type switch
            {
                FieldType.Table => new FieldValue.Table([.. Enumerable.Range(0, Math.Max(2, field.Min ?? 2)).Select(row =>
                    field.Columns.ToImmutableSortedDictionary(column => column.Key, column => Scalar(column, today, number + row, candidates), StringComparer.Ordinal))]),
                FieldType.MultiChoice => new FieldValue.Choices([.. field.Options.Take(2).Select(option => option.Key)]),
                _ => new FieldValue.Text(Scalar(field, today, number, candidates)),
            };
        }

        return data.ToImmutable();
    }

    private static string Scalar(FieldPlan field, DateOnly today, int number, Func<FieldPlan, ImmutableArray<int>>? candidates)
    {
        switch (field.Type)
        {
            case FieldType.Number or FieldType.Scale:
                var (least, most) = (field.Min ?? 1, field.Max ?? 5);
                return (least + (number % Math.Max(1, most - least + 1))).ToString(CultureInfo.InvariantCulture);
            case FieldType.Date:
                return today.AddDays(30 + (number % 90)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case FieldType.Choice:
                return field.Options[number % field.Options.Length].Key;
            case FieldType.Confirm:
                return "true";
            case FieldType.Person:
                return candidates?.Invoke(field) is [var first, ..] ? first.ToString(CultureInfo.InvariantCulture) : string.Empty;
            default:
                var text = SampleWords.Of(field.Key, number);
                return text.Length > field.MaxLength ? text[..field.MaxLength] : text;
        }
    }
}
