using System.Globalization;
using Iom.Workflows.Calendars;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Simulation;

/// <summary>When a scripted answer comes. Days are local days of the subject's organisation.</summary>
/// <param name="Kind">From which day is counted.</param>
/// <param name="WorkingDays">So many working days later.</param>
public readonly record struct AnswerDay(AnswerDayKind Kind, int WorkingDays = 0)
{
    private const int MostWorkingDays = 250;

    /// <summary>On the last day; where there is no deadline, on the day of opening.</summary>
    public static AnswerDay OnDue => new(AnswerDayKind.Due);

    public static AnswerDay Never => new(AnswerDayKind.Never);

    /// <summary>Reads <c>due</c>, <c>due+6</c>, <c>opened</c>, <c>opened+3</c>, <c>never</c>; null: none of these.</summary>
    public static AnswerDay? Parse(string text)
    {
        var parts = text.Trim().Split('+', 2);
        var days = 0;
        if (parts.Length == 2
            && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out days) || days > MostWorkingDays))
        {
            return null;
        }

        return parts[0] switch
        {
            "due" => new AnswerDay(AnswerDayKind.Due, days),
            "opened" => new AnswerDay(AnswerDayKind.Opened, days),
            "never" when parts.Length == 1 => Never,
            _ => null,
        };
    }

    /// <summary>The day for an item that has been opened; null: never.</summary>
    public DateOnly? For(ItemState item, WorkCalendar calendar) => Kind switch
    {
        AnswerDayKind.Due => calendar.AddWorkingDays(item.DueOn ?? item.OpensOn, WorkingDays),
        AnswerDayKind.Opened => calendar.AddWorkingDays(item.OpensOn, WorkingDays),
        AnswerDayKind.Never => null,
    };

    public override string ToString() =>
        Kind == AnswerDayKind.Never ? "never"
        : (Kind == AnswerDayKind.Due ? "due" : "opened") + (WorkingDays > 0 ? $"+{WorkingDays.ToString(CultureInfo.InvariantCulture)}" : string.Empty);
}

/// <summary>Kinds of <see cref="AnswerDay"/>.</summary>
public enum AnswerDayKind
{
    Due,
    Opened,
    Never,
}
