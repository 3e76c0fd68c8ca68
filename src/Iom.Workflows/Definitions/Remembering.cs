using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>What a pathway remembers beside where it stands.</summary>
[Flags]
internal enum Remembered
{
    None = 0,

    /// <summary>When each stage was first entered this year.</summary>
    Entries = 1,

    /// <summary>When a stage was returned to, and until what day.</summary>
    Returns = 2,

    /// <summary>Who answered which slot last.</summary>
    Answers = 4,
}

/// <summary>Finds what the rules of a plan ask about later; a plan that asks nothing burdens its pathways with nothing.</summary>
internal static class Remembering
{
    public static Remembered Of(ImmutableArray<StagePlan> stages)
    {
        var asked = Remembered.None;
        foreach (var stage in stages)
        {
            if (stage.Transitions.Any(transition => transition.Due is not null))
            {
                asked |= Remembered.Returns;
            }

            if (RuleWalk.Performers(stage.When).Any(rule => rule is PerformerRule.SameAs))
            {
                asked |= Remembered.Answers;
            }

            foreach (var slot in stage.Slots)
            {
                asked |= Of(slot);
            }
        }

        return asked;
    }

    private static Remembered Of(SlotPlan slot)
    {
        var asked = slot.SkipsSamePerson ? Remembered.Answers | Remembered.Returns : Remembered.None;
        if (slot.Deadline is { SetByReturn: true })
        {
            asked |= Remembered.Returns;
        }

        foreach (var anchor in RuleWalk.Anchors(slot))
        {
            asked |= anchor switch
            {
                DateAnchor.StageEntered => Remembered.Entries,
                DateAnchor.Returned => Remembered.Returns,
                _ => Remembered.None,
            };
        }

        return RuleWalk.Performers(slot).Any(rule => rule is PerformerRule.SameAs) ? asked | Remembered.Answers : asked;
    }
}
