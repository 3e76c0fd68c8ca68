using System.Globalization;
using Iom.Host.Resources;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Host.Work;

/// <summary>What stands in a field or a column, in words: options by their titles, people by their names.</summary>
public static class FieldWords
{
    public static string Of(FieldPlan field, string text, Roster? roster) => field.Type switch
    {
        FieldType.Choice or FieldType.MultiChoice => field.Options.FirstOrDefault(option => option.Key == text)?.Title ?? text,
        FieldType.Confirm => text == "true" ? Texts.Of("yes") : text,
        FieldType.Date => DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) ? Texts.Day(day) : text,
        FieldType.Person => int.TryParse(text, CultureInfo.InvariantCulture, out var id) ? roster?.Person(id)?.FullName ?? text : text,
        FieldType.Scale => Texts.Of("scale_of", text, field.Max ?? 5),
        _ => text,
    };
}
