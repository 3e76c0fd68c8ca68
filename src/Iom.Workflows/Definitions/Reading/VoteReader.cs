using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads how votes are counted, and the fields that come with orders and minutes.</summary>
internal static class VoteReader
{
    public static VotePlan? Read(MapView slot, SlotKind kind)
    {
        if (kind != SlotKind.Vote)
        {
            if (slot.Find("vote") is { } misplaced)
            {
                slot.Fault(misplaced, "misplaced_vote", "«vote» бывает только у голосования (kind: vote).");
            }

            return null;
        }

        if (slot.Find("outcomes") is { } outcomes)
        {
            slot.Fault(outcomes, "misplaced_outcomes", "у голосования исходы всегда одни: за, против, воздержался. Уберите «outcomes».");
        }

        var usual = new VotePlan(Enough.Majority, Enough.Majority);
        if (slot.Find("vote") is not { } node || slot.Map(node, slot.PathOf("vote"), slot.Where, Vocabulary.Vote) is not { } map)
        {
            return usual;
        }

        return new VotePlan(
            EachReader.ReadEnough(map, "quorum") ?? usual.Quorum,
            EachReader.ReadEnough(map, "majority") ?? usual.Majority,
            map.Word("of", Words.VoteBases) ?? false,
            map.Word("tie", Words.Ties) ?? TieRule.Reject,
            map.Flag("secret") ?? false,
            map.Word("interested", Words.Interested) ?? false,
            map.Word("no_quorum", Words.WithoutQuorum) ?? false);
    }

    /// <summary>The fields of the form, with number and date of an order or of minutes where nobody wrote them.</summary>
    public static ImmutableArray<FieldPlan> WithPapers(ImmutableArray<FieldPlan> fields, SlotKind kind, BatchKind? batch)
    {
        var paper = batch == BatchKind.Minutes ? "minutes" : batch == BatchKind.Order || kind == SlotKind.Order ? "order" : null;
        return paper is null ? fields :
        [
            .. fields,
            .. new[] { Field(paper + "_number", FieldType.Text, 60), Field(paper + "_date", FieldType.Date, 0) }
                .Where(field => !fields.Any(other => other.Key == field.Key)),
        ];
    }

    private static FieldPlan Field(string key, FieldType type, int length) =>
        new(key, PlanTexts.Of("field_" + key), type, true, null, [], [], length, null, null);
}
