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
            text.Append(CultureInfo.InvariantCulture, $"| {row.Item} | {row.Year} | {row.Stage.Key} | {row.Round} | {row.Slot.Key}{Part(row.Part)} | {Names(row.Assignees)} | {Day(row.OpenedOn)} | {Day(row.DueOn)}{(row.Preliminary ? " предв." : string.Empty)} | {Answer(row)} | {string.Join("; ", row.Notes.Select(Note))} |\n");
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

    private static string Part(ItemPart? part) => part switch
    {
        null => string.Empty,
        { Row: { } row } => $" [{row + 1}]",
        { Day: { } day } => $" [{Day(day)}]",
        _ => " [каждый]",
    };

    private static string Names(ImmutableArray<int> people) => people.IsEmpty ? "—" : string.Join(", ", people.Select(id => GoldenTown.Roster.Person(id)!.FullName));

    private static string Day(DateOnly? day) => day?.ToString("dd.MM.yy", CultureInfo.InvariantCulture) ?? "—";

    /// <summary>
    /// Everybody answers on the last day, but the first verdict, vote or consent is a no and the second item that has a deadline and does not
    /// close without its answer is answered six working days late.
    /// </summary>
    private sealed class Script : IRouteScript
    {
        private (string Slot, DateOnly OpensOn)? no;
        private bool late;

        public DateOnly? DayFor(StagePlan stage, ItemState item, WorkCalendar calendar)
        {
            var isLate = !late && item is { Number: > 1, DueOn: not null } && stage.Slot(item.Slot).Each is null;
            late |= isLate;
            return (isLate ? new AnswerDay(AnswerDayKind.Due, 6) : AnswerDay.OnDue).For(item, calendar);
        }

        public string OutcomeFor(SlotPlan slot, ItemState item)
        {
            var negative = slot.Kind is SlotKind.Verdict or SlotKind.Vote or SlotKind.Consent or SlotKind.Order
                ? slot.Outcomes.FirstOrDefault(outcome => outcome.Sense == OutcomeSense.Negative) : null;
            if (no is null && negative is not null)
            {
                no = (slot.Key, item.OpensOn);
                return negative.Key;
            }

            // All of one ballot vote alike.
            var again = slot.Kind == SlotKind.Vote && no == (slot.Key, item.OpensOn);
            return (again ? negative! : slot.Outcomes.First(outcome => outcome.Sense == OutcomeSense.Positive)).Key;
        }
    }
}
