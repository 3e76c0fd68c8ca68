using System.Diagnostics;
using System.Globalization;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>Finds the days that <see cref="DateRule"/>s name, in the calendar of the subject's organisation.</summary>
internal static class Dates
{
    /// <summary>The day a rule names.</summary>
    public static DateOnly Find(this Turn turn, DateRule rule, Occasion occasion) => rule switch
    {
        DateRule.Offset offset => turn.Counted(offset, Anchor(turn, offset.Anchor, occasion)),
        DateRule.Earliest earliest => earliest.Rules.Min(inner => turn.Find(inner, occasion)),
        DateRule.Latest latest => latest.Rules.Max(inner => turn.Find(inner, occasion)),
        DateRule.Cases cases => turn.Find(cases.Each.First(each => turn.Holds(each.When)).Rule, occasion),
        _ => throw new UnreachableException($"No rule for the date {rule.GetType().Name}."),
    };

    /// <summary>A day that hangs on the calendar alone, in a given academic year.</summary>
    public static DateOnly DayOf(this Turn turn, DateRule.Offset rule, int academicYear) =>
        turn.Counted(rule, OfCalendar(turn, rule.Anchor, academicYear)
            ?? throw new UnreachableException($"{rule.Anchor.GetType().Name} does not hang on the calendar alone."));

    private static DateOnly Anchor(Turn turn, DateAnchor anchor, Occasion occasion) => anchor switch
    {
        DateAnchor.Opened => occasion.Opened,
        DateAnchor.Started => turn.State.StartOn,
        DateAnchor.StageDone done => LastDone(turn, done.Stage) ?? occasion.Opened,
        DateAnchor.StageEntered entered => turn.State.Record(entered.Stage, occasion.Run)?.FirstEnteredOn ?? occasion.Opened,
        DateAnchor.Returned => turn.State.Record(occasion.Stage, occasion.Run)?.ReturnedOn ?? occasion.Opened,
        DateAnchor.EachDate => turn.Part?.Day ?? occasion.Opened,
        DateAnchor.Field field => Day((turn.State.Document.Fields.GetValueOrDefault(field.Key) as FieldValue.Text)?.Value) ?? occasion.Opened,
        DateAnchor.Row row => Day(turn.Row?.GetValueOrDefault(row.Key)) ?? occasion.Opened,
        DateAnchor.Sitting sitting => Sittings.Next(turn, sitting, Noticed(turn, sitting, occasion.Opened)) ?? occasion.Opened,
        _ => OfCalendar(turn, anchor, turn.State.AcademicYear)
            ?? throw new UnreachableException($"No rule for the anchor {anchor.GetType().Name}."),
    };

    private static DateOnly? OfCalendar(Turn turn, DateAnchor anchor, int academicYear) => anchor switch
    {
        DateAnchor.DayOfYear day => turn.Calendar.DayOfAcademicYear(day.Month, day.Day, academicYear),
        DateAnchor.Academic academic => turn.Calendar.Anchor(academic.Anchor, academicYear),
        DateAnchor.Fixed day => day.Day,
        _ => null,
    };

    /// <summary>The day on which a stage was last completed, in whichever life it is.</summary>
    private static DateOnly? LastDone(Turn turn, string stage)
    {
        DateOnly? last = null;
        foreach (var record in turn.State.Stages)
        {
            last = record.Key == stage && (last is null || record.DoneOn > last) ? record.DoneOn : last;
        }

        return last;
    }

    private static DateOnly Noticed(Turn turn, DateAnchor.Sitting sitting, DateOnly opened) =>
        sitting.Notice is { } notice ? turn.Calendar.Move(opened, notice) : opened;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateOnly Counted(this Turn turn, DateRule.Offset offset, DateOnly anchor)
    {
        // Counting the day of the anchor itself is counting from the day before it.
        var from = offset.SameDay ? anchor.AddDays(-Math.Sign(offset.Amount)) : anchor;
        return turn.Calendar.Roll(turn.Calendar.Move(from, offset.Amount, offset.Unit), offset.Roll);
    }
}
