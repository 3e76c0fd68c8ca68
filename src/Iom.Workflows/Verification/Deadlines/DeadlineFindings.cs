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
        ExploredPlan explored,
        EducatorKinds kinds,
        Roster roster,
        ImmutableArray<SubjectsInScope.Subject> subjects,
        DateOnly today,
        FindingList findings,
        CancellationToken cancellationToken)
    {
        var calendars = subjects.Select(subject => subject.Unit).DistinctBy(unit => unit.Id).GroupBy(unit => unit.Calendar)
            .Select(group => (Choice: group.Key, Organisations: group.Select(unit => unit.Name).ToList()))
            .DefaultIfEmpty((StandIns.Calendar(roster.Calendars), [])).ToList();
        if (calendars.Count * kinds.All.Length > MostLives)
        {
            findings.Add(Severity.Incomplete, "too_many_lives", "stages", [MostLives, calendars.Count * kinds.All.Length]);
        }

        // Every calendar gets its turn before the next kind of educators does.
        foreach (var (kind, (choice, organisations)) in kinds.All.SelectMany(kind => calendars.Select(calendar => (kind, calendar))).Take(MostLives))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var town = StandIns.Town(kinds.Mentions, kind, Staffing.Full, choice, roster.Calendars, today);
            var calendar = roster.Calendars.For(choice);
            if (!calendar.Covers(today))
            {
                findings.Add(Severity.Error, "calendar_missing", "stages", [], organisations: organisations);
                continue;
            }

            var startOn = calendar.Anchor(AcademicAnchor.YearStart, calendar.AcademicYearOf(today));
            Add(LongestLife.Of(explored.Plan, kinds.Mentions, town, startOn, atOnce: false), calendar, organisations, findings);
            if (!explored.Plan.Budgets.IsEmpty)
            {
                var shortest = LongestLife.Of(explored.Plan, kinds.Mentions, town, startOn, atOnce: true);
                AddBudgets(shortest, Severity.Error, "budget_cannot_hold", organisations, findings);
            }
        }
    }

    private static void Add(LongestLife.Life life, WorkCalendar calendar, List<string> organisations, FindingList findings)
    {
        var plan = findings.Plan;
        if (life.BeyondCalendar)
        {
            findings.Add(Severity.Error, "calendar_missing", "stages", [], Words(life.Openings, life.Openings.Length), organisations);
        }

        // Of a stage that is passed again and again the first time is enough.
        var told = new HashSet<(string Code, string Stage, string Slot)>();
        for (var i = 0; i < life.Openings.Length; i++)
        {
            if (Fault(plan, life.Openings[i], life, calendar) is var (severity, code, day) && told.Add((code, life.Openings[i].Stage.Key, life.Openings[i].Slot.Key)))
            {
                var (stage, slot) = (life.Openings[i].Stage, plan.Stage(life.Openings[i].Stage.Key).Slot(life.Openings[i].Slot.Key));
                findings.Add(
                    severity, code, $"{plan.PathOf(stage.Key)}.slots.{slot.Key}.deadline",
                    [stage.Title, slot.Title, PlanText.Deadline(plan, slot.Deadline), day is { } at ? VerificationTexts.Day(at) : null, plan.CapYears],
                    Words(life.Openings, i + 1), organisations);
            }
        }

        AddBudgets(life, Severity.Warning, "budget_used_up", organisations, findings);
    }

    private static void AddBudgets(LongestLife.Life life, Severity severity, string code, List<string> organisations, FindingList findings)
    {
        for (var i = 0; i < life.Openings.Length; i++)
        {
            if (life.Openings[i] is { UsedUp: { } budget } late && !IsOpen(findings.Plan, late.Slot))
            {
                findings.Add(
                    severity, code, $"budgets.{budget.Key}", [late.Stage.Title, late.Slot.Title, budget.Title, PlanText.Budget(findings.Plan, budget)],
                    Words(life.Openings, i + 1), organisations);
            }
        }
    }

    private static bool IsOpen(ProcessPlan plan, SlotPlan slot) => DayFindings.IsOpen(plan, slot.Opens) || DayFindings.IsOpen(plan, slot.Deadline?.Rule);

    private static (Severity Severity, string Code, DateOnly? Day)? Fault(
        ProcessPlan plan, LongestLife.Opening item, LongestLife.Life life, WorkCalendar calendar)
    {
        var days = calendar.WorkingDaysBetween(item.OpensOn, item.DueOn);
        if (item.OpensOn > life.CapOn || item.Written > life.CapOn)
        {
            // The engine cuts a deadline off at the cap; that does no harm while enough time is left.
            return days < Math.Max(1, item.Slot.Deadline!.AtLeastWorkingDays)
                ? (Severity.Error, "chain_beyond_cap", null)
                : (Severity.Warning, "due_cut_at_cap", item.DueOn);
        }

        if (IsOpen(plan, item.Slot))
        {
            return null;
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
