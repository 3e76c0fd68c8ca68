using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>Whether terms that span several stages make sense: common budgets, days named with a return, answers that stand for others.</summary>
internal static class TermChecks
{
    public static void Check(ProcessPlan plan, ReadingContext context)
    {
        foreach (var budget in plan.Budgets.Where(budget => plan.IndexOf(budget.From) > plan.IndexOf(budget.Through)))
        {
            context.Fault(context.At($"budgets.{budget.Key}.through"), "budget_reversed", $"Общий срок «{budget.Title}»", $"этап «{budget.Through}» стоит раньше этапа «{budget.From}», с которого начинается счёт.");
        }

        foreach (var stage in plan.Stages)
        {
            foreach (var transition in stage.Transitions)
            {
                if (transition.Due is { } due)
                {
                    CheckDue(plan, transition, due, context.At($"stages.{stage.Key}.on.{transition.Outcome}"), $"Этап «{stage.Title}», исход «{transition.Outcome}»", context);
                }
            }

            foreach (var slot in stage.Slots.Where(slot => slot.SkipsSamePerson))
            {
                var (at, where) = (context.At($"stages.{stage.Key}.slots.{slot.Key}.same_person"), $"Этап «{stage.Title}», задание «{slot.Title}»");
                if (slot.Kind != SlotKind.Verdict)
                {
                    context.Fault(at, "misplaced_same_person", where, "«same_person» бывает только у решения (kind: verdict): только у решений есть сила, которую можно сравнить.");
                }
                else if (stage.SealsRevision)
                {
                    context.Fault(at, "same_person_seals", where, "на этом этапе документ становится неизменной редакцией, поэтому решение нельзя пропустить.");
                }
            }
        }
    }

    private static void CheckDue(ProcessPlan plan, TransitionPlan transition, ReturnDuePlan due, Place at, string where, ReadingContext context)
    {
        if (Days(due.Least) > Days(due.Default) || Days(due.Default) > Days(due.Most))
        {
            context.Fault(at, "due_bounds_crossed", where, "обычный срок доработки «default» должен лежать между «least» и «most».");
        }

        if (transition.Stages.FirstOrDefault(key => plan.Stage(key).Slots.All(slot => slot.Deadline is not { SetByReturn: true })) is { } deaf)
        {
            context.Fault(at, "due_without_effect", where, $"назначенный срок ни на что не подействует: на этапе «{plan.Stage(deaf).Title}» ни у одного задания нет «set_by_return: true» в «deadline».");
        }
    }

    private static int Days(Distance distance) => SlotChecks.Days(distance.Amount, distance.Unit);
}
