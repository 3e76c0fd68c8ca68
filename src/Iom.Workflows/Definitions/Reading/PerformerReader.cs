using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads who does the work of a slot.</summary>
internal static class PerformerReader
{
    private const string Forms =
        "исполнитель записывается так: subject (сам педагог), { role: head }, { relative: association_lead }, { body: expert_council }, { one_of: [ … ] } или { person: 17 }.";

    /// <summary>Levels of the org tree, from the top.</summary>
    internal static readonly string[] Levels = ["region", "municipality", "organisation"];

    /// <returns>Null when the rule cannot be read; the faults say why.</returns>
    public static PerformerPlan? Read(MapView owner, Node node)
    {
        var rule = ReadRule(owner, node, fallbacksAllowed: true);
        var fallbacks = node is Node.Map map && map.Find("if_nobody") is { } nobody ? ReadFallbacks(owner, nobody) : [];
        return rule is null ? null : new PerformerPlan(rule, fallbacks);
    }

    private static PerformerRule? ReadRule(MapView owner, Node node, bool fallbacksAllowed)
    {
        if (node is Node.Text text)
        {
            if (text.Value == "subject")
            {
                return new PerformerRule.Subject();
            }

            owner.Fault(node, "unknown_performer", $"«{Short(text.Value)}» — непонятный исполнитель: {Forms}");
            return null;
        }

        if (owner.Map(node, null, owner.Where, Vocabulary.Performer) is not { } map)
        {
            return null;
        }

        if (!fallbacksAllowed && map.Find("if_nobody") is { } misplaced)
        {
            owner.Fault(misplaced, "misplaced_fallback", "«if_nobody» ставится один раз, у всего правила, а не внутри него.");
        }

        var kinds = map.Entries.Where(entry => entry.Key is "role" or "relative" or "one_of" or "body" or "person").ToList();
        if (kinds.Count != 1)
        {
            owner.Fault(node, "unknown_performer", kinds.Count == 0
                ? $"не сказано, кто исполнитель: {Forms}"
                : $"исполнитель назван {kinds.Count} раза ({string.Join(", ", kinds.Select(kind => kind.Key))}); если подходит любой из них, перечислите их в one_of.");
            return null;
        }

        return ReadKind(map, kinds[0]);
    }

    private static PerformerRule? ReadKind(MapView map, Node.Entry kind)
    {
        var level = Level(map, kind.Key);
        switch (kind.Key)
        {
            case "role":
                return Key(map, kind) is { } role ? new PerformerRule.RoleHolder(role, level) : null;
            case "relative":
                return Key(map, kind) is { } relative ? new PerformerRule.RelativeTo(relative) : null;
            case "body":
                return Key(map, kind) is { } body ? new PerformerRule.Body(body, level) : null;
            case "person":
                return map.Number("person", 1, int.MaxValue) is { } person ? new PerformerRule.Person(person) : null;
            default:
                var rules = map.List("one_of").Select(node => ReadRule(map, node, fallbacksAllowed: false)).OfType<PerformerRule>().ToImmutableArray();
                if (rules.Length < 2 && kind.Value is Node.List { Items.Length: < 2 })
                {
                    map.Fault(kind.Value, "too_few", "в one_of нужны хотя бы два исполнителя.");
                }

                return rules.IsEmpty ? null : new PerformerRule.OneOf(rules);
        }
    }

    private static string? Level(MapView map, string kind)
    {
        if (map.Find("level") is not { } node)
        {
            return null;
        }

        if (kind is not ("role" or "body"))
        {
            map.Fault(node, "misplaced_level", "«level» бывает только у role и body.");
        }

        var level = (node as Node.Text)?.Value;
        if (level is not null && Levels.Contains(level))
        {
            return level;
        }

        map.Fault(node, "unknown_word", $"уровень «level» — один из: {string.Join(", ", Levels)}.{Suggestion.For(level, Levels)}");
        return null;
    }

    private static string? Key(MapView map, Node.Entry entry)
    {
        if (entry.Value is Node.Text { Value: var key } && Keys.IsKey(key))
        {
            return key;
        }

        map.Fault(entry.Value, "bad_key", $"«{entry.Key}» — ключ роли или органа: латинские строчные буквы, цифры и подчёркивание, например «head».");
        return null;
    }

    private static ImmutableArray<Fallback> ReadFallbacks(MapView owner, Node node)
    {
        var items = node is Node.List list ? list.Items : [node];
        var fallbacks = ImmutableArray.CreateBuilder<Fallback>(items.Length);
        foreach (var item in items)
        {
            if (fallbacks is [.., Fallback.Skip])
            {
                owner.Fault(item, "unreachable_fallback", "после skip (пропустить) остальные замены не рассматриваются; поставьте skip последним.");
            }

            switch (item)
            {
                case Node.Text { Value: "up" }:
                    fallbacks.Add(new Fallback.LevelUp());
                    break;
                case Node.Text { Value: "skip" }:
                    fallbacks.Add(new Fallback.Skip());
                    break;
                case Node.Text { Value: not "subject" } other:
                    owner.Fault(item, "unknown_fallback", $"«{Short(other.Value)}» — непонятная замена: up (уровнем выше), skip (пропустить) или другой исполнитель, например {{ role: head }}.");
                    break;
                default:
                    if (ReadRule(owner, item, fallbacksAllowed: false) is { } rule)
                    {
                        fallbacks.Add(new Fallback.Other(rule));
                    }

                    break;
            }
        }

        return fallbacks.DrainToImmutable();
    }

    private static string Short(string text) => text.Length > 40 ? string.Concat(text.AsSpan(0, 40), "…") : text;
}
