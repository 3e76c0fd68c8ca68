using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Calendars;

/// <summary>Reads the shape of an academic year.</summary>
internal static class AcademicYaml
{
    /// <summary>In the order of <see cref="AcademicAnchor"/>: a start, then its end.</summary>
    private static readonly string[] AnchorKeys =
    [
        "year_start", "year_end", "half_year_1_start", "half_year_1_end", "half_year_2_start", "half_year_2_end",
        "quarter_1_start", "quarter_1_end", "quarter_2_start", "quarter_2_end", "quarter_3_start", "quarter_3_end",
        "quarter_4_start", "quarter_4_end",
    ];

    public static AcademicShape Read(MapReader map, FaultList faults)
    {
        var key = map.RequiredText("key");
        var turn = CalendarDays.RequiredMonthDay(map, "turn", faults);
        ImmutableArray<MonthDay> anchors = CalendarDays.Required(map, "anchors", faults) is { } node && MapReader.Of(node, "anchors", faults) is { } inner
            ? ReadAnchors(inner, turn, faults)
            : [];
        var vacations = CalendarDays.Each(map, "vacations", faults).Select(vacation => (
            CalendarDays.RequiredMonthDay(vacation, "from", faults), CalendarDays.RequiredMonthDay(vacation, "to", faults))).ToImmutableArray();
        return new AcademicShape(key, turn, anchors, vacations);
    }

    private static ImmutableArray<MonthDay> ReadAnchors(MapReader map, MonthDay turn, FaultList faults)
    {
        var anchors = AnchorKeys.Select(key => CalendarDays.RequiredMonthDay(map, key, faults)).ToImmutableArray();
        map.Close();
        if (faults.Faults.Count > 0)
        {
            return anchors;
        }

        for (var i = 0; i < anchors.Length; i += 2)
        {
            if (Place(anchors[i], turn).CompareTo(Place(anchors[i + 1], turn)) > 0)
            {
                faults.Add(map.Find(AnchorKeys[i + 1])!, "wrong_order", $"День «{AnchorKeys[i + 1]}» наступает раньше, чем «{AnchorKeys[i]}».");
            }
        }

        return anchors;
    }

    /// <summary>Where a day stands in an academic year that begins at the turn.</summary>
    private static (bool Second, int Month, int Day) Place(MonthDay day, MonthDay turn) =>
        ((day.Month, day.Day).CompareTo((turn.Month, turn.Day)) < 0, day.Month, day.Day);
}
