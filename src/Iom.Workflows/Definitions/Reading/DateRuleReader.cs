using System.Collections.Immutable;
using Iom.Workflows.Calendars;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads how a day is found.</summary>
internal static class DateRuleReader
{
    private static readonly string[] Starts = ["day", "month", "date", "at", "after", "before", "earliest", "latest", "cases"];

    /// <summary>Keys that belong to the deadline as a whole.</summary>
    private static readonly string[] OfDeadline = ["at_least", "set_by_return"];

    /// <summary>The last day for an answer; null when it cannot be read.</summary>
    public static DeadlinePlan? ReadDeadline(MapView owner, Node node)
    {
        if (owner.Map(node, null, owner.Where, Vocabulary.DateRule) is not { } map || ReadRule(map, node, opening: false) is not { } rule)
        {
            return null;
        }

        var deadline = new DeadlinePlan(rule, SetByReturn: map.Flag("set_by_return") ?? false);
        if (map.Find("at_least") is not { } atLeast)
        {
            return deadline;
        }

        if (Amounts.Parse(atLeast) is (var days, DateUnit.WorkingDays) && days <= 60)
        {
            return deadline with { AtLeastWorkingDays = days };
        }

        owner.Fault(atLeast, "amount_expected", "«at_least» — сколько рабочих дней исполнитель получает в любом случае, не больше 60, например «3 working_days».");
        return null;
    }

    /// <summary>The day from which a slot is open; null when it cannot be read.</summary>
    public static DateRule? ReadOpening(MapView owner, Node node) => ReadInner(owner, node, opening: true);

    /// <summary>A day that is not the deadline of a slot; null when it cannot be read.</summary>
    public static DateRule? ReadDay(MapView owner, Node node) => ReadInner(owner, node, opening: false);

    private static DateRule? ReadInner(MapView owner, Node node, bool opening)
    {
        if (owner.Map(node, null, owner.Where, Vocabulary.DateRule) is not { } map)
        {
            return null;
        }

        RefuseOfDeadline(map);
        return ReadRule(map, node, opening);
    }

    private static void RefuseOfDeadline(MapView map)
    {
        foreach (var key in OfDeadline)
        {
            if (map.Find(key) is { } misplaced)
            {
                map.Fault(misplaced, "misplaced_" + key, $"«{key}» ставится только у самого срока deadline.");
            }
        }
    }

    private static DateRule? ReadRule(MapView map, Node node, bool opening, bool inCase = false)
    {
        if (!inCase && map.Find("when") is { } misplaced)
        {
            map.Fault(misplaced, "misplaced_when", "«when» у срока бывает только внутри списка cases.");
        }

        var starts = map.Entries.Where(entry => Starts.Contains(entry.Key)).ToList();
        if (starts is not [var start])
        {
            map.Fault(node, "unknown_date", starts.Count == 0
                ? "не сказано, от чего считать срок: day (день года), month (месяц), date (дата), at (день учебного календаря), after (после чего), before (до чего), earliest или latest (самый ранний или поздний из нескольких), cases (по условиям)."
                : $"срок назван {starts.Count} раза ({string.Join(", ", starts.Select(entry => entry.Key))}); оставьте один или соедините их в earliest или latest.");
            return null;
        }

        var counted = map.Entries.FirstOrDefault(entry => Words.Units.ContainsKey(entry.Key) || entry.Key == "count_from");
        if (counted is not null && start.Key is not ("after" or "before"))
        {
            map.Fault(counted.Value, "misplaced_amount", $"«{counted.Key}» бывает только вместе с after или before.");
        }

        return start.Key switch
        {
            "earliest" => ReadSeveral(map, start, opening) is { } rules ? new DateRule.Earliest(rules) : null,
            "latest" => ReadSeveral(map, start, opening) is { } rules ? new DateRule.Latest(rules) : null,
            "cases" => ReadCases(map, start, opening),
            "day" => AnchorReader.ReadDay(map, start.Value) is { } day ? Exactly(map, day) : null,
            // A month that is named must not run over into the next one.
            "month" => AnchorReader.ReadMonth(map, opening) is { } month ? Exactly(map, month, RollOfMonth(opening)) : null,
            "date" => AnchorReader.ReadDate(map, start.Value, opening) is { } date
                ? Exactly(map, date, AnchorReader.IsMonth((start.Value as Node.Text)?.Value) ? RollOfMonth(opening) : RollRule.Next) : null,
            "at" => AnchorReader.Read(map, start.Value, opening) is { } anchor ? Exactly(map, anchor) : null,
            "after" => ReadDistance(map, start, 1, RollRule.Next, opening),
            _ => ReadDistance(map, start, -1, RollRule.Previous, opening),
        };
    }

    private static RollRule RollOfMonth(bool opening) => opening ? RollRule.Next : RollRule.Previous;

    private static ImmutableArray<DateRule>? ReadSeveral(MapView map, Node.Entry entry, bool opening)
    {
        var nodes = map.List(entry.Key);
        if (entry.Value is Node.List && nodes.Length < 2)
        {
            map.Fault(entry.Value, "too_few", $"в «{entry.Key}» нужны хотя бы два срока.");
        }

        var rules = nodes.Select(node => ReadInner(map, node, opening)).OfType<DateRule>().ToImmutableArray();
        return rules.IsEmpty ? null : rules;
    }

    private static DateRule.Cases? ReadCases(MapView map, Node.Entry entry, bool opening)
    {
        var nodes = map.List(entry.Key);
        if (entry.Value is Node.List && nodes.Length < 2)
        {
            map.Fault(entry.Value, "too_few", "в «cases» нужны хотя бы два случая: с условием «when» и последний, без условия.");
        }

        var cases = ImmutableArray.CreateBuilder<DateCase>(nodes.Length);
        foreach (var node in nodes)
        {
            if (map.Map(node, null, map.Where, Vocabulary.DateRule) is not { } inner)
            {
                continue;
            }

            RefuseOfDeadline(inner);
            var last = node == nodes[^1];
            if (last && inner.Has("when"))
            {
                inner.Fault(node, "missing_else", "последний случай пишется без «when»: он действует, когда не подошёл ни один другой.");
            }
            else if (!last && !inner.Has("when"))
            {
                inner.Fault(node, "unreachable_case", "случай без «when» подходит всегда, и до следующих дело не дойдёт; поставьте его последним.");
            }

            var when = ConditionReader.Read(inner, "when");
            if (ReadRule(inner, node, opening, inCase: true) is { } rule)
            {
                cases.Add(new DateCase(when, rule));
            }
        }

        return cases.Count == 0 ? null : new DateRule.Cases(cases.DrainToImmutable());
    }

    private static DateRule.Offset Exactly(MapView map, DateAnchor anchor, RollRule roll = RollRule.Next) =>
        new(anchor, 0, DateUnit.CalendarDays, map.Word("roll", Words.Rolls) ?? roll);

    private static DateRule.Offset? ReadDistance(MapView map, Node.Entry start, int sign, RollRule roll, bool opening)
    {
        var anchor = AnchorReader.Read(map, start.Value, opening);
        var amounts = map.Entries.Where(entry => Words.Units.ContainsKey(entry.Key)).ToList();
        if (amounts is not [var counted])
        {
            map.Fault(start.Value, "amount_expected", amounts.Count == 0
                ? $"не сказано, сколько отсчитать: добавьте, например, «working_days: 10» (ещё бывают {string.Join(", ", Words.Units.Keys.Order(StringComparer.Ordinal))})."
                : $"длина срока названа {amounts.Count} раза ({string.Join(", ", amounts.Select(entry => entry.Key))}); оставьте одну.");
            return null;
        }

        var unit = Words.Units[counted.Key];
        var sameDay = map.Word("count_from", Words.CountFrom) ?? false;
        if (unit is not (DateUnit.WorkingDays or DateUnit.CalendarDays) && map.Find("count_from") is { } misplaced)
        {
            map.Fault(misplaced, "misplaced_count_from", "«count_from» бывает только там, где считают рабочие или календарные дни.");
        }

        var amount = map.Number(counted.Key, 0, counted.Key == "years" ? 10 : 3660);
        var rolled = map.Word("roll", Words.Rolls) ?? roll;
        return anchor is null || amount is null ? null : new DateRule.Offset(anchor, sign * amount.Value, unit, rolled, sameDay);
    }
}
