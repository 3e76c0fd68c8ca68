using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>How the lives of a plan hang together: every key once, every outcome inside its own life, every track that is awaited can end.</summary>
internal static class LifeChecks
{
    public static void Check(ProcessPlan plan, ReadingContext context)
    {
        foreach (var same in plan.AllStages.GroupBy(stage => stage.Key, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            var track = plan.Tracks.Last(track => track.Stages.IndexOf(same.Key) >= 0);
            context.FlowFault(
                context.At($"tracks.{track.Key}.stages.{same.Key}"), "duplicate_key", $"Трек «{track.Title}»", $"этап «{same.Key}» уже есть: ключи этапов не повторяются во всём определении.");
        }

        foreach (var track in plan.Tracks)
        {
            CheckTrack(plan, track, context);
        }

        foreach (var life in Life.Of(plan))
        {
            foreach (var stage in life.Stages)
            {
                CheckStage(plan, life, stage, context);
            }
        }

        foreach (var trigger in plan.Triggers)
        {
            CheckTrigger(plan, trigger, context);
        }

        CheckCycles(plan, context);
    }

    private static void CheckTrack(ProcessPlan plan, TrackPlan track, ReadingContext context)
    {
        var (path, where) = ($"tracks.{track.Key}", $"Трек «{track.Title}»");
        if (track.Rows is { } table && !Tables(plan).Contains(table))
        {
            context.Fault(context.At(path + ".each"), "unknown_table", where, $"таблицы «{table}» в документе нет.{Suggestion.For(table, Tables(plan))}");
        }

        switch (track.Starts)
        {
            case TrackStart.OnTrigger { Trigger: var key } when !plan.Triggers.Any(trigger => trigger.Key == key):
                context.Fault(context.At(path + ".starts"), "unknown_trigger", where, $"действия «{key}» в «triggers» нет.{Suggestion.For(key, plan.Triggers.Select(trigger => trigger.Key))}");
                break;
            case TrackStart.OnOutcome { Stage: var stage, Outcome: var outcome }
                when plan.FindStage(stage) is { } left && !left.Slots.SelectMany(slot => slot.Results).Any(result => result.Key == outcome):
                context.Fault(context.At(path + ".starts"), "unknown_outcome", where, $"этап «{left.Title}» не имеет исхода «{outcome}».{Suggestion.For(outcome, left.Slots.SelectMany(slot => slot.Results).Select(result => result.Key))}");
                break;
            case TrackStart.Entering { Stage: var own } when track.Stages.IndexOf(own) >= 0:
                context.Fault(context.At(path + ".starts"), "starts_itself", where, "трек не может начаться со своего же этапа.");
                break;
        }
    }

    private static void CheckStage(ProcessPlan plan, Life life, StagePlan stage, ReadingContext context)
    {
        var (path, where) = ($"{life.Path}.{stage.Key}", $"Этап «{stage.Title}»");
        foreach (var transition in stage.Transitions)
        {
            var at = context.At($"{path}.on.{transition.Outcome}");
            if (transition.Stages.FirstOrDefault(target => life.Stages.IndexOf(target) < 0) is { } elsewhere)
            {
                context.FlowFault(at, "leaves_its_life", where, $"исход «{transition.Outcome}» ведёт на этап «{elsewhere}» другой линии. Внутри трека можно идти только по его этапам, на end или rejected.");
            }
            else if (life.Track is not null && transition.Target == TargetKind.NextYear)
            {
                context.FlowFault(at, "leaves_its_life", where, "следующий год начинает только основная линия, трек этого сделать не может.");
            }
        }

        foreach (var (name, keys) in new[] { ("awaits", stage.Awaits), ("ends", stage.Ends) })
        {
            foreach (var key in keys.Where(key => !plan.Tracks.Any(track => track.Key == key)))
            {
                context.Fault(context.At($"{path}.{name}"), "unknown_track", where, $"трека «{key}» нет.{Suggestion.For(key, plan.Tracks.Select(track => track.Key))}");
            }

            if (life.Track is { } own && keys.Contains(own.Key))
            {
                context.Fault(context.At($"{path}.{name}"), "awaits_itself", where, "этап не может ждать или завершать собственный трек.");
            }
        }

        foreach (var key in stage.Awaits.Where(key => life.Track is null && !MayStartBefore(plan, key, stage)))
        {
            context.Fault(context.At($"{path}.awaits"), "awaits_too_early", where, $"трек «{key}» начинается позже этого этапа, ждать его здесь бессмысленно.");
        }
    }

    private static void CheckTrigger(ProcessPlan plan, TriggerPlan trigger, ReadingContext context)
    {
        var (path, where) = ($"triggers.{trigger.Key}", $"Действие «{trigger.Title}»");
        if (trigger.Track is { } key && !plan.Tracks.Any(track => track.Key == key))
        {
            context.Fault(context.At(path + ".to"), "unknown_track", where, $"трека «{key}» нет.{Suggestion.For(key, plan.Tracks.Select(track => track.Key))}");
        }

        if (trigger.Stage is { } stage && plan.TrackOf(stage) is not null)
        {
            context.FlowFault(context.At(path + ".to"), "leaves_its_life", where, $"«{stage}» — этап трека, а действие ведёт на этап основной линии; чтобы начать трек, напишите «track».");
        }
    }

    private static bool MayStartBefore(ProcessPlan plan, string key, StagePlan stage) =>
        plan.Tracks.FirstOrDefault(track => track.Key == key)?.Starts switch
        {
            TrackStart.Entering { Stage: var entered } => plan.Stages.IndexOf(entered) <= plan.Stages.IndexOf(stage.Key),
            TrackStart.OnOutcome { Stage: var left } => plan.Stages.IndexOf(left) < plan.Stages.IndexOf(stage.Key),
            _ => true,
        };

    private static void CheckCycles(ProcessPlan plan, ReadingContext context)
    {
        foreach (var track in plan.Tracks)
        {
            var reached = new HashSet<string>(StringComparer.Ordinal);
            var open = new Queue<string>([track.Key]);
            while (open.TryDequeue(out var key))
            {
                foreach (var next in plan.Tracks.Where(other => other.Key == key).SelectMany(other => other.Stages).SelectMany(stage => stage.Awaits).Where(reached.Add))
                {
                    open.Enqueue(next);
                }
            }

            if (reached.Contains(track.Key) && reached.Count > 1)
            {
                context.Fault(context.At($"tracks.{track.Key}"), "awaits_in_a_circle", $"Трек «{track.Title}»", $"треки ждут друг друга по кругу: {string.Join(", ", reached.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    private static HashSet<string> Tables(ProcessPlan plan) => plan.AllStages.SelectMany(stage => stage.Slots).SelectMany(slot => slot.Fields)
        .Where(field => field.Type == FieldType.Table).Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
}

/// <summary>The main life or a track, for checks that are the same for both.</summary>
/// <param name="Path">Path of its list of stages.</param>
/// <param name="Stages">Its stages.</param>
/// <param name="Track">Null: the main life.</param>
internal readonly record struct Life(string Path, System.Collections.Immutable.ImmutableArray<StagePlan> Stages, TrackPlan? Track)
{
    public static IEnumerable<Life> Of(ProcessPlan plan) =>
        plan.Tracks.Select(track => new Life($"tracks.{track.Key}.stages", track.Stages, track)).Prepend(new Life("stages", plan.Stages, null));
}
