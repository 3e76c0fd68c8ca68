using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>Forms filled in so that they pass; of fields that conditions read, each filling that matters.</summary>
internal sealed class Forms(ProcessPlan plan, Mentions mentions, DateOnly today)
{
    private const int MostFillings = 16;

    private readonly Dictionary<SlotPlan, ImmutableArray<ImmutableSortedDictionary<string, FieldValue>>> known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Numbers of planned years that differ: one, two, and as many as are allowed.</summary>
    public static ImmutableArray<int> YearsOf(ProcessPlan plan) => [.. new[] { 1, 2, plan.CapYears }.Where(years => years <= plan.CapYears).Distinct()];

    /// <returns>Never empty.</returns>
    public IEnumerable<ImmutableSortedDictionary<string, FieldValue>> Of(SlotPlan slot, PathwayState state)
    {
        if (!known.TryGetValue(slot, out var fillings))
        {
            fillings = Fillings(slot);
            known.Add(slot, fillings);
        }

        return slot.Fields.FirstOrDefault(field => field.Type == FieldType.PlannedYears) is not { } years
            ? fillings
            : fillings.SelectMany(form => Years(years, state)
                .Select(choice => form.SetItem(years.Key, new FieldValue.Text(choice.ToString(CultureInfo.InvariantCulture))))
                .DefaultIfEmpty(form));
    }

    private IEnumerable<int> Years(FieldPlan field, PathwayState state) =>
        YearsOf(plan).Append(state.PlannedYears).Concat(Samples.Of(mentions.AskedOf(FactSource.Document, field.Key), today)
                .Select(text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 1))
            .Distinct().Where(choice => choice >= state.Year && choice >= (field.Min ?? 1) && choice <= Math.Min(field.Max ?? plan.CapYears, plan.CapYears))
            .Order();

    private ImmutableArray<ImmutableSortedDictionary<string, FieldValue>> Fillings(SlotPlan slot)
    {
        // What is written into a list of its own is read by nobody.
        var source = slot.Each is EachPlan.Rows ? FactSource.Row : FactSource.Document;
        List<ImmutableSortedDictionary<string, FieldValue>> forms = [SampleForm.Fill(slot, today, 1, _ => [StandIns.Chosen])];
        foreach (var field in slot.Fields.Where(field => slot.Into is null && field.Type != FieldType.PlannedYears))
        {
            var values = Values(field, source, forms[0].GetValueOrDefault(field.Key)).ToList();
            var rest = forms.Count * (values.Count + 1) > MostFillings ? forms[..1] : forms;
            forms.AddRange(rest.SelectMany(form => values.Select(value => value is null ? form.Remove(field.Key) : form.SetItem(field.Key, value))).ToList());
        }

        return [.. forms];
    }

    /// <summary>What else may stand in a field, as far as somebody asks; null: nothing.</summary>
    private IEnumerable<FieldValue?> Values(FieldPlan field, FactSource source, FieldValue? usual)
    {
        var asked = mentions.AskedOf(source, field.Key).ToList();
        if (field.Type == FieldType.Table)
        {
            return Tables(field, asked, usual).Where(value => Passes(field, value));
        }

        return asked.Count == 0
            ? []
            : Texts(field, asked).Distinct().Where(value => Passes(field, value) && !Equals(value, usual));
    }

    private IEnumerable<FieldValue?> Texts(FieldPlan field, List<Comparison> asked) => field.Type switch
    {
        FieldType.MultiChoice => field.Options.Select(FieldValue? (option) => new FieldValue.Choices([option.Key])).Append(null),
        FieldType.Choice => field.Options.Select(FieldValue? (option) => new FieldValue.Text(option.Key)).Append(null),
        _ => Samples.Of(asked, today).Select(text => text is null ? null : (FieldValue)new FieldValue.Text(text)),
    };

    private IEnumerable<FieldValue?> Tables(FieldPlan field, List<Comparison> asked, FieldValue? usual)
    {
        if (usual is not FieldValue.Table { Rows: { IsEmpty: false } rows })
        {
            yield break;
        }

        foreach (var text in asked.Count == 0 ? [] : Samples.Of(asked, today))
        {
            var count = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, FormCheck.MaxRows) : 0;
            yield return new FieldValue.Table([.. Enumerable.Range(0, count).Select(row => rows[row % rows.Length])]);
        }

        foreach (var column in field.Columns)
        {
            var cells = mentions.AskedOf(FactSource.Row, column.Key).ToList() is { Count: > 0 } read ? Cells(column, read) : [];
            for (var i = 0; i < cells.Count; i++)
            {
                // Neighbouring rows differ, so that one table shows several cases.
                yield return new FieldValue.Table([.. rows.Select((row, at) => row.SetItem(column.Key, cells[(i + at) % cells.Count]))]);
            }
        }
    }

    private List<string> Cells(FieldPlan column, List<Comparison> read) =>
        [.. Texts(column, read).Append(column.Type == FieldType.Person ? new FieldValue.Text(Chosen) : null)
            .Where(value => Passes(column, value)).Select(value => (value as FieldValue.Text)?.Value ?? string.Empty).Distinct()];

    private static string Chosen => StandIns.Chosen.ToString(CultureInfo.InvariantCulture);

    private static bool Passes(FieldPlan field, FieldValue? value) => FormCheck.Check(
        [field], PathwayDocument.Empty, value is null ? PathwayDocument.Empty.Fields : PathwayDocument.Empty.Fields.Add(field.Key, value), complete: true,
        field.Type == FieldType.Person ? _ => [StandIns.Chosen] : null).IsEmpty;
}
