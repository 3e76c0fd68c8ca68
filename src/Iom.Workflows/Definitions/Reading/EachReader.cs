using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Calendars;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads what a slot has one item for, and how many of them are enough.</summary>
internal static class EachReader
{
    private const string Forms = "«each» записывается так: person (каждому исполнителю), { rows: ключ таблицы } или { dates: [ { day: 15.12 }, … ] }.";

    /// <returns>Null when it cannot be read; the faults say why.</returns>
    public static EachPlan? Read(MapView owner, Node node)
    {
        if (node is Node.Text { Value: "person" })
        {
            return new EachPlan.People();
        }

        if (node is not Node.Map)
        {
            owner.Fault(node, "unknown_each", Forms);
            return null;
        }

        var map = owner.Map(node, null, owner.Where, Vocabulary.Each)!;
        switch (map.Entries)
        {
            case [{ Key: "rows", Value: Node.Text { Value: var table } }] when Keys.IsKey(table):
                return new EachPlan.Rows(table);
            case [{ Key: "dates", Value: Node.List list }]:
                var days = list.Items.Select(item => DateRuleReader.ReadOpening(map, item)).OfType<DateRule>().ToImmutableArray();
                if (list.Items.IsEmpty)
                {
                    map.Fault(list, "too_few", "в «dates» нужна хотя бы одна дата.");
                }

                return days.IsEmpty ? null : new EachPlan.Dates(days);
            case [{ Key: "dates", Value: Node.Map every }]:
                return ReadEvery(map.Map(every, null, map.Where, Vocabulary.Every)!, every);
            default:
                map.Fault(node, "unknown_each", Forms);
                return null;
        }
    }

    /// <summary>«all», «any», «majority», «3», «2/3»; null when it cannot be read.</summary>
    public static Enough? ReadEnough(MapView owner, string key)
    {
        if (owner.Find(key) is not { } node)
        {
            return null;
        }

        switch ((node as Node.Text)?.Value)
        {
            case "all":
                return Enough.All;
            case "any":
                return Enough.Any;
            case "majority" or "simple":
                return Enough.Majority;
            case { } text when Whole(text) is { } number:
                return new Enough(EnoughKind.Number, number);
            case { } text when text.Split('/') is [var upper, var lower] && Whole(upper) is { } part && Whole(lower) is { } whole && part <= whole:
                return new Enough(EnoughKind.Share, part, whole);
            default:
                owner.Fault(node, "unknown_word", $"«{key}» — сколько достаточно: all (все), any (один), majority (больше половины), число или доля, например «2/3».");
                return null;
        }
    }

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100 ? number : null;

    private static EachPlan.Dates? ReadEvery(MapView map, Node at)
    {
        if (map.Word("every", Words.Periods) is not { } period)
        {
            if (!map.Has("every"))
            {
                map.Fault(at, "unknown_each", "не сказано, как часто: «every: quarter», half_year или month.");
            }

            return null;
        }

        var end = map.Word("of", Words.PeriodEdges) ?? true;
        return new EachPlan.Dates([.. period switch
        {
            Period.Quarter => Academic(end
                ? [AcademicAnchor.Quarter1End, AcademicAnchor.Quarter2End, AcademicAnchor.Quarter3End, AcademicAnchor.Quarter4End]
                : [AcademicAnchor.Quarter1Start, AcademicAnchor.Quarter2Start, AcademicAnchor.Quarter3Start, AcademicAnchor.Quarter4Start]),
            Period.HalfYear => Academic(end
                ? [AcademicAnchor.HalfYear1End, AcademicAnchor.HalfYear2End]
                : [AcademicAnchor.HalfYear1Start, AcademicAnchor.HalfYear2Start]),
            Period.Month => Enumerable.Range(0, 9).Select(month => ((month + 8) % 12) + 1)
                .Select(month => Exactly(new DateAnchor.DayOfYear(month, end ? DateTime.DaysInMonth(2025, month) : 1), end)),
        }]);

        IEnumerable<DateRule> Academic(AcademicAnchor[] anchors) => anchors.Select(anchor => Exactly(new DateAnchor.Academic(anchor), end));
    }

    private static DateRule Exactly(DateAnchor anchor, bool end) =>
        new DateRule.Offset(anchor, 0, DateUnit.CalendarDays, end ? RollRule.Previous : RollRule.Next);
}
