using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads one stage.</summary>
internal static class StageReader
{
    /// <summary>The stages of a life, in order.</summary>
    public static ImmutableArray<StagePlan> ReadAll(MapView life, SlotReader.LadderDefaults defaults)
    {
        var stages = ImmutableArray.CreateBuilder<StagePlan>();
        foreach (var node in life.List("stages"))
        {
            if (Read(life, node, defaults) is not { } stage)
            {
                life.Context.BreakFlow();
            }
            else if (stages.Any(other => other.Key == stage.Key))
            {
                life.Context.FlowFault(node.Place, "duplicate_key", life.Where, $"этап «{stage.Key}» записан дважды.");
            }
            else
            {
                stages.Add(stage);
            }
        }

        if (stages.Count == 0)
        {
            life.Context.BreakFlow();
            if (life.Find("stages") is null or Node.List { Items.IsEmpty: true })
            {
                life.Missing("stages", life.Path is "" ? "в определении нет ни одного этапа «stages»." : "нет ни одного этапа «stages».");
            }
        }

        return stages.DrainToImmutable();
    }

    /// <returns>Null when the stage has no usable key.</returns>
    private static StagePlan? Read(MapView life, Node node, SlotReader.LadderDefaults defaults)
    {
        var context = life.Context;
        var key = (node as Node.Map)?.Word("key");
        var where = $"Этап «{(node as Node.Map)?.Word("title") ?? key ?? "без названия"}»";
        if (key is null || !Keys.IsKey(key) || Words.Targets.ContainsKey(key))
        {
            context.FlowFault((node as Node.Map)?.Find("key")?.Place ?? node.Place, "bad_key", where, key is not null && Words.Targets.ContainsKey(key)
                ? $"слово «{key}» занято: в «on» оно означает, куда ведёт исход. Назовите этап иначе."
                : "нужен ключ «key»: латинские строчные буквы, цифры и подчёркивание, например «drafting».");
            return null;
        }

        var path = $"{life.PathOf("stages")}.{key}";
        if (life.Map(node, path, where, Vocabulary.Stage) is not { } map)
        {
            return null;
        }

        context.Wrote(path, node.Place);
        var before = context.Faults.Count;
        var slots = ReadSlots(map, defaults);
        if (context.Faults.Count > before)
        {
            context.Break(path);
        }

        return new StagePlan
        {
            Key = key,
            Title = map.RequiredText("title", "нет названия «title».", key),
            Summary = map.Text("summary", MapView.ProseLength),
            When = ConditionReader.Read(map, "when"),
            Slots = slots,
            Policy = ReadPolicy(map, slots.Length),
            Transitions = TransitionReader.Read(map, slots),
            SealsRevision = map.Flag("seals_revision") ?? false,
            Awaits = map.WordList("awaits"),
            Ends = map.WordList("ends"),
        };
    }

    private static ImmutableArray<SlotPlan> ReadSlots(MapView map, SlotReader.LadderDefaults defaults)
    {
        var slots = ImmutableArray.CreateBuilder<SlotPlan>();
        foreach (var node in map.List("slots"))
        {
            if (SlotReader.Read(map, node, defaults) is not { } slot)
            {
                map.Context.BreakFlow();
            }
            else if (slots.Any(other => other.Key == slot.Key))
            {
                map.Fault(node, "duplicate_key", $"задание «{slot.Key}» записано дважды.");
            }
            else
            {
                slots.Add(slot);
            }
        }

        if (slots.Count == 0 && (!map.Has("slots") || map.Find("slots") is Node.List { Items.IsEmpty: true }))
        {
            map.Context.BreakFlow();
            map.Missing("slots", "в этапе нет ни одного задания. Добавьте «slots» или уберите этап.");
        }

        return slots.DrainToImmutable();
    }

    private static StagePolicy ReadPolicy(MapView map, int slots)
    {
        var negative = map.Word("on_negative", Words.Negatives) ?? NegativeRule.AtOnce;
        if (map.Find("policy") is not Node.Map counted)
        {
            return new StagePolicy(map.Word("policy", Words.Policies) ?? PolicyKind.All, 0, negative);
        }

        var inner = map.Map(counted, null, map.Where, Vocabulary.Policy)!;
        if (!inner.Has("at_least"))
        {
            inner.Fault(counted, "missing_at_least", "сколько положительных ответов достаточно: «policy: { at_least: 2 }».");
        }

        var count = inner.Number("at_least", 1, 100) ?? 1;
        if (count > slots && slots > 0 && !map.Context.Partial)
        {
            inner.Fault(inner.Find("at_least")!, "too_many_answers", $"нужно {count} положительных ответов, а заданий в этапе {slots}: этап никогда не завершится.");
        }

        return new StagePolicy(PolicyKind.AtLeast, count, negative);
    }
}
