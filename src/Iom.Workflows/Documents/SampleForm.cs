using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Documents;

/// <summary>
/// Fills any form with something plausible: for the demo town, golden runs and simulations, which then pass the same checks as people do.
/// Days lie as far ahead as the slot requires.
/// </summary>
public static class SampleForm
{
    private const int FirstDay = 30;
    private const int LastDay = 120;

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
                FieldType.Date => new FieldValue.Text(Day(today.AddDays(Ahead(slot, field.Key, number)))),
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
                return Day(today.AddDays(FirstDay + (number % (LastDay - FirstDay))));
            case FieldType.Choice:
                return field.Options[number % field.Options.Length].Key;
            case FieldType.Confirm:
                return "true";
            case FieldType.Person:
                return candidates?.Invoke(field) is { IsEmpty: false } people ? people[number % people.Length].ToString(CultureInfo.InvariantCulture) : string.Empty;
            default:
                var text = SampleWords.Of(field.Key, number);
                return text.Length > field.MaxLength ? text[..field.MaxLength] : text;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Ahead(SlotPlan slot, string field, int number)
    {
        var asked = slot.Requires.Select(requirement => requirement.That).OfType<Condition.Fact>()
            .Where(fact => fact.Source == FactSource.Document && fact.Key == field).Select(fact => fact.Comparison).ToList();
        var least = asked.OfType<Comparison.DaysAheadAtLeast>().Select(days => days.Days).Append(FirstDay).Max();
        var below = asked.OfType<Comparison.DaysAheadBelow>().Select(days => days.Days).Append(least + LastDay - FirstDay).Min();
        return least + (number % Math.Max(1, below - least));
    }
}
