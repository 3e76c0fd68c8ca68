using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>Values of a fact among which every answer of some comparisons is found.</summary>
internal static class Samples
{
    /// <summary>A text that no comparison names.</summary>
    private const string Other = "-";

    /// <param name="comparisons">What is asked about the fact.</param>
    /// <param name="today">Years are counted from here.</param>
    /// <returns>Texts; null: nothing is there. Never empty.</returns>
    public static ImmutableArray<string?> Of(IEnumerable<Comparison> comparisons, DateOnly today) =>
        [.. comparisons.SelectMany(comparison => Of(comparison, today)).Prepend(null).Distinct()];

    private static IEnumerable<string?> Of(Comparison comparison, DateOnly today) => comparison switch
    {
        Comparison.Is texts => [.. texts.Values, Other],
        Comparison.Below below => Around(below.Number),
        Comparison.AtLeast least => Around(least.Number),
        Comparison.YearsBelow years => [Day(today), Ago(today, years.Years)],
        Comparison.YearsAtLeast years => [Day(today), Ago(today, years.Years)],
        Comparison.Before before => [Day(before.Day.AddDays(-1)), Day(before.Day)],
        Comparison.Since since => [Day(since.Day.AddDays(-1)), Day(since.Day)],
        _ => [Other],
    };

    private static IEnumerable<string> Around(int number) => new[] { number - 1, number }.Select(near => near.ToString(CultureInfo.InvariantCulture));

    private static string Ago(DateOnly today, int years) => Day(today.AddYears(-Math.Min(years, today.Year - 1)));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
