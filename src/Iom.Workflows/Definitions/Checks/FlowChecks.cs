using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>
/// The flow as a graph of stages: each can be reached, and from each the end can be reached. (Rounds, years and policies are not
/// counted here.)
/// </summary>
internal static class FlowChecks
{
    public static void Check(ProcessPlan plan, ReadingContext context)
    {
        foreach (var life in Life.Of(plan))
        {
            Check(plan, life, context);
        }
    }

    private static void Check(ProcessPlan plan, Life life, ReadingContext context)
    {
        var end = life.Stages.Length;
        var leads = life.Stages.Select((stage, index) => Leads(plan, life, stage, index).Distinct().ToList()).ToList();
        var triggered = life.Track is null ? plan.Triggers.Select(trigger => trigger.Stage).OfType<string>().Select(plan.IndexOf) : [];
        var reached = Reach(triggered.Prepend(0), at => at == end ? [] : leads[at]);
        for (var i = 0; i < end; i++)
        {
            if (!reached.Contains(i))
            {
                Fault(life.Stages[i], "unreachable_stage", "до этого этапа маршрут никогда не дойдёт: ни один исход сюда не ведёт.");
            }
        }

        var ending = Reach([end], at => Enumerable.Range(0, end).Where(from => leads[from].Contains(at)));
        foreach (var stuck in reached.Where(at => !ending.Contains(at)).Order())
        {
            Fault(life.Stages[stuck], "no_end", "отсюда маршрут никогда не завершится: все исходы ходят по кругу.");
        }

        void Fault(StagePlan stage, string code, string sentence) =>
            context.Fault(context.At($"{life.Path}.{stage.Key}"), code, $"Этап «{stage.Title}»", sentence);
    }

    /// <summary>Indexes of stages that may follow; one past the last is the end.</summary>
    private static IEnumerable<int> Leads(ProcessPlan plan, Life life, StagePlan stage, int index)
    {
        if (!Equals(stage.When, Condition.Always) || stage.Slots.All(MayBeLeftOut))
        {
            yield return index + 1;
        }

        foreach (var outcome in stage.Slots.SelectMany(slot => slot.Results))
        {
            var transition = stage.TransitionFor(outcome.Key);
            switch (transition?.Target)
            {
                case TargetKind.Stage:
                    foreach (var target in transition.Stages)
                    {
                        yield return life.Stages.IndexOf(target);
                    }

                    break;
                case TargetKind.NextYear:
                    yield return plan.IndexOf(plan.YearBeginsAt!);
                    yield return index + 1;
                    break;
                case TargetKind.End or TargetKind.Rejected:
                    yield return life.Stages.Length;
                    break;
                default:
                    yield return index + 1;
                    break;
            }
        }
    }

    private static bool MayBeLeftOut(SlotPlan slot) =>
        !Equals(slot.When, Condition.Always)
        || slot.SkipsSamePerson
        || slot.Each is EachPlan.Rows or EachPlan.Dates
        || slot.Kind == SlotKind.Notice
        || slot.Performer.Fallbacks.Any(fallback => fallback is Fallback.Skip);

    private static HashSet<int> Reach(IEnumerable<int> from, Func<int, IEnumerable<int>> next)
    {
        var reached = new HashSet<int>(from);
        var open = new Queue<int>(reached);
        while (open.TryDequeue(out var at))
        {
            foreach (var other in next(at).Where(reached.Add))
            {
                open.Enqueue(other);
            }
        }

        return reached;
    }
}
