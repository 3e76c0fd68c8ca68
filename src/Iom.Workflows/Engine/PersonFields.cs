using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>People chosen in fields of the document.</summary>
internal static class PersonFields
{
    /// <summary>Who stands in a field; null: nobody.</summary>
    public static int? In(PathwayDocument document, string field) =>
        document.Fields.GetValueOrDefault(field) is FieldValue.Text text
        && int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var person) ? person : null;

    public static ImmutableSortedDictionary<string, FieldValue> Written(string field, int person) =>
        PathwayDocument.Empty.Fields.Add(field, new FieldValue.Text(person.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Whether a rule names whoever stands in the field.</summary>
    public static bool Names(PerformerPlan performer, string field) =>
        RuleWalk.Performers(performer).Any(rule => rule is PerformerRule.Field chosen && chosen.Key == field);
}
