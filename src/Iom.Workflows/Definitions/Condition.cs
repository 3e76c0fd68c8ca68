using System.Collections.Immutable;
using Iom.Workflows.Calendars;

namespace Iom.Workflows.Definitions;

/// <summary>A condition on the educator, the organisation or the year of the pathway. A closed union, evaluated by the engine.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    public static Condition Always { get; } = new AllOf([]);

    public sealed record AllOf(ImmutableArray<Condition> Conditions) : Condition;

    public sealed record AnyOf(ImmutableArray<Condition> Conditions) : Condition;

    public sealed record Not(Condition Inner) : Condition;

    /// <summary>Category of the educator: <c>teacher</c>, <c>kindergarten_teacher</c>, <c>college_teacher</c> …</summary>
    public sealed record Category(ImmutableArray<string> Keys) : Condition;

    /// <summary>Type of the organisation: <c>school</c>, <c>kindergarten</c>, <c>college</c> …</summary>
    public sealed record OrgType(ImmutableArray<string> Keys) : Condition;

    /// <summary>Degree the educator goes for: <c>mentor</c>, <c>researcher</c>, <c>methodologist</c> (seed 000).</summary>
    public sealed record Track(ImmutableArray<string> Keys) : Condition;

    /// <summary>Head or deputy: «управленческие кадры» (seed 001).</summary>
    public sealed record Leader(bool Value) : Condition;

    /// <summary>Full years of pedagogical service less than this.</summary>
    public sealed record TenureBelow(int Years) : Condition;

    /// <summary>Belongs to a methodical association with a lead.</summary>
    public sealed record HasAssociation(bool Value) : Condition;

    /// <summary>Which year of the pathway it is.</summary>
    public sealed record Year(YearPosition Position) : Condition;

    /// <summary>A fact of the educator, the organisation, the document or the row, compared with something.</summary>
    public sealed record Fact(FactSource Source, string Key, Comparison Comparison) : Condition;

    /// <summary>The rule finds somebody today.</summary>
    public sealed record Has(PerformerRule Rule) : Condition;

    /// <summary>The stage is passed for at least the n-th time this year.</summary>
    public sealed record RoundAtLeast(int Round) : Condition;

    /// <summary>The stage was last left with one of these outcomes.</summary>
    public sealed record StageOutcome(string Stage, ImmutableArray<string> Outcomes) : Condition;

    /// <summary>Today lies between two days of the year, both inclusive; may run over the turn of the year.</summary>
    public sealed record Season(MonthDay From, MonthDay To) : Condition;
}

/// <summary>Place of a year inside the pathway.</summary>
public enum YearPosition
{
    First,
    NotFirst,
    Last,
    NotLast,
}
