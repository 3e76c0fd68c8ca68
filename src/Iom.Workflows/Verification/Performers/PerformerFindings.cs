using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Performers;

/// <summary>Whether the real people can carry a plan: somebody for every slot, nobody deciding on himself, not one person deciding everything.</summary>
internal static class PerformerFindings
{
    public static void Add(
        ProcessPlan plan, Roster roster, ImmutableArray<SubjectsInScope.Subject> subjects, DateOnly today, FindingList findings, CancellationToken cancellationToken)
    {
        foreach (var subject in subjects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var deciders = new List<ImmutableArray<int>>();
            foreach (var stage in plan.Stages.Where(stage => SubjectsInScope.MayHold(stage.When, roster, subject, today)))
            {
                foreach (var slot in stage.Slots.Where(slot => SubjectsInScope.MayHold(slot.When, roster, subject, today)))
                {
                    var found = Find(roster, slot, subject, today, slot.BarsSubject);
                    AddSlot(roster, subject, stage, slot, found, today, findings);
                    if (slot.Kind == SlotKind.Verdict && !found.People.IsEmpty)
                    {
                        deciders.Add(found.People);
                    }
                }
            }

            if (deciders.Count > 1 && deciders[0] is [var sole] && deciders.All(people => people is [var one] && one == sole))
            {
                findings.Add(Severity.Warning, "one_person_decides", "stages", [deciders.Count], organisations: [subject.Unit.Name]);
            }
        }
    }

    private static Found Find(Roster roster, SlotPlan slot, SubjectsInScope.Subject subject, DateOnly today, bool barSubject) => roster.Find(
        slot.Performer, new PerformerContext(PathwayState.NotStarted with { SubjectId = subject.Educator.PersonId }, today, barSubject));

    private static void AddSlot(
        Roster roster, SubjectsInScope.Subject subject, StagePlan stage, SlotPlan slot, Found found, DateOnly today, FindingList findings)
    {
        var path = $"stages.{stage.Key}.slots.{slot.Key}.performer";
        object?[] facts = [stage.Title, slot.Title, PlanText.Performer(slot.Performer)];
        if (found is { People.IsEmpty: true, Skip: false })
        {
            // The only person is the subject himself: the head's own route.
            var himself = slot.BarsSubject && !Find(roster, slot, subject, today, barSubject: false).People.IsEmpty;
            var who = roster.Person(subject.Educator.PersonId)!.Position;
            findings.Add(
                Severity.Error, himself ? "own_route_nobody" : "no_performer", path, himself ? [.. facts, who] : facts, organisations: [subject.Unit.Name]);
        }
        else if (slot.BarsSubject && !found.People.IsEmpty && found.People.All(person => roster.CoverOf(person, today) is [var cover] && cover == subject.Educator.PersonId))
        {
            findings.Add(Severity.Warning, "cover_is_subject", path, facts, organisations: [subject.Unit.Name]);
        }
    }
}
