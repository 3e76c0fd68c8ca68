using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FluentAssertions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Simulation;

namespace Iom.Workflows.Tests.Golden;

/// <summary>Runs a definition from a stated day to its end and writes what happened as a table.</summary>
internal static class GoldenRun
{
    public static string Table(ProcessPlan plan, int subject, DateOnly start)
    {
        var table = RouteSimulation.Run(plan, GoldenTown.Roster, subject, start, new Script(), CancellationToken.None);
        table.End.Should().Be(new WalkEnd(WalkEndKind.Ended), "the run must come to an end");
        return Written(table);
    }

    /// <summary>What happens in that run.</summary>
    public static List<PathwayEvent> Events(ProcessPlan plan, int subject, DateOnly start)
    {
        var events = new List<PathwayEvent>();
        new RouteWalk(plan, GoldenTown.Roster, subject, start, new Script()).Run((_, happened, _) => events.Add(happened), null, CancellationToken.None);
        return events;
    }

    private static string Written(RouteTable table)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {table.Plan.Key}@{table.Plan.Version}, {GoldenTown.Roster.Person(table.SubjectId)!.FullName}, начало {Day(table.StartOn)}\n\n");
        text.Append("| № | год | этап | круг | шаг | кто | открыт | срок | ответ | что было |\n|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var row in table.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Item} | {row.Year} | {row.Stage.Key} | {row.Round} | {row.Slot.Key} | {Names(row.Assignees)} | {Day(row.OpenedOn)} | {Day(row.DueOn)}{(row.Preliminary ? " предв." : string.Empty)} | {Answer(row)} | {string.Join("; ", row.Notes.Select(Note))} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nИтог: {table.Last.Status}, лет: {table.Last.Year} из {table.Last.PlannedYears}, утверждённых редакций: {table.Last.Revisions}.\n");
        return text.ToString();
    }

    private static string Answer(RouteRow row) =>
        row.Outcome is null ? "снято" : $"{Day(row.ClosedOn)} {row.Outcome}{(row.Late ? " (поздно)" : string.Empty)}";

    private static string Note(RouteNote note) => $"{Day(note.On)} " + note.Kind switch
    {
        RouteNoteKind.Reminder => "напоминание",
        RouteNoteKind.Overdue => "просрочено",
        RouteNoteKind.Escalation => $"поднято: {Names(note.To)}",
    };

    private static string Names(ImmutableArray<int> people) => people.IsEmpty ? "—" : string.Join(", ", people.Select(id => GoldenTown.Roster.Person(id)!.FullName));

    private static string Day(DateOnly? day) => day?.ToString("dd.MM.yy", CultureInfo.InvariantCulture) ?? "—";

    /// <summary>
    /// Everybody answers on the last day, but the first verdict is a return for rework and the second item that has a deadline is answered
    /// six working days late.
    /// </summary>
    private sealed class Script : IRouteScript
    {
        private bool returned;
        private bool late;

        public DateOnly? DayFor(StagePlan stage, ItemState item, WorkCalendar calendar)
        {
            var isLate = !late && item is { Number: > 1, DueOn: not null };
            late |= isLate;
            return (isLate ? new AnswerDay(AnswerDayKind.Due, 6) : AnswerDay.OnDue).For(item, calendar);
        }

        public string OutcomeFor(SlotPlan slot, ItemState item)
        {
            var no = returned || slot.Kind != SlotKind.Verdict ? null : slot.Outcomes.FirstOrDefault(outcome => outcome.Sense == OutcomeSense.Negative);
            returned |= no is not null;
            return (no ?? slot.Outcomes.First(outcome => outcome.Sense == OutcomeSense.Positive)).Key;
        }
    }
}
