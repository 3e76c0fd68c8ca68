using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FluentAssertions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Tests.Golden;

/// <summary>
/// Runs a definition from a stated day to its end and writes what happened as a table: everybody answers on the last day, but the first
/// verdict is a return for rework and the second item that has a deadline is answered six working days late.
/// </summary>
internal sealed class GoldenRun(ProcessPlan plan, int subject, DateOnly start)
{
    private const int MostSteps = 300;

    private readonly List<Row> rows = [];
    private readonly WorkCalendarOf calendar = new(subject);
    private PathwayState state = PathwayState.NotStarted;
    private DateTimeOffset now;
    private bool returned;
    private int late;

    private sealed record Row(int Item, int Year, string Stage, int Round, string Slot, string Who, DateOnly Opened, DateOnly? Due, bool Preliminary)
    {
        public List<string> Notes { get; } = [];

        public string Answered { get; set; } = string.Empty;
    }

    public string Table()
    {
        now = calendar.Noon(start);
        Take(new PathwayEvent.Started(now, null, subject, start));
        for (var step = 0; state.Status == PathwayStatus.Running; step++)
        {
            step.Should().BeLessThan(MostSteps, "the run must come to an end");
            Step();
        }

        return Written();
    }

    private void Step()
    {
        var timer = state.Items.Where(item => item.NextRungAt is not null && item.Status is ItemStatus.Open or ItemStatus.Scheduled).MinBy(item => item.NextRungAt);
        var open = state.Items.Where(item => item.Status == ItemStatus.Open).OrderBy(AnswersAt).FirstOrDefault();
        if (timer is not null && (open is null || timer.NextRungAt <= AnswersAt(open)))
        {
            now = timer.NextRungAt!.Value;
            Take(new PathwayEvent.TimerFell(now, timer.Number, timer.NextRung));
            return;
        }

        open.Should().NotBeNull("a running route must wait for somebody or something");
        Answer(open!);
    }

    private void Answer(ItemState item)
    {
        now = AnswersAt(item) > now ? AnswersAt(item) : now;
        var slot = plan.Stage(state.Stage!).Slot(item.Slot);
        var no = returned || slot.Kind != SlotKind.Verdict ? null : slot.Outcomes.FirstOrDefault(outcome => outcome.Sense == OutcomeSense.Negative);
        returned |= no is not null;
        var yes = no ?? slot.Outcomes.First(outcome => outcome.Sense == OutcomeSense.Positive);
        item.Assignees.Should().NotBeEmpty($"slot {slot.Key} must find somebody in the golden town");
        Take(new PathwayEvent.Answered(
            now, item.Assignees[0], item.Number, yes.Key, no is null ? null : "Уточните сроки.",
            no is null ? SampleForm.Fill(slot, start, item.Number) : PathwayDocument.Empty.Fields));
    }

    private DateTimeOffset AnswersAt(ItemState item)
    {
        if (late == 0 && item.Number > 1 && item.DueOn is not null)
        {
            late = item.Number;
        }

        var day = item.DueOn ?? item.OpensOn;
        return calendar.Noon(item.Number == late ? calendar.Later(day, 6) : day);
    }

    private void Take(PathwayEvent happened)
    {
        var decision = PathwayEngine.Decide(plan, state, happened, GoldenTown.Roster);
        var accepted = decision.Should().BeOfType<Decision.Accepted>($"{happened.GetType().Name} was refused: {(decision as Decision.Refused)?.Why.Sentence} {string.Join(';', (decision as Decision.Refused)?.Why.Fields ?? [])}").Subject;
        var (year, stage, round) = (state.Year, state.Stage ?? string.Empty, state.Round);
        foreach (var fact in accepted.Effects)
        {
            switch (fact)
            {
                case Effect.PathwayBegan:
                    year = 1;
                    break;
                case Effect.YearBegan began:
                    year = began.Year;
                    break;
                case Effect.StageEntered entered:
                    (stage, round) = (entered.Stage, entered.Round);
                    break;
                case Effect.ItemOpened opened:
                    rows.Add(new Row(opened.Item, year, stage, round, opened.Slot, Names(opened.Assignees), opened.OpenedOn, opened.DueOn, opened.Preliminary));
                    break;
                case Effect.ItemAnswered answered:
                    RowOf(answered.Item).Answered = $"{Day(calendar.Today(now))} {answered.Outcome}{(answered.Late ? " (поздно)" : string.Empty)}";
                    break;
                case Effect.ItemCancelled cancelled when rows.Exists(row => row.Item == cancelled.Item):
                    RowOf(cancelled.Item).Answered = "снято";
                    break;
                case Effect.Reminded { Item: > 0 } reminded:
                    RowOf(reminded.Item).Notes.Add($"{Day(calendar.Today(now))} напоминание");
                    break;
                case Effect.Overdue overdue:
                    RowOf(overdue.Item).Notes.Add($"{Day(calendar.Today(now))} просрочено");
                    break;
                case Effect.Escalated escalated:
                    RowOf(escalated.Item).Notes.Add($"{Day(calendar.Today(now))} поднято: {Names(escalated.Recipients)}");
                    break;
            }
        }

        state = accepted.State;
    }

    private Row RowOf(int item) => rows.First(row => row.Item == item);

    private static string Names(ImmutableArray<int> people) => people.IsEmpty ? "—" : string.Join(", ", people.Select(id => GoldenTown.Roster.Person(id)!.FullName));

    private static string Day(DateOnly? day) => day?.ToString("dd.MM.yy", CultureInfo.InvariantCulture) ?? "—";

    private string Written()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {plan.Key}@{plan.Version}, {GoldenTown.Roster.Person(subject)!.FullName}, начало {Day(start)}\n\n");
        text.Append("| № | год | этап | круг | шаг | кто | открыт | срок | ответ | что было |\n|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Item} | {row.Year} | {row.Stage} | {row.Round} | {row.Slot} | {row.Who} | {Day(row.Opened)} | {Day(row.Due)}{(row.Preliminary ? " предв." : string.Empty)} | {row.Answered} | {string.Join("; ", row.Notes)} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nИтог: {state.Status}, лет: {state.Year} из {state.PlannedYears}, утверждённых редакций: {state.Revisions}.\n");
        return text.ToString();
    }

    /// <summary>Days of the subject's organisation.</summary>
    private sealed class WorkCalendarOf(int subject)
    {
        private readonly WorkCalendar calendar = GoldenTown.Roster.CalendarOf(GoldenTown.Roster.UnitOf(subject)!.Id);

        public DateTimeOffset Noon(DateOnly day) => calendar.InstantOf(day, new TimeOnly(12, 0));

        public DateOnly Later(DateOnly day, int workingDays) => calendar.AddWorkingDays(day, workingDays);

        public DateOnly Today(DateTimeOffset now) => calendar.LocalDate(now);
    }
}
