using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>Who does the work of a slot: the rule, and what to try, in order, when the rule finds nobody.</summary>
public sealed record PerformerPlan(PerformerRule Rule, ImmutableArray<Fallback> Fallbacks);

/// <summary>A rule that names performers without naming people. A closed union.</summary>
public abstract record PerformerRule
{
    private PerformerRule()
    {
    }

    /// <summary>The educator whose pathway it is.</summary>
    public sealed record Subject : PerformerRule;

    /// <summary>
    /// Whoever holds a role in the subject's organisation; with a level, in the nearest org unit of that level above it; with a type,
    /// in the nearest organisation of that type: the own chain upward first, then what lies right below it; with a unit, in the unit of that code.
    /// </summary>
    public sealed record RoleHolder(string Role, string? Level = null, string? OrgType = null, string? Unit = null) : PerformerRule;

    /// <summary>Whoever holds a role towards this very educator: the lead of <em>his</em> association, <em>his</em> mentor or tutor.</summary>
    public sealed record RelativeTo(string Role) : PerformerRule;

    /// <summary>The person who speaks for a collegial body (its secretary, else its chair), at a level; or all who sit in it.</summary>
    public sealed record Body(string Key, string? Level = null, bool Members = false) : PerformerRule;

    /// <summary>Everybody any of the rules names; whoever comes first answers.</summary>
    public sealed record OneOf(ImmutableArray<PerformerRule> Rules) : PerformerRule;

    /// <summary>Everybody all of the rules name; each of them answers.</summary>
    public sealed record AllOf(ImmutableArray<PerformerRule> Rules) : PerformerRule;

    /// <summary>Those whom the first rule names that finds anybody.</summary>
    public sealed record FirstOf(ImmutableArray<PerformerRule> Rules) : PerformerRule;

    /// <summary>A named person, by the number in the directory.</summary>
    public sealed record Person(int PersonId) : PerformerRule;

    /// <summary>The person chosen in a field of the document.</summary>
    public sealed record Field(string Key) : PerformerRule;

    /// <summary>The person chosen in a column of the row that the item is about.</summary>
    public sealed record Row(string Key) : PerformerRule;

    /// <summary>Whoever answered a slot last.</summary>
    public sealed record SameAs(string Stage, string Slot) : PerformerRule;

    /// <summary>All educators of the subject's organisation or, with a level, of everything below the unit of that level above it.</summary>
    public sealed record Educators(Condition Where, string? Level = null) : PerformerRule;

    /// <summary>Those of the people a rule names who fit: a condition on them, and not too many educators in their care already.</summary>
    public sealed record Pool(PerformerRule From, Condition Where, LoadLimit? MaxLoad = null) : PerformerRule;

    /// <summary>The people a rule names without those of other rules: a conflict of interest.</summary>
    public sealed record Except(PerformerRule Rule, ImmutableArray<PerformerRule> Excluded) : PerformerRule;
}

/// <summary>How many educators somebody may have in his care to be given one more.</summary>
/// <param name="Role">Role towards an educator: <c>mentor</c>, <c>tutor</c>.</param>
/// <param name="Below">Fewer than this many.</param>
public sealed record LoadLimit(string Role, int Below);

/// <summary>What to try when a rule finds nobody. A closed union.</summary>
public abstract record Fallback
{
    private Fallback()
    {
    }

    /// <summary>Another rule.</summary>
    public sealed record Other(PerformerRule Rule) : Fallback;

    /// <summary>The same role one level up, then higher, until somebody holds it.</summary>
    public sealed record LevelUp : Fallback;

    /// <summary>Leave the slot out.</summary>
    public sealed record Skip : Fallback;
}
