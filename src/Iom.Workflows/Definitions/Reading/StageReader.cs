using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads one stage.</summary>
internal static class StageReader
{
    /// <returns>Null when the stage has no usable key.</returns>
    public static StagePlan? Read(MapView definition, Node node, SlotReader.LadderDefaults defaults)
    {
        var context = definition.Context;
        var key = (node as Node.Map)?.Word("key");
        var where = $"Этап «{(node as Node.Map)?.Word("title") ?? key ?? "без названия"}»";
        if (key is null || !Keys.IsKey(key) || Words.Targets.ContainsKey(key))
        {
            context.FlowFault((node as Node.Map)?.Find("key")?.Place ?? node.Place, "bad_key", where, key is not null && Words.Targets.ContainsKey(key)
                ? $"слово «{key}» занято: в «on» оно означает, куда ведёт исход. Назовите этап иначе."
                : "нужен ключ «key»: латинские строчные буквы, цифры и подчёркивание, например «drafting».");
            return null;
        }

        if (definition.Map(node, $"stages.{key}", where, Vocabulary.Stage) is not { } map)
        {
            return null;
        }

        context.Wrote($"stages.{key}", node.Place);
        var before = context.Faults.Count;
        var slots = ReadSlots(map, defaults);
        if (context.Faults.Count > before)
        {
            context.Break($"stages.{key}");
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
