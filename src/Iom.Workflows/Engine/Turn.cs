using System.Collections.Immutable;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>
/// One decision while it is being made: the facts so far and the state they make. Lives inside one call of the engine
/// and is the only thing in it that changes.
/// </summary>
internal sealed class Turn
{
    private readonly ImmutableArray<Effect>.Builder facts = ImmutableArray.CreateBuilder<Effect>(8);

    public Turn(ProcessPlan plan, PathwayState state, PathwayEvent happened, Roster roster, OrgUnit unit)
    {
        Plan = plan;
        State = state;
        Roster = roster;
        Unit = unit;
        Now = happened.At;
        Calendar = roster.CalendarOf(unit.Id);
        Today = Calendar.LocalDate(happened.At);
    }

    public ProcessPlan Plan { get; }

    /// <summary>The facts so far.</summary>
    public ImmutableArray<Effect>.Builder Facts => facts;

    /// <summary>The part of the work that is looked at just now: rules that speak of a row, a person or a day speak of this one.</summary>
    public ItemPart? Part { get; private set; }

    /// <summary>Number of the life that is looked at just now; 0: the main one.</summary>
    public int Life { get; private set; }

    /// <summary>The row of <see cref="Part"/>; null: none.</summary>
    public ImmutableSortedDictionary<string, string>? Row =>
        Part is { Table: { } table, Row: { } row } && State.Document.Rows(table) is var rows && row < rows.Length ? rows[row] : null;

    public PathwayState State { get; private set; }

    public Roster Roster { get; }

    /// <summary>The organisation of the subject.</summary>
    public OrgUnit Unit { get; }

    /// <summary>The calendar of that organisation.</summary>
    public WorkCalendar Calendar { get; }

    /// <summary>UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The day it is in that organisation.</summary>
    public DateOnly Today { get; }

    /// <summary>The last day the pathway may last to.</summary>
    public DateOnly CapOn => State.CapOn(Plan);

    /// <summary>The slot of an item of the current round.</summary>
    public SlotPlan Slot(ItemState item) => Plan.SlotOf(State, item);

    /// <summary>Whether a rule of the plan asks about something later.</summary>
    public bool Remembers(Remembered what) => (Plan.Remembers & what) != 0;

    /// <summary>From now on rules are asked about this part of this life.</summary>
    public void LookAt(int life, ItemPart? part) => (Life, Part) = (life, part);

    public void Add(Effect fact)
    {
        facts.Add(fact);
        State = Evolution.Apply(State, fact);
    }

    public Decision.Accepted Accept()
    {
        Tracks.Follow(this);
        return new(State, facts.DrainToImmutable());
    }
}
