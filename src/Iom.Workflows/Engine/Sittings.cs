using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>When collegial bodies sit next.</summary>
internal static class Sittings
{
    /// <summary>
    /// The first sitting of a body on a day or after it: as its organisation has planned it or, when it has planned nothing that lies
    /// ahead, as the plan says; null: neither knows any.
    /// </summary>
    public static DateOnly? Next(Turn turn, DateAnchor.Sitting sitting, DateOnly from)
    {
        if (turn.Roster.UnitAt(turn.Unit.Id, sitting.Level) is { } unit)
        {
            foreach (var day in turn.Roster.SittingsOf(unit, sitting.Body))
            {
                if (day >= from)
                {
                    return day;
                }
            }
        }

        foreach (var plan in turn.Plan.Sittings)
        {
            if (plan.Body == sitting.Body)
            {
                var year = turn.Calendar.AcademicYearOf(from);
                return First(turn, plan, from, year) ?? First(turn, plan, from, year + 1);
            }
        }

        return null;
    }

    private static DateOnly? First(Turn turn, SittingPlan plan, DateOnly from, int academicYear)
    {
        DateOnly? first = null;
        foreach (var rule in plan.On)
        {
            if (rule is DateRule.Offset offset && turn.DayOf(offset, academicYear) is var day && day >= from && (first is null || day < first))
            {
                first = day;
            }
        }

        return first;
    }
}
