using System.Diagnostics;

namespace Iom.Workflows.Definitions.Explaining;

/// <summary>Votes, slots of several items and the beginnings of tracks, in words.</summary>
internal static class SideText
{
    public static string Vote(VotePlan vote)
    {
        var parts = new List<string>
        {
            PlanTexts.Of("vote_quorum", Enough(vote.Quorum)),
            PlanTexts.Of(vote.OfMembers ? "vote_majority_members" : "vote_majority_cast", Enough(vote.Majority)),
            PlanTexts.Of("vote_tie_" + Words.For(Words.Ties, vote.Tie)),
        };
        if (vote.Secret)
        {
            parts.Add(PlanTexts.Of("vote_secret"));
        }

        if (vote.RepeatsWithoutQuorum)
        {
            parts.Add(PlanTexts.Of("vote_repeats", VotePlan.MostBallots));
        }

        return string.Join("; ", parts);
    }

    public static string Enough(Enough enough) => enough.Kind switch
    {
        EnoughKind.All => PlanTexts.Of("enough_all"),
        EnoughKind.Majority => PlanTexts.Of("enough_majority"),
        EnoughKind.Number => PlanTexts.Of("enough_number", enough.Amount),
        EnoughKind.Share => PlanTexts.Of("enough_share", enough.Amount, enough.Of),
    };

    public static string Each(ProcessPlan plan, SlotPlan slot)
    {
        var what = slot.Each switch
        {
            EachPlan.People => PlanTexts.Of("each_person"),
            EachPlan.Rows rows => PlanTexts.Of("each_row", TableTitle(plan, rows.Table)),
            EachPlan.Dates dates => PlanTexts.Of("each_date", string.Join(", ", dates.Days.Select(day => DateText.Opening(plan, day)))),
            null => string.Empty,
            _ => throw new UnreachableException($"No words for {slot.Each.GetType().Name}."),
        };
        return slot.Vote is not null || slot.Each is null ? what : PlanTexts.Of("each_enough", what, Enough(slot.Enough));
    }

    public static string Start(ProcessPlan plan, TrackPlan track)
    {
        var start = track.Starts switch
        {
            TrackStart.WithPathway => PlanTexts.Of("start_with"),
            TrackStart.Entering entering => PlanTexts.Of("start_entering", plan.Stage(entering.Stage).Title),
            TrackStart.OnOutcome left => PlanTexts.Of("start_on", plan.Stage(left.Stage).Title, OutcomeTitle(plan.Stage(left.Stage), left.Outcome)),
            TrackStart.OnTrigger trigger => PlanTexts.Of("start_trigger", plan.Triggers.FirstOrDefault(each => each.Key == trigger.Trigger)?.Title ?? trigger.Trigger),
            _ => throw new UnreachableException($"No words for {track.Starts.GetType().Name}."),
        };
        return track.Rows is { } table ? PlanTexts.Of("start_rows", start, TableTitle(plan, table)) : start;
    }

    private static string OutcomeTitle(StagePlan stage, string key) =>
        stage.Slots.SelectMany(slot => slot.Results).FirstOrDefault(outcome => outcome.Key == key)?.Title ?? key;

    private static string TableTitle(ProcessPlan plan, string key) => plan.AllStages.SelectMany(stage => stage.Slots)
        .SelectMany(slot => slot.Fields).FirstOrDefault(field => field.Key == key)?.Title ?? key;
}
