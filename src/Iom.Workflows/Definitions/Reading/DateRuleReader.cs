using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Authoring;
using Iom.Workflows.Calendars;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads how a day is found.</summary>
internal static class DateRuleReader
{
    private static readonly string[] Starts = ["day", "month", "at", "after", "before", "earliest", "latest"];
    private static readonly string[] SimpleAnchors = ["opened", "started", .. Words.AcademicAnchors.Keys];

    /// <summary>The last day for an answer; null when it cannot be read.</summary>
    public static DeadlinePlan? ReadDeadline(MapView owner, Node node)
    {
        if (ReadRule(owner, node, opening: false, top: true) is not { } rule)
        {
            return null;
        }

        if ((node as Node.Map)?.Find("at_least") is not { } atLeast)
        {
            return new DeadlinePlan(rule);
        }

        if (Amounts.Parse(atLeast) is (var days, DateUnit.WorkingDays) && days <= 60)
        {
            return new DeadlinePlan(rule, days);
        }

        owner.Fault(atLeast, "amount_expected", "«at_least» — сколько рабочих дней исполнитель получает в любом случае, не больше 60, например «3 working_days».");
        return null;
    }

    /// <summary>The day from which a slot is open; null when it cannot be read.</summary>
    public static DateRule? ReadOpening(MapView owner, Node node) => ReadRule(owner, node, opening: true, top: false);

    private static DateRule? ReadRule(MapView owner, Node node, bool opening, bool top)
    {
        if (owner.Map(node, null, owner.Where, Vocabulary.DateRule) is not { } map)
        {
            return null;
        }

        if (!top && map.Find("at_least") is { } misplaced)
        {
            owner.Fault(misplaced, "misplaced_at_least", "«at_least» ставится только у самого срока deadline.");
        }

        var starts = map.Entries.Where(entry => Starts.Contains(entry.Key)).ToList();
        if (starts is not [var start])
        {
            owner.Fault(node, "unknown_date", starts.Count == 0
                ? "не сказано, от чего считать срок: day (день года), month (месяц), at (день учебного календаря), after (после чего), before (до чего), earliest или latest (самый ранний или поздний из нескольких)."
                : $"срок назван {starts.Count} раза ({string.Join(", ", starts.Select(entry => entry.Key))}); оставьте один или соедините их в earliest или latest.");
            return null;
        }

        var counted = map.Entries.FirstOrDefault(entry => Words.Units.ContainsKey(entry.Key));
        if (counted is not null && start.Key is not ("after" or "before"))
        {
            owner.Fault(counted.Value, "misplaced_amount", $"«{counted.Key}» бывает только вместе с after или before.");
        }

        return start.Key switch
        {
            "earliest" => ReadSeveral(map, start, opening) is { } rules ? new DateRule.Earliest(rules) : null,
            "latest" => ReadSeveral(map, start, opening) is { } rules ? new DateRule.Latest(rules) : null,
            "day" => ReadDay(map, start.Value) is { } day ? Exactly(map, day) : null,
            // A month that is named must not run over into the next one.
            "month" => ReadMonth(map, opening) is { } month ? Exactly(map, month, opening ? RollRule.Next : RollRule.Previous) : null,
            "at" => ReadAnchor(map, start.Value) is { } anchor ? Exactly(map, anchor) : null,
            "after" => ReadDistance(map, start, 1, RollRule.Next),
            _ => ReadDistance(map, start, -1, RollRule.Previous),
        };
    }

    private static ImmutableArray<DateRule>? ReadSeveral(MapView map, Node.Entry entry, bool opening)
    {
        var nodes = map.List(entry.Key);
        if (entry.Value is Node.List && nodes.Length < 2)
        {
            map.Fault(entry.Value, "too_few", $"в «{entry.Key}» нужны хотя бы два срока.");
        }

        var rules = nodes.Select(node => ReadRule(map, node, opening, top: false)).OfType<DateRule>().ToImmutableArray();
        return rules.IsEmpty ? null : rules;
    }

    private static DateRule.Offset Exactly(MapView map, DateAnchor anchor, RollRule roll = RollRule.Next) =>
        new(anchor, 0, DateUnit.CalendarDays, map.Word("roll", Words.Rolls) ?? roll);

    private static DateRule.Offset? ReadDistance(MapView map, Node.Entry start, int sign, RollRule roll)
    {
        var anchor = ReadAnchor(map, start.Value);
        var amounts = map.Entries.Where(entry => Words.Units.ContainsKey(entry.Key)).ToList();
        if (amounts is not [var counted])
        {
            map.Fault(start.Value, "amount_expected", amounts.Count == 0
                ? $"не сказано, сколько отсчитать: добавьте, например, «working_days: 10» (ещё бывают {string.Join(", ", Words.Units.Keys.Order(StringComparer.Ordinal))})."
                : $"длина срока названа {amounts.Count} раза ({string.Join(", ", amounts.Select(entry => entry.Key))}); оставьте одну.");
            return null;
        }

        var amount = map.Number(counted.Key, 0, counted.Key == "years" ? 10 : 3660);
        var rolled = map.Word("roll", Words.Rolls) ?? roll;
        return anchor is null || amount is null ? null : new DateRule.Offset(anchor, sign * amount.Value, Words.Units[counted.Key], rolled);
    }

    private static DateAnchor? ReadAnchor(MapView map, Node node)
    {
        if (node is Node.Text { Value: var word })
        {
            if (word == "opened")
            {
                return new DateAnchor.Opened();
            }

            if (word == "started")
            {
                return new DateAnchor.Started();
            }

            if (Words.AcademicAnchors.TryGetValue(word, out var academic))
            {
                return new DateAnchor.Academic(academic);
            }

            map.Fault(node, "unknown_anchor", $"непонятно, от чего считать: opened (день открытия задания), started (начало маршрута), {{ stage: ключ этапа }}, {{ day: 20.09 }} или точка учебного года ({string.Join(", ", Words.AcademicAnchors.Keys.Order(StringComparer.Ordinal))}).{Suggestion.For(word, SimpleAnchors)}");
            return null;
        }

        if (map.Map(node, null, map.Where, Vocabulary.Anchor) is not { } inner)
        {
            return null;
        }

        if (inner.Find("day") is { } day && !inner.Has("stage"))
        {
            return ReadDay(map, day);
        }

        if (inner.Find("stage") is Node.Text stage && !inner.Has("day"))
        {
            map.Context.StageNamed(stage, map.Where);
            return new DateAnchor.StageDone(stage.Value);
        }

        if (inner.Entries is [{ Key: "each", Value: Node.Text { Value: "date" } }])
        {
            return new DateAnchor.EachDate();
        }

        map.Fault(node, "unknown_anchor", "здесь пишут либо { stage: ключ этапа }, либо { day: 20.09 }.");
        return null;
    }

    private static DateAnchor.DayOfYear? ReadDay(MapView map, Node node)
    {
        if (node is Node.Text { Value: var text } && text.Split('.') is [{ Length: 1 or 2 } left, { Length: 1 or 2 } right]
            && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2024, month))
        {
            return new DateAnchor.DayOfYear(month, day);
        }

        map.Fault(node, "day_expected", "день года записывается как день и месяц через точку, например «20.09».");
        return null;
    }

    /// <summary>A coarse date (seed 000: «октябрь 2018»): the whole month, so the first day for an opening and the last for a deadline.</summary>
    private static DateAnchor.DayOfYear? ReadMonth(MapView map, bool opening) =>
        map.Number("month", 1, 12) is { } month ? new DateAnchor.DayOfYear(month, opening ? 1 : DateTime.DaysInMonth(2024, month)) : null;
}
