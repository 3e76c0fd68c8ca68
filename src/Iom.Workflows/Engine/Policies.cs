using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>Whether the answers so far decide a stage.</summary>
internal static class Policies
{
    /// <summary>What a policy says.</summary>
    /// <param name="Outcome">The outcome of the stage.</param>
    /// <param name="Positive">Its sense.</param>
    /// <param name="ReturnTo">The stage that the deciding answer chose.</param>
    /// <param name="NextSlot">Not decided yet: ask the slot of this index next (in order).</param>
    /// <param name="ReturnDueOn">The last day for the rework that the deciding answer named.</param>
    public readonly record struct Verdict(string Outcome, bool Positive, string? ReturnTo = null, int? NextSlot = null, DateOnly? ReturnDueOn = null);

    /// <summary>Null: not decided, somebody is still being waited for.</summary>
    /// <param name="turn">The decision being made.</param>
    /// <param name="run">Number of the life.</param>
    /// <param name="stage">The stage in which it stands.</param>
    /// <param name="asked">For stages in order: slots before this index were asked already, even if they left no item.</param>
    public static Verdict? Decide(Turn turn, int run, StagePlan stage, int asked)
    {
        var (positive, negative, waiting) = (0, 0, 0);
        Verdict? yes = null, no = null;
        var next = asked;
        for (var i = 0; i < stage.Slots.Length; i++)
        {
            var result = Slots.Of(turn.State, run, stage.Slots[i], stage.Policy.Negative);
            switch (result.Standing)
            {
                case Standing.Waiting:
                    waiting++;
                    break;
                case Standing.Positive:
                    positive++;
                    yes = new Verdict(result.Outcome!, true, result.Deciding?.ReturnTo, ReturnDueOn: result.Deciding?.ReturnDueOn);
                    break;
                case Standing.Negative:
                    negative++;
                    no ??= new Verdict(result.Outcome!, false, result.Deciding?.ReturnTo, ReturnDueOn: result.Deciding?.ReturnDueOn);
                    break;
            }

            next = result.Asked ? Math.Max(next, i + 1) : next;
        }

        var policy = stage.Policy;
        yes ??= new Verdict("skipped", true);
        switch (policy.Kind)
        {
            case PolicyKind.Any:
                return no is null && positive == 0 && waiting > 0 ? null : positive > 0 ? yes : no ?? yes;
            case PolicyKind.AtLeast:
                var needed = Math.Min(policy.Count, positive + negative + waiting);
                return positive >= needed ? yes
                    : positive + waiting < needed && (policy.Negative == NegativeRule.AtOnce || waiting == 0) ? no
                    : null;
            case PolicyKind.InOrder when waiting == 0 && (no is null || policy.Negative == NegativeRule.WhenAllAnswered):
                return next < stage.Slots.Length ? new Verdict(string.Empty, true, NextSlot: next) : no ?? yes;
            default:
                return no is not null && policy.Negative == NegativeRule.AtOnce ? no : waiting > 0 ? null : no ?? yes;
        }
    }
}
