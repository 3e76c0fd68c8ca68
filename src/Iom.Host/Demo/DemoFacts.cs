using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Directory;

namespace Iom.Host.Demo;

/// <summary>Facts of invented teachers that definitions may ask about: age, qualification, time in the post and in the organisation.</summary>
internal static class DemoFacts
{
    /// <param name="id">Different numbers, different facts; the same number always the same.</param>
    /// <param name="years">Full years of service.</param>
    /// <param name="today">From where years are counted.</param>
    public static ImmutableSortedDictionary<string, string> Of(int id, int years, DateOnly today) => NoAttributes.Value
        .Add("born", Text(today.AddYears(-22 - years - (id % 4)).AddDays(-(id * 37 % 300))))
        .Add("qualification", years > 15 ? "highest" : years > 6 ? "first" : "none")
        .Add("post_since", Text(today.AddYears(-Math.Max(1, years / 2))))
        .Add("in_organisation_since", Text(today.AddYears(-Math.Max(1, years * 2 / 3)).AddDays(-(id * 11 % 200))));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
