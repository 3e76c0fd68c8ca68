using System.Collections.Immutable;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>Something that happened and that the engine is asked about. A closed union.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="By">The person; null: the program itself (a timer, an import).</param>
public abstract record PathwayEvent(DateTimeOffset At, int? By)
{
    /// <summary>A pathway begins.</summary>
    /// <param name="SubjectId">The educator.</param>
    /// <param name="StartOn">First day, local; the first stage opens then or at once if it has passed.</param>
    /// <param name="PlannedYears">Academic years planned; null: the plan's default.</param>
    /// <param name="Reason">Why an exception is made from what must hold at the start; null: none is needed.</param>
    public sealed record Started(
        DateTimeOffset At, int? By, int SubjectId, DateOnly StartOn, int? PlannedYears = null, string? Reason = null) : PathwayEvent(At, By);

    /// <summary>Somebody answers an item.</summary>
    /// <param name="Item">Number of the item.</param>
    /// <param name="Outcome">Key of the outcome.</param>
    /// <param name="Comment">Free text; obligatory where the plan says so.</param>
    /// <param name="Data">What was filled in, by field key.</param>
    /// <param name="ReturnTo">For a return: the stage chosen; null: the plan's default.</param>
    /// <param name="DueOn">For a return where the plan allows it: the last day for the rework, local; null: the plan's default.</param>
    public sealed record Answered(
        DateTimeOffset At,
        int? By,
        int Item,
        string Outcome,
        string? Comment,
        ImmutableSortedDictionary<string, FieldValue> Data,
        string? ReturnTo = null,
        DateOnly? DueOn = null) : PathwayEvent(At, By);

    /// <summary>One of several assignees takes an item for himself.</summary>
    public sealed record Claimed(DateTimeOffset At, int? By, int Item) : PathwayEvent(At, By);

    /// <summary>Gives a taken item back.</summary>
    public sealed record Released(DateTimeOffset At, int? By, int Item) : PathwayEvent(At, By);

    /// <summary>An assignee hands an item to a colleague.</summary>
    public sealed record Delegated(DateTimeOffset At, int? By, int Item, int To, string? Comment) : PathwayEvent(At, By);

    /// <summary>An administrator gives an item to somebody, with a reason.</summary>
    public sealed record Reassigned(DateTimeOffset At, int? By, int Item, int To, string? Reason) : PathwayEvent(At, By);

    /// <summary>A due row fell: the item opens, a reminder, an escalation.</summary>
    /// <param name="Item">Number of the item; 0: the pathway's own timer (the cap).</param>
    /// <param name="Rung">The rung it was set for; a rung that is no longer next is refused as stale.</param>
    public sealed record TimerFell(DateTimeOffset At, int Item, int Rung) : PathwayEvent(At, null);

    /// <summary>The directory changed: items without a performer are asked about again.</summary>
    public sealed record DirectoryChanged(DateTimeOffset At) : PathwayEvent(At, null);

    /// <summary>An administrator closes the pathway early, with a reason.</summary>
    public sealed record Withdrawn(DateTimeOffset At, int? By, string? Reason) : PathwayEvent(At, By);

    /// <summary>An administrator lets the pathway stand still, with a reason.</summary>
    /// <param name="Until">When it is expected to go on (local day); null: nobody knows. It does not go on by itself.</param>
    public sealed record Suspended(DateTimeOffset At, int? By, string? Reason, DateOnly? Until = null) : PathwayEvent(At, By);

    /// <summary>An administrator lets a suspended pathway go on.</summary>
    public sealed record Resumed(DateTimeOffset At, int? By) : PathwayEvent(At, By);

    /// <summary>An administrator puts another person into a field of the document, with a reason.</summary>
    /// <param name="Field">Key of the field.</param>
    /// <param name="To">Who takes over.</param>
    public sealed record PersonReplaced(DateTimeOffset At, int? By, string Field, int To, string? Reason) : PathwayEvent(At, By);

    /// <summary>Somebody fires a trigger of the plan.</summary>
    /// <param name="Trigger">Key of the trigger.</param>
    /// <param name="Data">What was filled in, by field key.</param>
    public sealed record Triggered(DateTimeOffset At, int? By, string Trigger, ImmutableSortedDictionary<string, FieldValue> Data)
        : PathwayEvent(At, By);

    /// <summary>An administrator carries the pathway over to another plan; decided by <see cref="Migration"/>, which knows both.</summary>
    public sealed record Migrated(DateTimeOffset At, int? By, MigrationPlan Plan) : PathwayEvent(At, By);

    /// <summary>An administrator takes back a migration since which nothing happened; decided by <see cref="Migration"/>.</summary>
    /// <param name="Before">Where the pathway stood before it.</param>
    public sealed record MigrationUndone(DateTimeOffset At, int? By, PathwayState Before, string? Reason) : PathwayEvent(At, By);

    /// <summary>Whoever runs the server lets another runtime carry the pathway; decided by <see cref="Migration"/>.</summary>
    /// <param name="From">Name of the runtime that carried it.</param>
    /// <param name="To">Name of the runtime that is to.</param>
    public sealed record RuntimeChanged(DateTimeOffset At, string From, string To, string? Reason) : PathwayEvent(At, null);
}
