using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>What may happen to a pathway next: the buttons people would see, pressed with filled-in forms, and the days that come.</summary>
internal sealed class Moves(ProcessPlan plan, DateOnly today)
{
    private static readonly string Comment = VerificationTexts.Of("comment");

    private readonly Dictionary<SlotPlan, ImmutableSortedDictionary<string, FieldValue>> forms = new(ReferenceEqualityComparer.Instance);

    /// <summary>Something that may happen.</summary>
    public readonly record struct Move(PathwayEvent Event, Step Step);

    public IEnumerable<Move> Of(StateGraph.Node node)
    {
        var state = node.State;
        var seen = new HashSet<(string Slot, bool Nobody)>();
        foreach (var item in state.Items)
        {
            // Items of one slot that stand alike lead to states that are alike.
            if (item.Status == ItemStatus.Open && seen.Add((item.Slot, item.Assignees.IsEmpty)))
            {
                foreach (var move in Open(node, item))
                {
                    yield return move;
                }
            }
        }

        if (state.Items.Where(item => item.Status == ItemStatus.Scheduled).MinBy(item => item.NextRungAt) is { } next && Fall(node.State, node.Now, next) is { } opening)
        {
            yield return opening with { Step = opening.Step with { Kind = StepKind.Opened } };
        }
    }

    /// <summary>The next timer of an item; null: none is set.</summary>
    public Move? Fall(PathwayState state, DateTimeOffset now, ItemState item)
    {
        if (item.NextRungAt is not { } at)
        {
            return null;
        }

        var (stage, slot) = SlotOf(state, item);
        return new Move(new PathwayEvent.TimerFell(at > now ? at : now, item.Number, item.NextRung), new Step(StepKind.Fell, stage, slot));
    }

    /// <summary>The stage and the slot an item belongs to.</summary>
    public (StagePlan Stage, SlotPlan Slot) SlotOf(PathwayState state, ItemState item)
    {
        var stage = plan.Stage(state.Stage!);
        return (stage, stage.Slot(item.Slot));
    }

    /// <summary>A form filled in so that it passes; of planned years each choice that matters.</summary>
    public IEnumerable<ImmutableSortedDictionary<string, FieldValue>> Forms(SlotPlan slot, OutcomePlan outcome, PathwayState state)
    {
        if (outcome.Sense == OutcomeSense.Negative)
        {
            return [ImmutableSortedDictionary<string, FieldValue>.Empty];
        }

        if (!forms.TryGetValue(slot, out var form))
        {
            form = SampleForm.Fill(slot, today, 1);
            forms.Add(slot, form);
        }

        return slot.Fields.FirstOrDefault(field => field.Type == FieldType.PlannedYears) is not { } years
            ? [form]
            : YearsOf(plan).Append(state.PlannedYears).Distinct()
                .Where(choice => choice >= state.Year && choice >= (years.Min ?? 1) && choice <= (years.Max ?? plan.CapYears))
                .Select(choice => form.SetItem(years.Key, new FieldValue.Text(choice.ToString(CultureInfo.InvariantCulture))))
                .DefaultIfEmpty(form);
    }

    /// <summary>Numbers of planned years that differ: one, two, and as many as are allowed.</summary>
    public static ImmutableArray<int> YearsOf(ProcessPlan plan) => [.. new[] { 1, 2, plan.CapYears }.Where(years => years <= plan.CapYears).Distinct()];

    private IEnumerable<Move> Open(StateGraph.Node node, ItemState item)
    {
        var (stage, slot) = SlotOf(node.State, item);
        if (item.Assignees.IsEmpty)
        {
            yield return new Move(
                new PathwayEvent.Reassigned(node.Now, StandIns.Administrator, item.Number, StandIns.Reserve, Comment), new Step(StepKind.Assigned, stage, slot));
            yield break;
        }

        var person = item.Assignees[0];
        foreach (var offered in Permissions.Allowed(plan, node.State, item.Number, person, node.Cast.Roster, node.Now).Outcomes)
        {
            var returns = offered.ReturnTo.Length > 1 ? offered.ReturnTo.Select(to => (string?)to) : [null];
            foreach (var to in returns)
            {
                foreach (var form in Forms(slot, offered.Outcome, node.State))
                {
                    yield return new Move(
                        new PathwayEvent.Answered(node.Now, person, item.Number, offered.Outcome.Key, Comment, form, to),
                        new Step(StepKind.Answered, stage, slot, offered.Outcome, to));
                }
            }
        }
    }
}
