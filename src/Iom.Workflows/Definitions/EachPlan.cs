using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>What a slot with several items has one item for. A closed union.</summary>
public abstract record EachPlan
{
    private EachPlan()
    {
    }

    /// <summary>Each person the performer rule finds; everybody answers for himself.</summary>
    public sealed record People : EachPlan;

    /// <summary>Each row of a table of the document; the answer is written into that row.</summary>
    /// <param name="Table">Key of the table.</param>
    public sealed record Rows(string Table) : EachPlan;

    /// <summary>Each of several days of the academic year; days that have passed when the slot begins are left out.</summary>
    /// <param name="Days">The days, in order.</param>
    public sealed record Dates(ImmutableArray<DateRule> Days) : EachPlan;
}

/// <summary>Parts of the academic year at whose edges something repeats.</summary>
public enum Period
{
    Month,
    Quarter,
    HalfYear,
}

/// <summary>How many of several are enough: all, any, more than half, three, two thirds.</summary>
/// <param name="Kind">How it is counted.</param>
/// <param name="Amount">For <see cref="EnoughKind.Number"/> how many; for <see cref="EnoughKind.Share"/> the upper part of the fraction.</param>
/// <param name="Of">The lower part of the fraction.</param>
public readonly record struct Enough(EnoughKind Kind, int Amount = 0, int Of = 1)
{
    public static Enough All { get; } = new(EnoughKind.All);

    public static Enough Any { get; } = new(EnoughKind.Number, 1);

    public static Enough Majority { get; } = new(EnoughKind.Majority);

    /// <summary>How many are enough of so many.</summary>
    public int Among(int total) => Kind switch
    {
        EnoughKind.All => total,
        EnoughKind.Majority => (total / 2) + 1,
        EnoughKind.Number => Amount,
        EnoughKind.Share => ((total * Amount) + Of - 1) / Of,
    };
}

/// <summary>Kinds of <see cref="Enough"/>.</summary>
public enum EnoughKind
{
    All,
    Majority,
    Number,
    Share,
}
