using System.Collections.Immutable;

namespace Iom.Workflows.Engine;

/// <summary>How running pathways are carried over from one published plan to another.</summary>
/// <param name="FromKey">Key of the plan they run on.</param>
/// <param name="FromVersion">Its version.</param>
/// <param name="ToKey">Key of the plan they are to run on.</param>
/// <param name="ToVersion">Its version.</param>
/// <param name="StageMap">
/// From the key of a stage to that of its counterpart; <see cref="None"/>: it has none (a running track in such a stage is ended).
/// A stage that is not named goes on under its own key.
/// </param>
/// <param name="SlotMap">
/// From <c>stage/slot</c> of the old plan to the slot of the counterpart stage; <see cref="None"/>: what is open there is taken back.
/// A slot that is not named goes on under its own key.
/// </param>
/// <param name="KeepDeadlines">Open items keep their last day; otherwise it is counted anew from the day of the migration.</param>
/// <param name="FindPerformersAnew">Open items go to whomever the new plan finds; otherwise to those who have them.</param>
/// <param name="Reason">Why; it stays in the history.</param>
public sealed record MigrationPlan(
    string FromKey,
    int FromVersion,
    string ToKey,
    int ToVersion,
    ImmutableSortedDictionary<string, string> StageMap,
    ImmutableSortedDictionary<string, string> SlotMap,
    bool KeepDeadlines = true,
    bool FindPerformersAnew = false,
    string? Reason = null)
{
    /// <summary>In a map: no counterpart.</summary>
    public const string None = "";

    /// <summary>How a slot is named in <see cref="SlotMap"/>.</summary>
    public static string Slot(string stage, string slot) => $"{stage}/{slot}";
}
