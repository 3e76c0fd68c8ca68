using System.Collections.Immutable;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Tests.Conformance;

/// <summary>What people fill in, by slot of the shipped template.</summary>
internal static class Forms
{
    public static ImmutableSortedDictionary<string, FieldValue> Empty { get; } = PathwayDocument.Empty.Fields;

    public static ImmutableSortedDictionary<string, FieldValue> Of(string slot) => slot switch
    {
        "self" => Filled(("area_subject", "4"), ("area_methods", "3"), ("area_psychology", "3"), ("area_communication", "5")),
        "draft" => Filled(("topic", "Смешанное обучение"), ("goals", "Освоить «перевёрнутый» урок"), ("criteria", "Два открытых урока"), ("planned_years", "2"))
            .Add("items", new FieldValue.Table([ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [KeyValuePair.Create("strand", "self_education"), KeyValuePair.Create("what", "Курс по методике"), KeyValuePair.Create("when", "ноябрь")])])),
        "report_half_1" => Filled(("done_half_1", "Пройден курс")),
        "report_half_2" => Filled(("done_half_2", "Дан открытый урок")),
        "reflection" => Filled(("achieved", "Уроки стали живее")),
        "presentation" => Filled(("venue", "pedagogical_council"), ("presented_on", "2027-06-10"), ("minutes", "№ 7")),
        "revise" => Filled(("goals", "Провести мастер-класс")),
        _ => Empty,
    };

    public static ImmutableSortedDictionary<string, FieldValue> Filled(params (string Key, string Value)[] fields) =>
        Empty.AddRange(fields.Select(field => KeyValuePair.Create(field.Key, (FieldValue)new FieldValue.Text(field.Value))));
}
