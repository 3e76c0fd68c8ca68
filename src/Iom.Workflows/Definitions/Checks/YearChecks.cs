using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>The yearly loop: where a further year begins and which outcome leads there.</summary>
internal static class YearChecks
{
    public static void Check(ProcessPlan plan, ReadingContext context)
    {
        var leads = plan.Stages.SelectMany(stage => stage.Transitions.Select(transition => (Stage: stage, Transition: transition)))
            .Where(pair => pair.Transition.Target == TargetKind.NextYear).ToList();
        if (plan.YearBeginsAt is null)
        {
            foreach (var (stage, transition) in leads)
            {
                context.FlowFault(context.At($"stages.{stage.Key}.on.{transition.Outcome}"), "year_without_beginning", $"Этап «{stage.Title}»", $"исход «{transition.Outcome}» ведёт в следующий год, но не сказано, с какого этапа год начинается: «years: {{ begins_at: … }}».");
            }

            if (plan.DefaultYears > 1 && leads.Count == 0)
            {
                context.Fault(context.At("years.default"), "year_never_begins", string.Empty, "маршрут рассчитан на несколько лет, но второй год никогда не начнётся: нет «begins_at» и исхода next_year.");
            }

            return;
        }

        if (leads.Count == 0)
        {
            context.FlowFault(context.At("years.begins_at"), "year_never_begins", string.Empty, "названо, с какого этапа начинается следующий год («begins_at»), но ни один исход туда не ведёт (next_year).");
        }

        foreach (var (stage, transition) in leads)
        {
            if (plan.IndexOf(plan.YearBeginsAt) > plan.IndexOf(stage.Key))
            {
                context.FlowFault(context.At("years.begins_at"), "year_begins_later", string.Empty, $"следующий год начинается с этапа «{plan.YearBeginsAt}», а он стоит после этапа «{stage.Key}», который туда ведёт.");
            }
        }

        foreach (var stage in leads.Select(pair => pair.Stage).Distinct())
        {
            foreach (var lost in stage.Slots.SelectMany(slot => slot.Results)
                .Where(outcome => outcome.Sense == OutcomeSense.Positive && stage.TransitionFor(outcome.Key) is null)
                .DistinctBy(outcome => outcome.Key))
            {
                context.Fault(context.At($"stages.{stage.Key}.on"), "year_may_be_lost", $"Этап «{stage.Title}»", $"исход «{lost.Title}» ({lost.Key}) не назван в «on», и год на нём оборвётся. Назовите его или напишите «done: next_year» — для всех положительных исходов.");
            }
        }
    }
}
