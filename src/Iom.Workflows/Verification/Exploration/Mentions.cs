using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>What a plan mentions: the conditions that tell educators apart, and the roles that must be filled for it to run.</summary>
internal sealed class Mentions
{
    private readonly List<Condition> atoms = [];

    private Mentions()
    {
    }

    /// <summary>Roles held at a unit; bodies give the roles of their speakers.</summary>
    public SortedSet<string> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>Roles towards one educator.</summary>
    public SortedSet<string> Relatives { get; } = new(StringComparer.Ordinal);

    public SortedSet<int> People { get; } = [];

    /// <summary>A slot may be left out when nobody is found.</summary>
    public bool Skips { get; private set; }

    /// <summary>Conditions without <c>all</c>, <c>any</c> and <c>not</c>.</summary>
    public IReadOnlyList<Condition> Atoms => atoms;

    public static Mentions Of(ProcessPlan plan)
    {
        var mentions = new Mentions();
        mentions.Take(plan.AppliesTo);
        foreach (var stage in plan.Stages)
        {
            mentions.Take(stage.When);
            foreach (var slot in stage.Slots)
            {
                mentions.Take(slot.When);
                mentions.Take(slot.Performer);
                mentions.Skips |= slot.Performer.Fallbacks.Any(fallback => fallback is Fallback.Skip);
                foreach (var escalation in slot.Escalations)
                {
                    mentions.Take(escalation.To);
                }
            }
        }

        return mentions;
    }

    private void Take(Condition condition)
    {
        switch (condition)
        {
            case Condition.AllOf all:
                Take(all.Conditions);
                break;
            case Condition.AnyOf any:
                Take(any.Conditions);
                break;
            case Condition.Not not:
                Take(not.Inner);
                break;
            default:
                atoms.Add(condition);
                break;
        }
    }

    private void Take(ImmutableArray<Condition> conditions)
    {
        foreach (var condition in conditions)
        {
            Take(condition);
        }
    }

    private void Take(PerformerPlan performer)
    {
        Take(performer.Rule);
        foreach (var other in performer.Fallbacks.OfType<Fallback.Other>())
        {
            Take(other.Rule);
        }
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
            case PerformerRule.Body body:
                Roles.UnionWith([$"secretary:{body.Key}", $"chair:{body.Key}"]);
                break;
            case PerformerRule.Person person:
                People.Add(person.PersonId);
                break;
            case PerformerRule.OneOf oneOf:
                foreach (var inner in oneOf.Rules)
                {
                    Take(inner);
                }

                break;
        }
    }
}
