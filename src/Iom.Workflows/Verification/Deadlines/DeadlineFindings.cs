using System.Collections.Immutable;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Verification.Exploration;
using Iom.Workflows.Verification.Performers;

namespace Iom.Workflows.Verification.Deadlines;

/// <summary>Whether the deadlines of a plan can be kept in the calendars of its organisations, when the year begins on its first day and everybody uses all his time.</summary>
internal static class DeadlineFindings
{
    /// <summary>Lives looked at; calendars differ little, and kinds of educators less.</summary>
    private const int MostLives = 40;

    public static void Add(
        ProcessPlan plan,
        EducatorKinds kinds,
        Roster roster,
        ImmutableArray<SubjectsInScope.Subject> subjects,
        DateOnly today,
        FindingList findings,
        CancellationToken cancellationToken)
    {
        var calendars = subjects.Select(subject => subject.Unit).DistinctBy(unit => unit.Id).GroupBy(unit => unit.Calendar)
            .Select(group => (Choice: group.Key, Organisations: group.Select(unit => unit.Name).ToList()))
            .DefaultIfEmpty((StandIns.Calendar(roster.Calendars), []));
        foreach (var ((choice, organisations), kind) in calendars.SelectMany(calendar => kinds.All.Select(kind => (calendar, kind))).Take(MostLives))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var town = StandIns.Town(kinds.Mentions, kind, staffed: true, choice, roster.Calendars, today);
            var calendar = roster.Calendars.For(choice);
            if (!calendar.Covers(today))
            {
                findings.Add(Severity.Error, "calendar_missing", "stages", [], organisations: organisations);
                continue;
            }

            var life = LongestLife.Of(plan, town, calendar.Anchor(AcademicAnchor.YearStart, calendar.AcademicYearOf(today)));
            if (life.BeyondCalendar)
            {
                findings.Add(Severity.Error, "calendar_missing", "stages", [], Words(life.Openings, life.Openings.Length), organisations);
            }

            for (var i = 0; i < life.Openings.Length; i++)
            {
                if (Fault(life.Openings[i], life, calendar) is var (severity, code, day))
                {
                    var (stage, slot) = (life.Openings[i].Stage, life.Openings[i].Slot);
                    findings.Add(
                        severity, code, $"stages.{stage.Key}.slots.{slot.Key}.deadline",
                        [stage.Title, slot.Title, PlanText.Deadline(plan, slot.Deadline), day is { } at ? VerificationTexts.Day(at) : null, plan.CapYears],
                        Words(life.Openings, i + 1), organisations);
                }
            }
        }
    }

    private static (Severity Severity, string Code, DateOnly? Day)? Fault(LongestLife.Opening item, LongestLife.Life life, WorkCalendar calendar)
    {
        var days = calendar.WorkingDaysBetween(item.OpensOn, item.DueOn);
        if (item.OpensOn > life.CapOn || item.Written > life.CapOn)
        {
            // The engine cuts a deadline off at the cap; that does no harm while enough time is left.
            return days < Math.Max(1, item.Slot.Deadline!.AtLeastWorkingDays)
                ? (Severity.Error, "chain_beyond_cap", null)
                : (Severity.Warning, "due_cut_at_cap", item.DueOn);
        }

        if (item.Written < item.OpensOn)
        {
            // What waits for its day and is due before it is wrong in every year; what comes late is so only when everybody takes his time.
            return item.Waited ? (Severity.Error, "due_before_opening", null) : (Severity.Warning, "day_already_passed", item.OpensOn);
        }

        if (days < 1)
        {
            return (Severity.Warning, "no_working_day", null);
        }

        return item.DueOn >= item.NextYearOn ? (Severity.Warning, "chain_beyond_year", item.DueOn) : null;
    }

    /// <summary>The items of the same year up to a fault, with their days.</summary>
    private static IEnumerable<string> Words(ImmutableArray<LongestLife.Opening> openings, int count) => openings.Take(count)
        .Where(opening => opening.Year == openings[count - 1].Year)
        .Select(opening => VerificationTexts.Of("days", opening.Slot.Title, VerificationTexts.Day(opening.OpensOn), VerificationTexts.Day(opening.DueOn)));
}
