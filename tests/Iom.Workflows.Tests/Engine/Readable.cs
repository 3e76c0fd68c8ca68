using System.Collections;
using System.Globalization;
using System.Reflection;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Values by name, without what is empty, so that a failing plan can be read and typed.</summary>
internal static class Readable
{
    public static string Of(Life life) => Of((object)life);

    private static string Of(object? value) => value switch
    {
        null => string.Empty,
        string or Enum or bool => value.ToString()!,
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable many => string.Join(", ", many.Cast<object>().Select(Of)) is { Length: > 0 } inner ? $"[{inner}]" : string.Empty,
        Move move => $"{move.Kind} {move.Which} {move.Who} {move.How}",
        ProcessPlan plan => $"cap {plan.CapYears}, year begins at {plan.YearBeginsAt}\n{string.Join("\n", plan.Stages.Select(Of))}\n",
        _ => $"{value.GetType().Name}({string.Join(" ", Told(value))})",
    };

    private static IEnumerable<string> Told(object value) =>
        from property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.Name is not ("Title" or "BarsSubject" or "Hint" or "Options")
        let inner = Of(property.GetValue(value))
        where inner.Length > 0
        select $"{property.Name}={inner}";
}
