using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Verification.Exploration;
using Iom.Workflows.Verification.Performers;

namespace Iom.Workflows.Verification.Deadlines;

/// <summary>Days that a plan names or leaves to others: days of one year that have passed, sittings that nobody has planned.</summary>
internal static class DayFindings
{
    public static void Add(ProcessPlan plan, Roster roster, ImmutableArray<SubjectsInScope.Subject> subjects, DateOnly today, FindingList findings)
    {
        foreach (var stage in plan.AllStages)
        {
            foreach (var slot in stage.Slots)
            {
                var path = $"{plan.PathOf(stage.Key)}.slots.{slot.Key}";
                foreach (var anchor in PlanParts.Dates(slot).SelectMany(RuleWalk.Anchors).Distinct())
                {
                    if (anchor is DateAnchor.Fixed { Day: var day } && day < today)
                    {
                        findings.Add(Severity.Warning, "fixed_day_passed", path, [stage.Title, slot.Title, VerificationTexts.Day(day)]);
                    }
                    else if (anchor is DateAnchor.Sitting sitting && !Usual(plan, sitting) && Unplanned(sitting, roster, subjects, today) is { Count: > 0 } organisations)
                    {
                        findings.Add(
                            Severity.Warning, "sitting_unknown", path, [stage.Title, slot.Title, PlanText.Body(sitting.Body)], organisations: organisations);
                    }
                }
            }
        }
    }

    /// <summary>Whether a day is only known from what people write or plan, so that an example says nothing about it.</summary>
    public static bool IsOpen(ProcessPlan plan, DateRule? rule) => rule is not null && RuleWalk.Anchors(rule).Any(anchor =>
        anchor is DateAnchor.Field or DateAnchor.Row or DateAnchor.Returned || (anchor is DateAnchor.Sitting sitting && !Usual(plan, sitting)));

    /// <summary>The plan itself says when the body sits.</summary>
    private static bool Usual(ProcessPlan plan, DateAnchor.Sitting sitting) => plan.Sittings.Any(usual => usual.Body == sitting.Body);

    private static List<string> Unplanned(DateAnchor.Sitting sitting, Roster roster, ImmutableArray<SubjectsInScope.Subject> subjects, DateOnly today) =>
    [
        .. subjects.Select(subject => subject.Unit).DistinctBy(unit => unit.Id)
            .Where(unit => roster.UnitAt(unit.Id, sitting.Level) is not { } at || !roster.SittingsOf(at, sitting.Body).Any(day => day >= today))
            .Select(unit => unit.Name),
    ];
}
