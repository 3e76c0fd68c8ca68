using System.Collections.Immutable;
using Iom.Workflows.Calendars;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads one slot of a stage.</summary>
internal static class SlotReader
{
    /// <summary>The ladder for slots that name none.</summary>
    internal sealed record LadderDefaults(ImmutableArray<ReminderPlan> Reminders, ImmutableArray<EscalationPlan> Escalations);

    /// <returns>Null when the slot has no usable key.</returns>
    public static SlotPlan? Read(MapView stage, Node node, LadderDefaults defaults)
    {
        var key = (node as Node.Map)?.Word("key");
        var where = $"{stage.Where}, задание «{(node as Node.Map)?.Word("title") ?? key ?? "без названия"}»";
        if (key is null || !Keys.IsKey(key))
        {
            stage.Context.FlowFault(
                (node as Node.Map)?.Find("key")?.Place ?? node.Place, "bad_key", where, "нужен ключ «key»: латинские строчные буквы, цифры и подчёркивание, например «draft».");
            return null;
        }

        var path = $"{stage.Path}.slots.{key}";
        if (stage.Map(node, path, where, Vocabulary.Slot) is not { } map)
        {
            return null;
        }

        stage.Context.Wrote(path, node.Place);
        var before = stage.Context.Faults.Count;
        var (kind, verdict) = ReadKind(map);
        var performer = ReadPerformer(map);
        var vote = VoteReader.Read(map, kind);
        var each = map.Find("each") is { } several ? EachReader.Read(map, several)
            : vote is not null || performer?.Rule is PerformerRule.AllOf ? new EachPlan.People()
            : null;
        var batch = map.Word("batch", Words.Batches);
        var deadline = ReadDeadline(map, kind, each);
        var outcomes = OutcomeReader.Read(map, kind, verdict);
        var slot = new SlotPlan
        {
            Key = key,
            Title = map.RequiredText("title", "нет названия «title».", key),
            Instruction = map.Text("instruction", MapView.ProseLength),
            Kind = kind,
            Verdict = verdict,
            Performer = performer ?? new PerformerPlan(new PerformerRule.Subject(), []),
            When = ConditionReader.Read(map, "when"),
            Outcomes = outcomes,
            Fields = VoteReader.WithPapers(FieldReader.Read(map), kind, batch),
            Shows = map.WordList("shows"),
            Opens = map.Find("opens") is { } opens ? DateRuleReader.ReadOpening(map, opens) : null,
            Deadline = deadline,
            SkipsSamePerson = map.Word("same_person", Words.SamePerson) ?? false,
            Each = each,
            Enough = EachReader.ReadEnough(map, "enough") ?? Enough.All,
            Into = map.WordList("into").FirstOrDefault(),
            Vote = vote,
            Batch = batch,
            Reminders = Inherit(map, "reminders", deadline) ? defaults.Reminders : LadderReader.ReadReminders(map),
            Escalations = Inherit(map, "escalation", deadline) ? defaults.Escalations : LadderReader.ReadEscalations(map),
            Timeout = TimeoutReader.Read(map, outcomes),
            Requires = RequirementReader.Read(map),
        };
        if (stage.Context.Faults.Count > before || performer is null)
        {
            stage.Context.Break(path);
        }

        return slot;
    }

    private static (SlotKind Kind, VerdictKind? Verdict) ReadKind(MapView map)
    {
        if (!map.Has("kind"))
        {
            map.Missing("kind", $"не сказано, что за задание: «kind» — одно из {string.Join(", ", Words.Kinds.Keys.Order(StringComparer.Ordinal))}.");
        }

        var read = map.Word("kind", Words.Kinds);
        var verdict = map.Word("verdict", Words.Verdicts);
        if (read is null)
        {
            map.Context.BreakFlow();
        }

        if (read == SlotKind.Verdict && !map.Has("verdict"))
        {
            map.Missing("verdict", $"не сказано, какую силу имеет решение: «verdict» — одно из {string.Join(", ", Words.Verdicts.Keys.Order(StringComparer.Ordinal))}.");
        }
        else if (read is not (null or SlotKind.Verdict) && map.Find("verdict") is { } misplaced)
        {
            map.Fault(misplaced, "misplaced_verdict", "«verdict» бывает только у решения (kind: verdict).");
        }

        var kind = read ?? SlotKind.Form;
        return (kind, kind == SlotKind.Verdict ? verdict : null);
    }

    private static PerformerPlan? ReadPerformer(MapView map)
    {
        if (map.Find("performer") is { } node)
        {
            return PerformerReader.Read(map, node);
        }

        map.Missing("performer", "не назван исполнитель: «performer: subject» (сам педагог) или «performer: { role: head }».");
        return null;
    }

    private static DeadlinePlan? ReadDeadline(MapView map, SlotKind kind, EachPlan? each)
    {
        switch (map.Find("deadline"))
        {
            case null when each is EachPlan.Dates:
                return new DeadlinePlan(new DateRule.Offset(new DateAnchor.EachDate(), 0, DateUnit.CalendarDays, RollRule.Keep));
            case null when kind == SlotKind.Notice:
                return null;
            case null:
                map.Missing("deadline", "нет срока ответа. Укажите «deadline», например «{ after: opened, working_days: 10 }», или прямо скажите, что срока нет: «deadline: none».");
                return null;
            case Node.Text { Value: "none" }:
                return null;
            case { } node:
                return DateRuleReader.ReadDeadline(map, node);
        }
    }

    /// <summary>A slot without a deadline has no ladder to inherit.</summary>
    private static bool Inherit(MapView map, string key, DeadlinePlan? deadline)
    {
        if (map.Has(key) || deadline is null)
        {
            return false;
        }

        if (map.Context.Places.TryGetValue("defaults." + key, out var place))
        {
            map.Context.Wrote(map.PathOf(key), place);
        }

        return true;
    }
}
