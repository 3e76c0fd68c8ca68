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
    public static Remembered Of(ImmutableArray<StagePlan> stages) =>
        stages.Aggregate(Remembered.None, (asked, stage) => asked | Of(stage));

    public static Remembered Of(ImmutableArray<TrackPlan> tracks) =>
        tracks.Aggregate(Remembered.None, (asked, track) => asked | Of(track.Stages) | Of(RuleWalk.Performers(track.When)));

    public static Remembered Of(ImmutableArray<TriggerPlan> triggers) => triggers.Aggregate(
        Remembered.None,
        (asked, trigger) => asked | Of(RuleWalk.Performers(trigger.When).Concat(RuleWalk.Performers(trigger.By)).Concat(RuleWalk.Performers(trigger.Fields))));

    private static Remembered Of(StagePlan stage)
    {
        var asked = Of(RuleWalk.Performers(stage.When));
        if (stage.Transitions.Any(transition => transition.Due is not null))
        {
            asked |= Remembered.Returns;
        }

        return stage.Slots.Aggregate(asked, (so, slot) => so | Of(slot));
    }

    private static Remembered Of(SlotPlan slot)
    {
        var asked = Of(RuleWalk.Performers(slot));
        if (slot.SkipsSamePerson)
        {
            asked |= Remembered.Answers | Remembered.Returns;
        }

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

        return asked;
    }

    private static Remembered Of(IEnumerable<PerformerRule> rules) =>
        rules.Any(rule => rule is PerformerRule.SameAs) ? Remembered.Answers : Remembered.None;
}
