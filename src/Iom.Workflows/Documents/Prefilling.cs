using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Documents;

/// <summary>What stands in a form when it is opened: the document, and in empty fields what the definition puts there.</summary>
public static class Prefilling
{
    /// <param name="fields">The form.</param>
    /// <param name="document">What stands already.</param>
    /// <param name="subject">Whose pathway it is.</param>
    /// <param name="facts">The subject's facts; null: none are known.</param>
    public static ImmutableSortedDictionary<string, FieldValue> Of(
        ImmutableArray<FieldPlan> fields, PathwayDocument document, Person subject, Educator? facts)
    {
        var values = document.Fields;
        foreach (var field in fields)
        {
            if (values.GetValueOrDefault(field.Key) is not (null or FieldValue.Text { Value.Length: 0 }))
            {
                continue;
            }

            var value = field.Prefill switch
            {
                PrefillPlan.Field from => document.Fields.GetValueOrDefault(from.Key) as FieldValue.Text,
                PrefillPlan.Attribute from => facts?.Attributes.GetValueOrDefault(from.Key) is { } text ? new FieldValue.Text(text) : null,
                PrefillPlan.SubjectName => new FieldValue.Text(subject.FullName),
                _ => null,
            };
            if (value is not null)
            {
                values = values.SetItem(field.Key, value);
            }
        }

        return values;
    }
}
