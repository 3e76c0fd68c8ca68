using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>
/// A plan as it is explored. Its course stays; what hangs on the day, on the org tree or on things nobody here knows is laid into the
/// hands of the explorer, who tries it both ways, so that a real town can only do less than what was explored.
/// </summary>
internal sealed class ExploredPlan
{
    /// <summary>The role under which somebody stands in for all who are found by what they are like.</summary>
    public const string Anybody = "?";

    /// <summary>An answer that is offered three times leads nowhere that one offered once does not: it is offered, and then no more.</summary>
    private const int FewRounds = 2;

    /// <summary>Items of one slot for several days fare alike: a first and a last one show all that more of them could.</summary>
    private const int FewDates = 2;

    private readonly List<Condition> wishes = [];
    private readonly int rounds;
    private ProcessPlan? course;

    private ExploredPlan(ProcessPlan plan)
    {
        rounds = PlanParts.Conditions(plan).SelectMany(PlanParts.Atoms).OfType<Condition.RoundAtLeast>()
            .Select(atom => atom.Round).Append(FewRounds).Max();
        Plan = plan with
        {
            AppliesTo = Free(plan.AppliesTo),
            Requires = [.. plan.Requires.Select(requirement => requirement with { That = Free(requirement.That) })],
            Stages = [.. plan.Stages.Select(Explored)],
            Tracks = [.. plan.Tracks.Select(track => track with { When = Free(track.When), Stages = [.. track.Stages.Select(Explored)] })],
            Triggers = [.. plan.Triggers.Select(trigger => trigger with
            {
                When = Free(trigger.When),
                By = Named(trigger.By),
                Fields = [.. trigger.Fields.Select(Chosen)],
            })],
        };
    }

    public ProcessPlan Plan { get; }

    /// <summary>The same with as few items for days as show every course; their deadlines are looked at with all of them.</summary>
    public ProcessPlan Course => course ??= Plan with
    {
        Stages = [.. Plan.Stages.Select(FewerDates)],
        Tracks = [.. Plan.Tracks.Select(track => track with { Stages = [.. track.Stages.Select(FewerDates)] })],
    };

    /// <summary>Conditions that are simply said to hold or not: the n-th one by the attribute <see cref="WishKey"/> of the educator.</summary>
    public IReadOnlyList<Condition> Wishes => wishes;

    public static ExploredPlan Of(ProcessPlan plan) => new(plan);

    public static string WishKey(int number) => $"?{number}";

    /// <summary>Conditions that the engine can be asked about among stand-ins stay; of the others it is tried what follows.</summary>
    private Condition Free(Condition condition) => condition switch
    {
        Condition.AllOf all => new Condition.AllOf([.. all.Conditions.Select(Free)]),
        Condition.AnyOf any => new Condition.AnyOf([.. any.Conditions.Select(Free)]),
        Condition.Not not => new Condition.Not(Free(not.Inner)),
        Condition.Category or Condition.OrgType or Condition.Track or Condition.Leader or Condition.TenureBelow or Condition.HasAssociation
            or Condition.Year or Condition.Fact or Condition.RoundAtLeast or Condition.StageOutcome => condition,
        _ => Wished(condition),
    };

    private Condition.Fact Wished(Condition condition)
    {
        var number = wishes.IndexOf(condition);
        if (number < 0)
        {
            number = wishes.Count;
            wishes.Add(condition);
        }

        return new Condition.Fact(FactSource.Educator, WishKey(number), new Comparison.Filled(true));
    }

    private StagePlan Explored(StagePlan stage) => stage with
    {
        When = Free(stage.When),
        Slots = [.. stage.Slots.Select(Explored)],
        Transitions = [.. stage.Transitions.Select(transition =>
            transition.MaxRounds > rounds ? transition with { MaxRounds = rounds } : transition)],
    };

    private SlotPlan Explored(SlotPlan slot) => slot with
    {
        When = Free(slot.When),
        Performer = Named(slot.Performer),
        Escalations = [.. slot.Escalations.Select(rung => rung with { To = Named(rung.To) })],
        Fields = [.. slot.Fields.Select(Chosen)],
        Requires = slot.Requires.RemoveAll(requirement => PlanParts.Atoms(requirement.That).Any(Changes)),
        Opens = slot.Opens is { } opens ? Free(opens) : null,
        Deadline = slot.Deadline is { } deadline ? deadline with { Rule = Free(deadline.Rule) } : null,
        Each = slot.Each is EachPlan.Dates dates ? new EachPlan.Dates([.. dates.Days.Select(Free)]) : slot.Each,
    };

    private static StagePlan FewerDates(StagePlan stage) =>
        stage.Slots.Any(slot => slot.Each is EachPlan.Dates) ? stage with { Slots = [.. stage.Slots.Select(FewerDates)] } : stage;

    private static SlotPlan FewerDates(SlotPlan slot)
    {
        var few = slot.Enough.Kind == EnoughKind.Number ? Math.Max(FewDates, slot.Enough.Amount) : FewDates;
        return slot.Each is EachPlan.Dates { Days: var days } && days.Length > few
            ? slot with { Each = new EachPlan.Dates([.. days[..(few - 1)], days[^1]]) } : slot;
    }

    /// <summary>Whether the answer may be another one day without anything happening to the pathway.</summary>
    private static bool Changes(Condition atom) => atom is
        Condition.Fact { Source: FactSource.Educator or FactSource.Organisation } or Condition.Has or Condition.Season or Condition.TenureBelow;

    private DateRule Free(DateRule rule) => rule switch
    {
        DateRule.Earliest earliest => new DateRule.Earliest([.. earliest.Rules.Select(Free)]),
        DateRule.Latest latest => new DateRule.Latest([.. latest.Rules.Select(Free)]),
        DateRule.Cases cases => new DateRule.Cases([.. cases.Each.Select(each => new DateCase(Free(each.When), Free(each.Rule)))]),
        _ => rule,
    };

    private static FieldPlan Chosen(FieldPlan field) => field with
    {
        From = field.Type == FieldType.Person ? new PerformerPlan(new PerformerRule.Person(StandIns.Chosen), []) : field.From,
        Columns = [.. field.Columns.Select(Chosen)],
    };

    private static PerformerPlan Named(PerformerPlan performer) => new(
        Named(performer.Rule),
        [.. performer.Fallbacks.Select(fallback => fallback is Fallback.Other other ? new Fallback.Other(Named(other.Rule)) : fallback)]);

    private static PerformerRule Named(PerformerRule rule) => rule switch
    {
        PerformerRule.RoleHolder { OrgType: not null } or PerformerRule.RoleHolder { Unit: not null } =>
            new PerformerRule.RoleHolder(((PerformerRule.RoleHolder)rule).Role),
        PerformerRule.OneOf oneOf => new PerformerRule.OneOf(Named(oneOf.Rules)),
        PerformerRule.AllOf allOf => new PerformerRule.AllOf(Named(allOf.Rules)),
        PerformerRule.FirstOf firstOf => new PerformerRule.FirstOf(Named(firstOf.Rules)),
        PerformerRule.Pool pool => Named(pool.From),
        PerformerRule.Except except => new PerformerRule.Except(Named(except.Rule), Named(except.Excluded)),
        PerformerRule.Subject or PerformerRule.RoleHolder or PerformerRule.RelativeTo or PerformerRule.Body or PerformerRule.Person
            or PerformerRule.Field or PerformerRule.Row or PerformerRule.SameAs => rule,
        _ => new PerformerRule.RoleHolder(Anybody),
    };

    private static ImmutableArray<PerformerRule> Named(ImmutableArray<PerformerRule> rules) => [.. rules.Select(Named)];
}
