using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>What the items of one slot make of it.</summary>
internal static class Slots
{
    /// <summary>The outcome with which a stage begins another round because too few have voted.</summary>
    public const string NoQuorum = "no_quorum";

    /// <summary>Where a slot stands.</summary>
    /// <param name="Standing">Whether it is decided.</param>
    /// <param name="Deciding">The item that decided it: the last positive or the first negative one.</param>
    /// <param name="Outcome">What it came to; null: not decided.</param>
    /// <param name="Asked">Whether it left any item in this round.</param>
    public readonly record struct Result(Standing Standing, ItemState? Deciding, string? Outcome, bool Asked);

    /// <summary>Takes back what a slot of several items needs no more, and counts the votes that can be counted.</summary>
    public static void Close(Turn turn, Run run, StagePlan stage)
    {
        foreach (var slot in stage.Slots)
        {
            if (slot.Vote is { } vote)
            {
                Votes.Close(turn, run, slot, vote, dayIsOver: false);
            }
            else if (slot.Each is not null && Of(turn.State, run.Number, slot, stage.Policy.Negative).Standing is Standing.Positive or Standing.Negative)
            {
                Items.Cancel(turn, run.Number, slot.Key);
                Items.ClearAttention(turn);
            }
        }
    }

    public static Result Of(PathwayState state, int run, SlotPlan slot, NegativeRule negative)
    {
        var (yes, no, waiting, asked) = (0, 0, 0, false);
        ItemState? lastPositive = null, firstNegative = null;
        foreach (var item in state.Items)
        {
            if (item.Run != run || item.Slot != slot.Key)
            {
                continue;
            }

            asked = true;
            if (item.Status is ItemStatus.Open or ItemStatus.Scheduled)
            {
                waiting++;
            }
            else if (item.Status == ItemStatus.Answered && slot.Outcome(item.Outcome!)!.Sense == OutcomeSense.Negative)
            {
                no++;
                firstNegative ??= item;
            }
            else if (item.Status == ItemStatus.Answered)
            {
                yes++;
                lastPositive = item;
            }
        }

        if (slot.Vote is not null)
        {
            return state.CountedFor(slot.Key, run) is { } counted
                ? new Result(counted.Outcome == VotePlan.Adopt ? Standing.Positive : Standing.Negative, null, counted.Outcome, asked)
                : new Result(waiting > 0 ? Standing.Waiting : Standing.Absent, null, null, asked);
        }

        var standing = slot.Each is null ? Single(yes, no, waiting) : Several(slot.Enough, yes, no, waiting, negative);
        var deciding = standing == Standing.Positive ? lastPositive : standing == Standing.Negative ? firstNegative : null;
        return new Result(standing, deciding, deciding?.Outcome, asked);
    }

    private static Standing Single(int yes, int no, int waiting) =>
        waiting > 0 ? Standing.Waiting : no > 0 ? Standing.Negative : yes > 0 ? Standing.Positive : Standing.Absent;

    private static Standing Several(Enough enough, int yes, int no, int waiting, NegativeRule negative)
    {
        var total = yes + no + waiting;
        if (total == 0)
        {
            return Standing.Absent;
        }

        var needed = Math.Min(enough.Among(total), total);
        return yes >= needed ? Standing.Positive
            : yes + waiting < needed && (waiting == 0 || negative == NegativeRule.AtOnce) ? Standing.Negative
            : Standing.Waiting;
    }
}

/// <summary>Where a slot stands in the round.</summary>
internal enum Standing
{
    /// <summary>It was left out, or all its items were taken back.</summary>
    Absent,
    Waiting,
    Positive,
    Negative,
}
