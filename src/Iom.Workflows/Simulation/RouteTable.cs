using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Simulation;

/// <summary>One simulated route, item by item.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="SubjectId">Whose route.</param>
/// <param name="StartOn">First day, local.</param>
/// <param name="Rows">In the order in which the items opened.</param>
/// <param name="Left">Stages and slots that were passed over, in order.</param>
/// <param name="Last">The state at the end.</param>
/// <param name="End">Why the table ends here.</param>
public sealed record RouteTable(
    ProcessPlan Plan, int SubjectId, DateOnly StartOn, ImmutableArray<RouteRow> Rows, ImmutableArray<LeftOut> Left, PathwayState Last, WalkEnd End)
{
    /// <summary>The rows that still wait at the end.</summary>
    public IEnumerable<RouteRow> Waiting => Rows.Where(row => row.ClosedOn is null);
}

/// <summary>One item. All days are local days of the subject's organisation.</summary>
/// <param name="Item">Number of the item.</param>
/// <param name="Year">The n-th year of the route.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Round">The n-th pass through it in that year.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Assignees">Who got it when it opened; empty: nobody was found.</param>
/// <param name="Why">How they were found, see <see cref="Effect.ItemOpened"/>.</param>
/// <param name="OpenedOn">When it came into inboxes.</param>
/// <param name="DueOn">Last day, inclusive; null: no deadline.</param>
/// <param name="Preliminary">The last day rests on a calendar that is not decreed yet.</param>
/// <param name="Notes">Reminders, overdue marks and escalations, in order.</param>
/// <param name="Outcome">Key of the answer; null: none, or taken back.</param>
/// <param name="Late">Answered after the last day.</param>
/// <param name="ClosedOn">When it was answered or taken back; null: still open.</param>
public sealed record RouteRow(
    int Item,
    int Year,
    StagePlan Stage,
    int Round,
    SlotPlan Slot,
    ImmutableArray<int> Assignees,
    string Why,
    DateOnly OpenedOn,
    DateOnly? DueOn,
    bool Preliminary,
    ImmutableArray<RouteNote> Notes,
    string? Outcome = null,
    bool Late = false,
    DateOnly? ClosedOn = null)
{
    /// <summary>Which part of the slot's work it is; null: all of it.</summary>
    public ItemPart? Part { get; init; }

    public OutcomePlan? Answer => Outcome is null ? null : Slot.Outcome(Outcome);
}

/// <summary>Something told to people about an item.</summary>
/// <param name="On">Local day.</param>
/// <param name="Kind">What it was.</param>
/// <param name="To">Who was told; empty: nobody was there to tell.</param>
public sealed record RouteNote(DateOnly On, RouteNoteKind Kind, ImmutableArray<int> To);

/// <summary>Kinds of <see cref="RouteNote"/>.</summary>
public enum RouteNoteKind
{
    Reminder,
    Overdue,
    Escalation,
}

/// <summary>A stage, or one slot of it, that was passed over.</summary>
/// <param name="Year">The n-th year of the route.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Slot">The slot; null: the whole stage.</param>
/// <param name="NoPerformer">Nobody was found; otherwise its condition does not hold.</param>
public sealed record LeftOut(int Year, StagePlan Stage, SlotPlan? Slot, bool NoPerformer);
