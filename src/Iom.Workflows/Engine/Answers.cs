using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>An answer to a work item.</summary>
internal static class Answers
{
    /// <summary>The longest comment, in characters.</summary>
    public const int MaxComment = 4000;

    public static Decision Answer(Turn turn, PathwayEvent.Answered answered)
    {
        var item = turn.State.Item(answered.Item)!;
        var stage = turn.Plan.StageOf(turn.State, item);
        var slot = stage.Slot(item.Slot);
        turn.LookAt(item.Run, item.Part);
        if (slot.Outcome(answered.Outcome) is not { } outcome)
        {
            return Refusals.OutcomeUnknown(slot);
        }

        var transition = stage.TransitionFor(outcome.Key);
        if (transition?.MaxRounds <= turn.State.RoundOf(item.Run))
        {
            return Refusals.RoundLimitReached(outcome.Title, transition.MaxRounds.Value);
        }

        if (answered.ReturnTo is { } to && (transition is not { Target: TargetKind.Stage } || !transition.Stages.Contains(to)))
        {
            return Refusals.ReturnTargetUnknown();
        }

        if (answered.DueOn is { } due)
        {
            if (transition?.Due is not { } bounds)
            {
                return Refusals.ReturnDueNotOffered();
            }

            if (ReturnDays.Of(bounds, turn.Calendar, turn.Today) is var days && !days.Allow(due))
            {
                return Refusals.ReturnDueOutside(days);
            }
        }

        var comment = string.IsNullOrWhiteSpace(answered.Comment) ? null : answered.Comment.Trim();
        if (CommentFault(comment, outcome) is { } fault)
        {
            return Refusals.CommentFault(fault);
        }

        var faults = FormCheck.Check(
            slot.Fields, Writing.Before(turn.State.Document, slot, item), answered.Data, outcome.Sense == OutcomeSense.Positive, Candidates);
        if (!faults.IsEmpty)
        {
            return Refusals.FormInvalid(faults);
        }

        if (outcome.Sense == OutcomeSense.Positive
            && Requirements.Refuse(turn, slot.Requires, item.Number, comment, "comment", turn.State.Document.With(answered.Data)) is { } unmet)
        {
            return unmet;
        }

        if (PlannedYears(slot, answered) is { } years && years != turn.State.PlannedYears)
        {
            if (years < turn.State.Year || years > turn.Plan.CapYears)
            {
                return Refusals.BeyondCap(turn.Plan.CapYears);
            }

            turn.Add(new Effect.PlannedYearsSet(years));
        }

        if (!answered.Data.IsEmpty)
        {
            turn.Add(new Effect.DocumentWritten(item.Number, Writing.Into(turn.State.Document, slot, item, answered.Data)));
        }

        turn.Add(new Effect.ItemAnswered(
            item.Number,
            outcome.Key,
            Force(slot),
            answered.By,
            Permissions.OnBehalfOf(turn.Roster, item, answered.By, turn.Today),
            comment,
            Late: item.DueOn < turn.Today,
            answered.ReturnTo,
            answered.DueOn,
            turn.Remembers(Remembered.Answers) ? true : null));
        Items.ClearAttention(turn);
        Stages.Settle(turn, Run.Of(turn.Plan, turn.State, item.Run));
        return turn.Accept();

        ImmutableArray<int> Candidates(FieldPlan field) => turn.Roster.Candidates(field, turn.State, turn.Today);
    }

    /// <summary>Nobody answered in time, and the definition says what that means.</summary>
    public static void BySilence(Turn turn, Run run, SlotPlan slot, int number)
    {
        turn.Add(new Effect.ItemAnswered(
            number, slot.Timeout!.Outcome, Force(slot), null, null, null, Late: true, Cause: AnswerCause.Timeout));
        Items.ClearAttention(turn);
        Stages.Settle(turn, run);
    }

    private static FieldFault? CommentFault(string? comment, OutcomePlan outcome)
    {
        if (comment is null)
        {
            return outcome.CommentRequired ? FormFaults.CommentRequired(outcome.Title) : null;
        }

        return FormCheck.TextFault("comment", comment, MaxComment);
    }

    private static int? PlannedYears(SlotPlan slot, PathwayEvent.Answered answered)
    {
        foreach (var field in slot.Fields)
        {
            if (field.Type == FieldType.PlannedYears
                && answered.Data.TryGetValue(field.Key, out var value)
                && value is FieldValue.Text { Value.Length: > 0 } text)
            {
                return int.Parse(text.Value, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    internal static OutcomeForce Force(SlotPlan slot)
    {
        if (slot.Verdict is not { } verdict)
        {
            return slot.Kind switch
            {
                SlotKind.Acknowledgement => OutcomeForce.Acknowledged,
                SlotKind.Order => OutcomeForce.Approved,
                _ => OutcomeForce.None,
            };
        }

        return verdict switch
        {
            VerdictKind.Considered => OutcomeForce.Considered,
            VerdictKind.Adopted => OutcomeForce.Adopted,
            VerdictKind.Concurred => OutcomeForce.Concurred,
            VerdictKind.OpinionNoted => OutcomeForce.OpinionNoted,
            VerdictKind.Approved => OutcomeForce.Approved,
            VerdictKind.Acknowledged => OutcomeForce.Acknowledged,
        };
    }
}
