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

    /// <summary>Whoever holds a role in the subject's organisation or, with a level, in the nearest org unit of that level above it.</summary>
    public sealed record RoleHolder(string Role, string? Level = null) : PerformerRule;

    /// <summary>Whoever holds a role towards this very educator: the lead of <em>his</em> association, <em>his</em> mentor or tutor.</summary>
    public sealed record RelativeTo(string Role) : PerformerRule;

    /// <summary>The person who speaks for a collegial body (its secretary, else its chair), at a level.</summary>
    public sealed record Body(string Key, string? Level = null) : PerformerRule;

    /// <summary>Everybody any of the rules names; whoever comes first answers.</summary>
    public sealed record OneOf(ImmutableArray<PerformerRule> Rules) : PerformerRule;

    /// <summary>A named person, by the number in the directory.</summary>
    public sealed record Person(int PersonId) : PerformerRule;

    /// <summary>The person chosen in a field of the document.</summary>
    public sealed record Field(string Key) : PerformerRule;
}

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
