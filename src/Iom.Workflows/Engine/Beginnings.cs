using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>The start of a pathway.</summary>
internal static class Beginnings
{
    public static Decision Start(Turn turn, PathwayEvent.Started started)
    {
        if (turn.Roster.Educator(started.SubjectId) is null && turn.Plan.Subject?.Who != SubjectKind.Person)
        {
            return Refusals.EducatorUnknown();
        }

        if (!turn.Calendar.Covers(started.StartOn))
        {
            return Refusals.CalendarMissing(started.StartOn.Year);
        }

        // Deadlines hang on days of the whole academic year, so its beginning must be covered too.
        var academicYear = turn.Calendar.AcademicYearOf(started.StartOn);
        if (!turn.Calendar.Covers(new DateOnly(academicYear, 12, 31)))
        {
            return Refusals.CalendarMissing(academicYear);
        }

        var years = started.PlannedYears ?? turn.Plan.DefaultYears;
        if (years < 1 || years > turn.Plan.CapYears)
        {
            return Refusals.BeyondCap(turn.Plan.CapYears);
        }

        if (started.StartOn.AddYears(turn.Plan.CapYears) <= turn.Today || started.StartOn > turn.Today.AddYears(1))
        {
            return Refusals.StartOutOfReach();
        }

        turn.Add(new Effect.PathwayBegan(started.SubjectId, started.StartOn, years, academicYear));
        if (Requirements.Refuse(turn, turn.Plan.Requires, 0, started.Reason, "reason", turn.State.Document) is { } unmet)
        {
            return unmet;
        }

        Timers.StartCap(turn);
        Stages.Enter(turn, Run.Of(turn.Plan, turn.State, 0), 0);
        return turn.Accept();
    }
}
