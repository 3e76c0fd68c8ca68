using System.Collections.Immutable;
using Iom.Workflows.Calendars;

namespace Iom.Workflows.Definitions;

/// <summary>How a day is found. All days are local days of the subject's organisation. A closed union.</summary>
public abstract record DateRule
{
    private DateRule()
    {
    }

    /// <summary>A distance from an anchor; negative goes backward. With amount 0 the anchor itself.</summary>
    /// <param name="SameDay">The day of the anchor is the first one counted; otherwise the day after it is.</param>
    public sealed record Offset(DateAnchor Anchor, int Amount, DateUnit Unit, RollRule Roll, bool SameDay = false) : DateRule;

    /// <summary>The earliest of several days.</summary>
    public sealed record Earliest(ImmutableArray<DateRule> Rules) : DateRule;

    /// <summary>The latest of several days.</summary>
    public sealed record Latest(ImmutableArray<DateRule> Rules) : DateRule;

    /// <summary>The first case whose condition holds; the last one holds always.</summary>
    public sealed record Cases(ImmutableArray<DateCase> Each) : DateRule;
}

/// <summary>A day for those for whom a condition holds.</summary>
public sealed record DateCase(Condition When, DateRule Rule);

/// <summary>What a distance is counted from. A closed union.</summary>
public abstract record DateAnchor
{
    private DateAnchor()
    {
    }

    /// <summary>The day the item was opened.</summary>
    public sealed record Opened : DateAnchor;

    /// <summary>The day the pathway started.</summary>
    public sealed record Started : DateAnchor;

    /// <summary>The day a stage was last completed; if it never was, the day the item was opened.</summary>
    public sealed record StageDone(string Stage) : DateAnchor;

    /// <summary>In a slot with an item for each of several days: the day of the item; otherwise the day it was opened.</summary>
    public sealed record EachDate : DateAnchor;

    /// <summary>A day of the pathway's current academic year, e.g. 15 September.</summary>
    public sealed record DayOfYear(int Month, int Day) : DateAnchor;

    /// <summary>A point of the academic calendar: start or end of the year, a half-year, a quarter.</summary>
    public sealed record Academic(AcademicAnchor Anchor) : DateAnchor;

    /// <summary>A day of one year only.</summary>
    public sealed record Fixed(DateOnly Day) : DateAnchor;

    /// <summary>The day in a date field of the document; if it is empty, the day the item was opened.</summary>
    public sealed record Field(string Key) : DateAnchor;

    /// <summary>The day in a date column of the row that the item is about; if it is empty, the day the item was opened.</summary>
    public sealed record Row(string Key) : DateAnchor;

    /// <summary>The day a stage was first entered this year; if it never was, the day the item was opened.</summary>
    public sealed record StageEntered(string Stage) : DateAnchor;

    /// <summary>The day of the return that led into this round of the stage; without one the day the item was opened.</summary>
    public sealed record Returned : DateAnchor;

    /// <summary>
    /// The next sitting of a collegial body, at a level, that leaves the notice after the item was opened; if none is known, the day the
    /// item was opened.
    /// </summary>
    public sealed record Sitting(string Body, string? Level = null, Distance? Notice = null) : DateAnchor;
}

/// <summary>A length of time.</summary>
public sealed record Distance(int Amount, DateUnit Unit);

/// <summary>Units of a distance.</summary>
public enum DateUnit
{
    WorkingDays,
    CalendarDays,
    Weeks,
    Months,
    Years,
}

/// <summary>The last day for an answer.</summary>
/// <param name="Rule">How the day is found.</param>
/// <param name="AtLeastWorkingDays">
/// Working days the performer always gets, even when the rule names a day that has passed (a return for rework in May of something due in October).
/// </param>
/// <param name="SetByReturn">A day that was named with the return into the stage takes the place of the rule.</param>
public sealed record DeadlinePlan(DateRule Rule, int AtLeastWorkingDays = 3, bool SetByReturn = false);

/// <summary>A rung of the reminder ladder, counted from the last day for the answer.</summary>
/// <param name="OffsetDays">Days from the last day: negative before it, 0 on it, positive after it.</param>
/// <param name="Unit"><see cref="DateUnit.WorkingDays"/> or <see cref="DateUnit.CalendarDays"/>.</param>
/// <param name="RepeatEvery">Repeats after that many days of the same unit; 0: once.</param>
/// <param name="Times">How many times in all, at least 1.</param>
public sealed record ReminderPlan(int OffsetDays, DateUnit Unit, int RepeatEvery = 0, int Times = 1);

/// <summary>Brings in the next role when the last day has passed.</summary>
/// <param name="AfterDays">Days after the last day.</param>
/// <param name="Unit"><see cref="DateUnit.WorkingDays"/> or <see cref="DateUnit.CalendarDays"/>.</param>
/// <param name="To">Who is brought in.</param>
/// <param name="Mode">What they may do.</param>
public sealed record EscalationPlan(int AfterDays, DateUnit Unit, PerformerPlan To, EscalationMode Mode);

/// <summary>What somebody may do to whom an item was escalated.</summary>
public enum EscalationMode
{
    /// <summary>Is told.</summary>
    Inform,

    /// <summary>May answer beside the performer.</summary>
    Join,

    /// <summary>Answers instead of the performer.</summary>
    Replace,
}
