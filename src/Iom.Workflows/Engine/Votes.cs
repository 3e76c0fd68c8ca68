using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>The counting of votes.</summary>
internal static class Votes
{
    /// <summary>Counts when everybody has voted, when the result cannot change any more, or when the last day is over.</summary>
    public static void Close(Turn turn, Run run, SlotPlan slot, VotePlan vote, bool dayIsOver)
    {
        if (turn.State.CountedFor(slot.Key, run.Number) is not null || Count(turn.State, run.Number, slot, vote) is not { Tally.Members: > 0 } count)
        {
            return;
        }

        var open = count.Waiting > 0;
        if (open && !dayIsOver && !(count.Tally.Quorum && (AdoptedAnyway(vote, count) || RejectedAnyway(vote, count))))
        {
            return;
        }

        turn.Add(new Effect.VoteCounted(slot.Key, count.Tally, Result(turn, run, slot, vote, count.Tally), run.Number));
        Items.Cancel(turn, run.Number, slot.Key);
        Items.ClearAttention(turn);
    }

    /// <summary>Whether somebody has voted in this ballot already, on whosever item.</summary>
    public static bool HasVoted(PathwayState state, ItemState item, int person)
    {
        foreach (var other in state.Items)
        {
            if (other.Run == item.Run && other.Slot == item.Slot && other.DecidedBy == person)
            {
                return true;
            }
        }

        return false;
    }

    private static (VoteTally Tally, int Waiting) Count(PathwayState state, int run, SlotPlan slot, VotePlan vote)
    {
        var (yes, no, abstained, waiting) = (0, 0, 0, 0);
        foreach (var item in state.Items)
        {
            if (item.Run != run || item.Slot != slot.Key)
            {
                continue;
            }

            if (item.Status is ItemStatus.Open or ItemStatus.Scheduled)
            {
                waiting++;
            }
            else if (item.Status == ItemStatus.Answered)
            {
                yes += item.Outcome == VotePlan.For ? 1 : 0;
                no += item.Outcome == VotePlan.Against ? 1 : 0;
                abstained += item.Outcome == VotePlan.Abstain ? 1 : 0;
            }
        }

        var (cast, members) = (yes + no + abstained, yes + no + abstained + waiting);
        return (new VoteTally(members, yes, no, abstained, cast >= vote.Quorum.Among(members)), waiting);
    }

    private static string Result(Turn turn, Run run, SlotPlan slot, VotePlan vote, VoteTally tally)
    {
        if (!tally.Quorum)
        {
            return vote.RepeatsWithoutQuorum && turn.State.RoundOf(run.Number) < VotePlan.MostBallots ? Slots.NoQuorum : VotePlan.Reject;
        }

        var adopted = tally.For >= vote.Majority.Among(Base(vote, tally.Members, tally.Cast))
            || (IsTie(vote, tally.For, tally.Against) && (vote.Tie == TieRule.Adopt || (vote.Tie == TieRule.Chair && ChairIsFor(turn, run, slot))));
        return adopted ? VotePlan.Adopt : VotePlan.Reject;
    }

    private static bool IsTie(VotePlan vote, int yes, int no) => vote.Majority.Kind == EnoughKind.Majority && yes == no && yes > 0;

    private static int Base(VotePlan vote, int members, int cast) => vote.OfMembers ? members : cast;

    /// <summary>Adopted even if all who are left vote against it.</summary>
    private static bool AdoptedAnyway(VotePlan vote, (VoteTally Tally, int Waiting) count) =>
        count.Tally.For >= vote.Majority.Among(count.Tally.Members);

    /// <summary>Rejected even if all who are left vote for it; while a tie could save it, it is not.</summary>
    private static bool RejectedAnyway(VotePlan vote, (VoteTally Tally, int Waiting) count)
    {
        var most = count.Tally.For + count.Waiting;
        var tie = vote.Majority.Kind == EnoughKind.Majority && vote.Tie != TieRule.Reject && most >= count.Tally.Against;
        return most < vote.Majority.Among(Base(vote, count.Tally.Members, count.Tally.Cast + count.Waiting)) && !tie;
    }

    private static bool ChairIsFor(Turn turn, Run run, SlotPlan slot)
    {
        if (slot.Performer.Rule is not PerformerRule.Body body)
        {
            return false;
        }

        var chair = turn.Roster.Find(
            new PerformerPlan(new PerformerRule.RoleHolder($"chair:{body.Key}", body.Level), []), new PerformerContext(turn.State, turn.Today, BarSubject: false));
        return turn.State.Items.Any(item => item.Run == run.Number && item.Slot == slot.Key && item.Outcome == VotePlan.For
            && ((item.DecidedBy is { } by && chair.People.Contains(by)) || (item.Part?.Person is { } member && chair.People.Contains(member))));
    }
}
