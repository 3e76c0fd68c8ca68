using System.Diagnostics;

namespace Iom.Workflows.Definitions.Explaining;

/// <summary>Conditions on facts, in words.</summary>
internal static class FactText
{
    public static string Of(Condition.Fact fact, ProcessPlan? plan)
    {
        var field = fact.Source == FactSource.Document ? Field(plan, fact.Key) : null;
        var about = fact.Source switch
        {
            FactSource.Document => PlanTexts.Of("fact_of_field", field?.Title ?? fact.Key),
            FactSource.Row => PlanTexts.Of("fact_of_row", fact.Key),
            FactSource.Organisation => PlanTexts.Of("fact_of_organisation", PlanTexts.Label("fact", fact.Key)),
            FactSource.Educator => PlanTexts.Label("fact", fact.Key),
        };
        return fact.Comparison switch
        {
            Comparison.YearsBelow years when fact.Key == "born" => PlanTexts.Of("age_below", PlanTexts.Count(years.Years, "unit_years_genitive")),
            Comparison.Is values => PlanTexts.Of("fact_is", about, string.Join(PlanTexts.Of("or"), values.Values.Select(value => Value(field, value)))),
            Comparison.Below number => PlanTexts.Of("fact_below", about, number.Number),
            Comparison.AtLeast number => PlanTexts.Of("fact_at_least", about, number.Number),
            Comparison.Filled filled => PlanTexts.Of(filled.Value ? "fact_filled" : "fact_empty", about),
            Comparison.YearsBelow years => PlanTexts.Of("fact_years_below", about, PlanTexts.Count(years.Years, "unit_years_genitive")),
            Comparison.YearsAtLeast years => PlanTexts.Of("fact_years_at_least", about, PlanTexts.Count(years.Years, "unit_years")),
            Comparison.Before before => PlanTexts.Of("fact_before", about, before.Day),
            Comparison.Since since => PlanTexts.Of("fact_since", about, since.Day),
            _ => throw new UnreachableException($"No words for {fact.Comparison.GetType().Name}."),
        };
    }

    private static FieldPlan? Field(ProcessPlan? plan, string key) =>
        plan?.Stages.SelectMany(stage => stage.Slots).SelectMany(slot => slot.Fields).FirstOrDefault(field => field.Key == key);

    private static string Value(FieldPlan? field, string value) =>
        $"«{field?.Options.FirstOrDefault(option => option.Key == value)?.Title ?? PlanTexts.Label("value", value)}»";
}
