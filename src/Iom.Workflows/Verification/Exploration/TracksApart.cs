using System.Collections.Frozen;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>
/// Tracks that people set off and that go their own way: nothing else hangs on them, and they hang on nothing else but what they find at
/// their start. Whatever happens beside them, they fare alike, so it is enough to look at them once, while everything else waits.
/// </summary>
internal static class TracksApart
{
    /// <returns>Keys of such tracks.</returns>
    public static FrozenSet<string> Of(ProcessPlan plan, Mentions mentions)
    {
        if (mentions.SamePerson || PlanParts.Performers(plan).SelectMany(RuleWalk.Performers).Any(rule => rule is PerformerRule.SameAs))
        {
            return FrozenSet<string>.Empty;
        }

        var written = mentions.Facts.Where(fact => fact.Source == FactSource.Document).Select(fact => fact.Key)
            .Concat(mentions.PersonFields).Concat(mentions.Tables).ToFrozenSet(StringComparer.Ordinal);
        return plan.Tracks.Where(track => track.Starts is TrackStart.OnTrigger && IsApart(plan, track, written)).Select(track => track.Key)
            .ToFrozenSet(StringComparer.Ordinal);
    }

    private static bool IsApart(ProcessPlan plan, TrackPlan track, FrozenSet<string> asked)
    {
        var own = track.Stages.Select(stage => stage.Key).ToFrozenSet(StringComparer.Ordinal);
        var alone = plan with { Stages = track.Stages, Tracks = [track], Triggers = [.. plan.Triggers.Where(trigger => Starts(trigger, track))] };
        return track.Rows is null
            && alone.Triggers.All(trigger => trigger.Track == track.Key)
            && track.Stages.All(stage => stage.Awaits.IsEmpty && stage.Ends.IsEmpty && stage.Slots.All(slot => slot.Each is not EachPlan.Rows))
            && plan.AllStages.All(stage => !stage.Awaits.Contains(track.Key))
            && plan.Tracks.All(other => Begins(other.Starts) is not { } stage || !own.Contains(stage))
            && PlanParts.Conditions(plan).SelectMany(PlanParts.Atoms).OfType<Condition.StageOutcome>().All(atom => !own.Contains(atom.Stage))
            && PlanParts.Conditions(alone).SelectMany(PlanParts.Atoms).All(atom => atom is not Condition.StageOutcome)
            && !PlanParts.Fields(alone).Any(field => asked.Contains(field.Key));
    }

    private static bool Starts(TriggerPlan trigger, TrackPlan track) => track.Starts == new TrackStart.OnTrigger(trigger.Key) || trigger.Track == track.Key;

    private static string? Begins(TrackStart starts) => starts switch
    {
        TrackStart.Entering entering => entering.Stage,
        TrackStart.OnOutcome outcome => outcome.Stage,
        _ => null,
    };
}
