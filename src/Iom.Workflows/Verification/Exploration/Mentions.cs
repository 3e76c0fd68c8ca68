using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>What a plan mentions: the conditions that tell educators apart, the roles that must be filled, the fields that are read.</summary>
internal sealed class Mentions
{
    private const int MostHolders = 12;

    private readonly HashSet<Comparison> filled = [new Comparison.Filled(true)];

    private Mentions(ProcessPlan plan)
    {
        Atoms = [.. PlanParts.Conditions(plan).SelectMany(PlanParts.Atoms).Distinct()];
        foreach (var rule in PlanParts.Performers(plan).SelectMany(RuleWalk.Performers).Concat(Atoms.SelectMany(RuleWalk.Performers)))
        {
            Take(rule);
        }

        Skips = PlanParts.Slots(plan).Any(slot => slot.Performer.Fallbacks.Any(fallback => fallback is Fallback.Skip));
        SamePerson = PlanParts.Slots(plan).Any(slot => slot.SkipsSamePerson);
        Tables = [.. plan.Tracks.Select(track => track.Rows)
            .Concat(PlanParts.Slots(plan).Select(slot => (slot.Each as EachPlan.Rows)?.Table)).OfType<string>().Distinct(StringComparer.Ordinal)];
        Holders = PlanParts.Slots(plan).Where(slot => slot.Each is EachPlan.People || slot.Vote is not null)
            .SelectMany(slot => new[] { slot.Enough, slot.Vote?.Quorum ?? Enough.All, slot.Vote?.Majority ?? Enough.All })
            .Select(enough => enough.Kind == EnoughKind.Number ? Math.Clamp(enough.Amount, 2, MostHolders) : 2).DefaultIfEmpty(1).Max();
    }

    /// <summary>Roles held at a unit; bodies give the roles of their speakers.</summary>
    public SortedSet<string> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>Bodies whose members are asked.</summary>
    public SortedSet<string> Bodies { get; } = new(StringComparer.Ordinal);

    /// <summary>Roles towards one educator.</summary>
    public SortedSet<string> Relatives { get; } = new(StringComparer.Ordinal);

    public SortedSet<int> People { get; } = [];

    /// <summary>How many hold each role: more than one where each of them is asked for himself.</summary>
    public int Holders { get; }

    /// <summary>A slot may be left out when nobody is found.</summary>
    public bool Skips { get; }

    /// <summary>A slot may be left out when its performer has agreed before.</summary>
    public bool SamePerson { get; }

    /// <summary>Tables whose rows have work of their own.</summary>
    public ImmutableArray<string> Tables { get; }

    /// <summary>Conditions without <c>all</c>, <c>any</c> and <c>not</c>.</summary>
    public ImmutableArray<Condition> Atoms { get; }

    public IEnumerable<Condition.Fact> Facts => Atoms.OfType<Condition.Fact>();

    /// <summary>Fields of the document in which performers are chosen.</summary>
    public SortedSet<string> PersonFields { get; } = new(StringComparer.Ordinal);

    /// <summary>Columns of rows in which performers are chosen.</summary>
    public SortedSet<string> PersonColumns { get; } = new(StringComparer.Ordinal);

    public static Mentions Of(ProcessPlan plan) => new(plan);

    /// <summary>What is asked about a field of the document or, with <see cref="FactSource.Row"/>, about a column.</summary>
    public IEnumerable<Comparison> AskedOf(FactSource source, string key)
    {
        var asked = Facts.Where(fact => fact.Source == source && fact.Key == key).Select(fact => fact.Comparison);
        return (source == FactSource.Document ? PersonFields : PersonColumns).Contains(key) ? asked.Concat(filled) : asked;
    }

    private void Take(PerformerRule rule)
    {
        switch (rule)
        {
            case PerformerRule.RoleHolder holder:
                Roles.Add(holder.Role);
                break;
            case PerformerRule.RelativeTo relative:
                Relatives.Add(relative.Role);
                break;
            case PerformerRule.Body { Members: true } body:
                Bodies.Add(body.Key);
                break;
            case PerformerRule.Body body:
                Roles.UnionWith([$"secretary:{body.Key}", $"chair:{body.Key}"]);
                break;
            case PerformerRule.Person person:
                People.Add(person.PersonId);
                break;
            case PerformerRule.Field field:
                PersonFields.Add(field.Key);
                break;
            case PerformerRule.Row row:
                PersonColumns.Add(row.Key);
                break;
        }
    }
}
