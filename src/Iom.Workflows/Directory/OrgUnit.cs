using System.Collections.Immutable;
using Iom.Workflows.Calendars;

namespace Iom.Workflows.Directory;

/// <summary>A node of region → municipality → organisation. Any level may be missing.</summary>
/// <param name="Id">Number in the directory.</param>
/// <param name="ParentId">The unit above; null at the top.</param>
/// <param name="Code">Stable code that definitions refer to in their scope, e.g. <c>priozerye</c>.</param>
/// <param name="Level">One of <see cref="OrgLevels"/>.</param>
/// <param name="Type">Type of an organisation: <c>school</c>, <c>kindergarten</c>, <c>college</c>, <c>municipal_method_service</c> …</param>
/// <param name="Name">Full name in Russian.</param>
/// <param name="Calendar">Zone, working week, regional holidays and shape of the academic year.</param>
public sealed record OrgUnit(int Id, int? ParentId, string Code, string Level, string Type, string Name, CalendarChoice Calendar)
{
    /// <summary>Further facts that definitions may ask about, e.g. <c>small: true</c>; dates as yyyy-MM-dd.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = NoAttributes.Value;
}

/// <summary>Levels of the org tree, from the top.</summary>
public static class OrgLevels
{
    public const string Region = "region";
    public const string Municipality = "municipality";
    public const string Organisation = "organisation";
}
