using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Verification.Exploration;
using Iom.Workflows.Verification.Flow;

namespace Iom.Workflows.Verification.Performers;

/// <summary>Whether the real people can carry a plan: somebody for every slot, nobody deciding on himself, not one person deciding everything.</summary>
internal static class PerformerFindings
{
    public static void Add(
        Explorer.Seen seen, Roster roster, ImmutableArray<SubjectsInScope.Subject> subjects, DateOnly today, FindingList findings, CancellationToken cancellationToken)
    {
        var plan = findings.Plan;
        AddUnits(plan, roster, subjects, findings);
        foreach (var subject in subjects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var deciders = new List<ImmutableArray<int>>();
            var stages = plan.Stages.Concat(plan.Tracks.Where(track => SubjectsInScope.MayHold(track.When, roster, subject, today)).SelectMany(track => track.Stages));
            foreach (var stage in stages.Where(stage => SubjectsInScope.MayHold(stage.When, roster, subject, today)))
            {
                foreach (var slot in stage.Slots.Where(slot => SubjectsInScope.MayHold(slot.When, roster, subject, today)))
                {
                    var found = Find(roster, slot.Performer, subject, today, slot.BarsSubject);
                    var path = $"{plan.PathOf(stage.Key)}.slots.{slot.Key}";
                    AddSlot(seen, roster, subject, stage, slot, path, found, today, findings);
                    AddFields(seen, roster, subject, stage, slot, path, today, findings);
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

            foreach (var trigger in plan.Triggers.Where(trigger => Find(roster, trigger.By, subject, today, false).People.IsEmpty && !ChosenPerformers.HangOnThePathway(trigger.By)))
            {
                findings.Add(
                    Severity.Warning, "trigger_nobody", $"triggers.{trigger.Key}.by", [trigger.Title, PlanText.Performer(trigger.By, plan)], organisations: [subject.Unit.Name]);
            }
        }
    }

    private static Found Find(Roster roster, PerformerPlan performer, SubjectsInScope.Subject subject, DateOnly today, bool barSubject) => roster.Find(
        performer, new PerformerContext(PathwayState.NotStarted with { SubjectId = subject.Person.Id, Year = 1, PlannedYears = 1 }, today, barSubject));

    /// <summary>Codes of org units that are in no directory.</summary>
    private static void AddUnits(ProcessPlan plan, Roster roster, ImmutableArray<SubjectsInScope.Subject> subjects, FindingList findings)
    {
        foreach (var stage in subjects.IsEmpty ? [] : plan.AllStages)
        {
            foreach (var slot in stage.Slots)
            {
                foreach (var holder in RuleWalk.Performers(slot).OfType<PerformerRule.RoleHolder>().Where(holder => holder.Unit is { } code && roster.UnitByCode(code) is null))
                {
                    findings.Add(
                        Severity.Warning, "unit_unknown", $"{plan.PathOf(stage.Key)}.slots.{slot.Key}.performer", [stage.Title, slot.Title, holder.Unit]);
                }
            }
        }
    }

    private static void AddSlot(
        Explorer.Seen seen, Roster roster, SubjectsInScope.Subject subject, StagePlan stage, SlotPlan slot, string path, Found found, DateOnly today, FindingList findings)
    {
        object?[] facts = [stage.Title, slot.Title, PlanText.Performer(slot.Performer, findings.Plan)];
        if (found is { People.IsEmpty: true, Skip: false })
        {
            // Who is chosen on the way is nobody before it; a notice that nobody gets holds nothing up.
            if (ChosenPerformers.HangOnThePathway(slot.Performer) || slot.Kind == SlotKind.Notice)
            {
                return;
            }

            // The only person is the subject himself: the head's own route.
            var himself = slot.BarsSubject && !Find(roster, slot.Performer, subject, today, barSubject: false).People.IsEmpty;
            findings.Add(
                Severity.Error, himself ? "own_route_nobody" : "no_performer", path + ".performer", himself ? [.. facts, subject.Person.Position] : facts,
                Way(seen, stage, slot, findings.Plan), [subject.Unit.Name]);
        }
        else if (slot.BarsSubject && !found.People.IsEmpty && found.People.All(person => roster.CoverOf(person, today) is [var cover] && cover == subject.Person.Id))
        {
            findings.Add(Severity.Warning, "cover_is_subject", path + ".performer", facts, organisations: [subject.Unit.Name]);
        }
        else if (slot.Vote is { Quorum: { Kind: EnoughKind.Number, Amount: var quorum } } && quorum > found.People.Length)
        {
            findings.Add(
                Severity.Warning, "quorum_out_of_reach", path + ".vote", [stage.Title, slot.Title, quorum, found.People.Length], organisations: [subject.Unit.Name]);
        }
    }

    /// <summary>Fields in which somebody must be chosen and nobody can be.</summary>
    private static void AddFields(
        Explorer.Seen seen, Roster roster, SubjectsInScope.Subject subject, StagePlan stage, SlotPlan slot, string path, DateOnly today, FindingList findings)
    {
        foreach (var field in slot.Fields.Where(field => field is { Type: FieldType.Person, Required: true, From: not null }))
        {
            if (!ChosenPerformers.HangOnThePathway(field.From!) && Find(roster, field.From!, subject, today, barSubject: false).People.IsEmpty)
            {
                findings.Add(
                    Severity.Error, "no_candidates", $"{path}.fields.{field.Key}", [stage.Title, slot.Title, field.Title],
                    Way(seen, stage, slot, findings.Plan), [subject.Unit.Name]);
            }
        }
    }

    /// <summary>How a route comes to a slot; walked only for a finding that is told, not for each of many people.</summary>
    private static IEnumerable<string> Way(Explorer.Seen seen, StagePlan stage, SlotPlan slot, ProcessPlan plan)
    {
        if (seen.Observations.FirstOpened(stage.Key, slot.Key) is { } node)
        {
            foreach (var step in Witness.Of(plan, seen.Graph, node))
            {
                yield return step;
            }
        }
    }
}
