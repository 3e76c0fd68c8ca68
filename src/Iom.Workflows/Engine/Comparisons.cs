using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>Whether a fact satisfies a <see cref="Comparison"/>.</summary>
internal static class Comparisons
{
    /// <param name="comparison">What is asked.</param>
    /// <param name="values">The fact: nothing, one text, or several choices.</param>
    /// <param name="today">Local day, for full years.</param>
    public static bool Holds(Comparison comparison, ImmutableArray<string> values, DateOnly today) => comparison switch
    {
        Comparison.Is texts => values.Any(value => texts.Values.Contains(value)),
        Comparison.Filled filled => filled.Value != values.IsEmpty,
        Comparison.Below below => Number(values) < below.Number,
        Comparison.AtLeast least => Number(values) >= least.Number,
        Comparison.YearsBelow years => Day(values)?.AddYears(years.Years) > today,
        Comparison.YearsAtLeast years => Day(values)?.AddYears(years.Years) <= today,
        Comparison.Before before => Day(values) < before.Day,
        Comparison.Since since => Day(values) >= since.Day,
        _ => throw new UnreachableException($"No rule for the comparison {comparison.GetType().Name}."),
    };

    /// <summary>What stands in a field; a table counts its rows.</summary>
    public static ImmutableArray<string> Values(FieldValue? value) => value switch
    {
        FieldValue.Text text => Values(text.Value),
        FieldValue.Choices choices => choices.Keys,
        FieldValue.Table { Rows: { IsEmpty: false } rows } => [rows.Length.ToString(CultureInfo.InvariantCulture)],
        _ => [],
    };

    public static ImmutableArray<string> Values(string? text) => string.IsNullOrWhiteSpace(text) ? [] : [text];

    private static int? Number(ImmutableArray<string> values) =>
        values is [var text] && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Years this far off are no dates of people; counting on from them would leave the calendar.</summary>
    private static DateOnly? Day(ImmutableArray<string> values) =>
        values is [var text] && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year < 9000
            ? day
            : null;
}
