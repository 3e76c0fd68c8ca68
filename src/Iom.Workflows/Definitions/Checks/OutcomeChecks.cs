using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>Whether every answer leads somewhere sensible and nobody is ever left without one.</summary>
internal static class OutcomeChecks
{
    public static void Check(ProcessPlan plan, ReadingContext context)
    {
        foreach (var life in Life.Of(plan))
        {
            Check(life, context);
        }
    }

    private static void Check(Life life, ReadingContext context)
    {
        for (var index = 0; index < life.Stages.Length; index++)
        {
            var stage = life.Stages[index];
            var where = $"Этап «{stage.Title}»";
            foreach (var group in stage.Slots.SelectMany(slot => slot.Results).GroupBy(outcome => outcome.Key, StringComparer.Ordinal))
            {
                if (group.Select(outcome => outcome.Sense).Distinct().Count() > 1)
                {
                    context.FlowFault(context.At($"{life.Path}.{stage.Key}.slots"), "outcome_sense_differs", where, $"исход «{group.Key}» у одного задания положительный, у другого отрицательный; назовите их по-разному.");
                }
            }

            foreach (var slot in stage.Slots)
            {
                CheckSlot(life, stage, slot, context);
            }

            foreach (var transition in stage.Transitions.Where(transition => transition.Target == TargetKind.Stage))
            {
                CheckDirection(life, index, transition, where, context);
            }
        }
    }

    private static void CheckSlot(Life life, StagePlan stage, SlotPlan slot, ReadingContext context)
    {
        var path = $"{life.Path}.{stage.Key}.slots.{slot.Key}";
        var where = $"Этап «{stage.Title}», задание «{slot.Title}»";
        if (slot.Results.All(outcome => stage.TransitionFor(outcome.Key)?.MaxRounds is not null))
        {
            context.Fault(context.At(path + ".outcomes"), "outcomes_used_up", where, "после последнего круга («rounds») ответить будет нечем: нужен хотя бы один исход без ограничения.");
        }
        else if (slot.Results.All(outcome => outcome.Sense == OutcomeSense.Negative))
        {
            context.Fault(context.At(path + ".outcomes"), "no_positive_outcome", where, "все исходы отрицательные: согласиться невозможно.");
        }

        if (slot.Timeout is { } timeout && stage.TransitionFor(timeout.Outcome)?.MaxRounds is not null)
        {
            context.Fault(context.At(path + ".timeout"), "timeout_used_up", where, $"молчание считается исходом «{timeout.Outcome}», а он после последнего круга («rounds») недоступен: выберите исход без ограничения.");
        }

        foreach (var outcome in slot.Results.Where(outcome => outcome.Sense == OutcomeSense.Negative))
        {
            if (stage.TransitionFor(outcome.Key) is not { } transition)
            {
                context.Fault(context.At(path + ".outcomes"), "outcome_leads_nowhere", where, $"не сказано, куда ведёт исход «{outcome.Title}»: добавьте в этап «on: {{ {outcome.Key}: … }}» — ключ этапа для доработки или rejected.");
            }
            else if (transition.Target is TargetKind.Next or TargetKind.NextYear)
            {
                context.Fault(context.At($"{life.Path}.{stage.Key}.on.{outcome.Key}"), "negative_goes_on", where, $"отрицательный исход «{outcome.Title}» ведёт вперёд, как будто все согласны. Укажите этап для доработки или rejected.");
            }
        }
    }

    private static void CheckDirection(Life life, int index, TransitionPlan transition, string where, ReadingContext context)
    {
        var stage = life.Stages[index];
        var at = context.At($"{life.Path}.{stage.Key}.on.{transition.Outcome}");
        var negative = stage.Slots.SelectMany(slot => slot.Results).Any(outcome => outcome.Key == transition.Outcome && outcome.Sense == OutcomeSense.Negative);
        if (negative && transition.Stages.FirstOrDefault(target => life.Stages.IndexOf(target) > index) is { } later)
        {
            context.FlowFault(at, "return_goes_forward", where, $"вернуть на доработку можно только на этот же или более ранний этап, а «{later}» стоит позже.");
        }
        else if (!negative && (transition.MaxRounds is null || stage.Slots.All(slot => slot.Kind == SlotKind.Notice)) && transition.Stages.Any(target => life.Stages.IndexOf(target) <= index))
        {
            context.FlowFault(at, "endless_loop", where, $"положительный исход «{transition.Outcome}» возвращает назад без ограничения. Добавьте «rounds» или ведите дальше; на следующий год ведёт next_year.");
        }
    }
}
