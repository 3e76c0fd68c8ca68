using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads who does the work of a slot.</summary>
internal static class PerformerReader
{
    private const string Forms =
        "исполнитель записывается так: subject (сам педагог), { role: head }, { relative: association_lead }, { body: expert_council }, { one_of: [ … ] }, { all_of: [ … ] }, { first_of: [ … ] }, { field: mentor }, { row: responsible }, { same_as: этап.задание }, { educators: { where: … } }, { pool: … } или { person: 17 }.";

    private static readonly string[] Kinds =
        ["role", "relative", "one_of", "all_of", "first_of", "body", "person", "field", "row", "same_as", "educators", "pool"];

    /// <summary>Keys that narrow a rule, with the kinds of rules they belong to.</summary>
    private static readonly FrozenDictionary<string, string[]> Narrowing = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["level"] = ["role", "body", "educators"],
        ["org_type"] = ["role"],
        ["unit"] = ["role"],
        ["members"] = ["body"],
        ["where"] = ["pool"],
        ["max_load"] = ["pool"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>Null when the rule cannot be read; the faults say why.</returns>
    public static PerformerPlan? Read(MapView owner, Node node)
    {
        var rule = ReadRule(owner, node, fallbacksAllowed: true);
        var fallbacks = node is Node.Map map && map.Find("if_nobody") is { } nobody ? FallbackReader.Read(owner, nobody) : [];
        return rule is null ? null : new PerformerPlan(rule, fallbacks);
    }

    /// <summary>A rule inside another; null when it cannot be read.</summary>
    public static PerformerRule? ReadRule(MapView owner, Node node) => ReadRule(owner, node, fallbacksAllowed: false);

    public static string Short(string text) => text.Length > 40 ? string.Concat(text.AsSpan(0, 40), "…") : text;

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

        var kinds = map.Entries.Where(entry => Kinds.Contains(entry.Key)).ToList();
        if (kinds.Count != 1)
        {
            owner.Fault(node, "unknown_performer", kinds.Count == 0
                ? $"не сказано, кто исполнитель: {Forms}"
                : $"исполнитель назван {kinds.Count} раза ({string.Join(", ", kinds.Select(kind => kind.Key))}); если подходит любой из них, перечислите их в one_of.");
            return null;
        }

        foreach (var narrowing in map.Entries.Where(entry => Narrowing.TryGetValue(entry.Key, out var of) && !of.Contains(kinds[0].Key)))
        {
            map.Fault(narrowing.Value, "misplaced_" + narrowing.Key, $"«{narrowing.Key}» бывает только у {string.Join(", ", Narrowing[narrowing.Key])}.");
        }

        var rule = ReadKind(map, kinds[0]);
        return rule is not null && map.Find("except") is { } except ? ReadExcept(map, rule, except) : rule;
    }

    private static PerformerRule? ReadKind(MapView map, Node.Entry kind)
    {
        switch (kind.Key)
        {
            case "person":
                return map.Number("person", 1, int.MaxValue) is { } person ? new PerformerRule.Person(person) : null;
            case "one_of":
                return Several(map, kind) is { } some ? new PerformerRule.OneOf(some) : null;
            case "all_of":
                return Several(map, kind) is { } all ? new PerformerRule.AllOf(all) : null;
            case "first_of":
                return Several(map, kind) is { } first ? new PerformerRule.FirstOf(first) : null;
            case "same_as":
                return ReadSameAs(map, kind.Value);
            case "educators":
                return map.Map(kind.Value, null, map.Where, Vocabulary.Educators) is { } educators
                    ? new PerformerRule.Educators(ConditionReader.Read(educators, "where"), LevelReader.Read(map)) : null;
            case "pool":
                return ReadRule(map, kind.Value) is { } from
                    ? new PerformerRule.Pool(from, ConditionReader.Read(map, "where"), ReadMaxLoad(map)) : null;
        }

        return Key(map, kind) is { } name ? Named(map, kind, name) : null;
    }

    private static PerformerRule Named(MapView map, Node.Entry kind, string name)
    {
        switch (kind.Key)
        {
            case "relative":
                return new PerformerRule.RelativeTo(name);
            case "body":
                return new PerformerRule.Body(name, LevelReader.Read(map), map.Flag("members") ?? false);
            case "field":
                map.Context.FieldNamed((Node.Text)kind.Value, "person", map.Where);
                return new PerformerRule.Field(name);
            case "row":
                map.Context.ColumnNamed((Node.Text)kind.Value, "person", map.Where);
                return new PerformerRule.Row(name);
            default:
                var places = new[] { "level", "org_type", "unit" }.Where(map.Has).ToList();
                if (places.Count > 1)
                {
                    map.Fault(map.Find(places[1])!, "unknown_place", $"где искать роль, сказано дважды: {string.Join(", ", places)}; оставьте одно.");
                }

                return new PerformerRule.RoleHolder(name, LevelReader.Read(map), Key(map, "org_type", Keys.IsKey), Key(map, "unit", Keys.IsDefinitionKey));
        }
    }

    private static ImmutableArray<PerformerRule>? Several(MapView map, Node.Entry kind)
    {
        var rules = map.List(kind.Key).Select(node => ReadRule(map, node)).OfType<PerformerRule>().ToImmutableArray();
        if (rules.Length < 2 && kind.Value is Node.List { Items.Length: < 2 })
        {
            map.Fault(kind.Value, "too_few", $"в {kind.Key} нужны хотя бы два исполнителя.");
        }

        return rules.IsEmpty ? null : rules;
    }

    private static PerformerRule.SameAs? ReadSameAs(MapView map, Node node)
    {
        if (node is Node.Text { Value: var text } name && text.Split('.') is [var stage, var slot] && Keys.IsKey(stage) && Keys.IsKey(slot))
        {
            map.Context.SlotNamed(name, map.Where);
            return new PerformerRule.SameAs(stage, slot);
        }

        map.Fault(node, "bad_key", "«same_as» — ключи этапа и задания через точку, например «drafting.draft».");
        return null;
    }

    private static LoadLimit? ReadMaxLoad(MapView map)
    {
        if (map.Find("max_load") is not { } node || map.Map(node, null, map.Where, Vocabulary.MaxLoad) is not { } limit)
        {
            return null;
        }

        if (limit.Has("role") && limit.Has("below"))
        {
            return Key(limit, "role", Keys.IsKey) is { } role && limit.Number("below", 1, 1000) is { } below ? new LoadLimit(role, below) : null;
        }

        limit.Fault(node, "missing_load", "нагрузка записывается так: «max_load: { role: mentor, below: 2 }» — у кого меньше двух педагогов.");
        return null;
    }

    private static PerformerRule.Except? ReadExcept(MapView map, PerformerRule rule, Node node)
    {
        var items = node is Node.List list ? list.Items : [node];
        if (items.IsEmpty)
        {
            map.Fault(node, "too_few", "в except никто не назван: уберите его.");
        }

        var excluded = items.Select(item => ReadRule(map, item)).OfType<PerformerRule>().ToImmutableArray();
        return excluded.IsEmpty ? null : new PerformerRule.Except(rule, excluded);
    }

    private static string? Key(MapView map, Node.Entry entry)
    {
        if (entry.Value is Node.Text { Value: var key } && Keys.IsKey(key))
        {
            return key;
        }

        map.Fault(entry.Value, "bad_key", $"«{entry.Key}» — ключ: латинские строчные буквы, цифры и подчёркивание, например «head».");
        return null;
    }

    private static string? Key(MapView map, string key, Func<string, bool> isKey)
    {
        if (map.Find(key) is not { } node || node is Node.Text { Value: var value } && isKey(value))
        {
            return map.Text(key);
        }

        map.Fault(node, "bad_key", $"«{key}» — ключ: латинские строчные буквы и цифры, первой стоит буква.");
        return null;
    }
}
