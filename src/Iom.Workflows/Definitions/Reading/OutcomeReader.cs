using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads what may be answered; where nothing is written, the outcomes usual for the kind of slot and the force of the verdict.</summary>
internal static class OutcomeReader
{
    /// <summary>In <c>on</c>: every positive outcome that is not named beside it.</summary>
    public const string Done = "done";

    public static ImmutableArray<OutcomePlan> Read(MapView slot, SlotKind kind, VerdictKind? verdict)
    {
        if (!slot.Has("outcomes"))
        {
            return Usual(kind, verdict);
        }

        var outcomes = ImmutableArray.CreateBuilder<OutcomePlan>();
        foreach (var node in slot.List("outcomes"))
        {
            if (ReadOutcome(slot, node, verdict) is not { } outcome)
            {
                slot.Context.BreakFlow();
            }
            else if (outcomes.Any(other => other.Key == outcome.Key))
            {
                slot.Fault(node, "duplicate_key", $"исход «{outcome.Key}» записан дважды.");
            }
            else
            {
                outcomes.Add(outcome);
            }
        }

        if (slot.Find("outcomes") is Node.List { Items.IsEmpty: true } empty)
        {
            slot.Context.FlowFault(empty.Place, "no_outcomes", slot.Where, "список исходов пуст, ответить будет нечем. Уберите «outcomes», и останутся обычные исходы.");
        }

        return outcomes.DrainToImmutable();
    }

    private static OutcomePlan? ReadOutcome(MapView slot, Node node, VerdictKind? verdict)
    {
        if (slot.Map(node, null, slot.Where, Vocabulary.Outcome) is not { } map)
        {
            return null;
        }

        var key = (map.Find("key") as Node.Text)?.Value;
        if (key is null or Done || !Keys.IsKey(key))
        {
            map.Fault(map.Find("key") ?? node, "bad_key", key == Done
                ? "слово «done» занято: в «on» оно означает любой положительный исход."
                : "у исхода нужен ключ «key»: латинские строчные буквы, цифры и подчёркивание, например «approve».");
            return null;
        }

        var title = map.RequiredText("title", $"у исхода «{key}» нет надписи на кнопке «title».", key);
        var sense = map.Word("sense", Words.Senses) ?? OutcomeSense.Positive;
        var comment = map.Word("comment", Words.Comments);
        if (sense == OutcomeSense.Negative && comment == false)
        {
            map.Fault(map.Find("comment")!, "comment_not_required", $"отрицательный исход «{title}» без объяснения причин не бывает: «comment: required».");
        }

        var counted = verdict == VerdictKind.OpinionNoted ? OutcomeSense.Positive : sense;
        return new OutcomePlan(key, title, counted, comment ?? (sense == OutcomeSense.Negative));
    }

    private static ImmutableArray<OutcomePlan> Usual(SlotKind kind, VerdictKind? verdict) => kind switch
    {
        SlotKind.Form => [Positive("submit", "submit")],
        SlotKind.Review => [Positive("submit", "submit_review")],
        SlotKind.Report => [Positive("submit", "submit_report")],
        SlotKind.Control => [Positive("submit", "submit_control")],
        SlotKind.ExternalResult => [Positive("submit", "submit_result")],
        SlotKind.Presentation => [Positive("submit", "submit_presentation")],
        SlotKind.PlanItems => [Positive("submit", "submit_report")],
        SlotKind.Acknowledgement => [Positive("acknowledge", "acknowledge")],
        SlotKind.Vote => VotePlan.Votes,
        SlotKind.Order => [Positive("issue", "issue")],
        SlotKind.Consent => [Positive("give", "give"), new OutcomePlan("decline", PlanTexts.Of("outcome_decline"), OutcomeSense.Negative, CommentRequired: true)],
        SlotKind.Assignment => [Positive("assign", "assign")],
        SlotKind.Notice => [Positive(SlotPlan.ToldOutcome, "told")],
        SlotKind.Verdict => verdict switch
        {
            VerdictKind.Considered => [Positive("approve", "consider"), Return],
            VerdictKind.Adopted => [Positive("approve", "adopt"), Return],
            VerdictKind.Concurred => [Positive("approve", "concur"), Return],
            VerdictKind.Approved or null => [Positive("approve", "approve"), Return],
            VerdictKind.Acknowledged => [Positive("acknowledge", "acknowledge")],
            VerdictKind.OpinionNoted => [Positive("agree", "agree"), new OutcomePlan("disagree", PlanTexts.Of("outcome_disagree"), OutcomeSense.Positive, CommentRequired: true)],
        },
    };

    private static OutcomePlan Return => new("return", PlanTexts.Of("outcome_return"), OutcomeSense.Negative, CommentRequired: true);

    private static OutcomePlan Positive(string key, string text) => new(key, PlanTexts.Of("outcome_" + text), OutcomeSense.Positive);
}
