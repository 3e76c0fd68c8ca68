using System.Text;
using Iom.Host.Administrators.Simulation;
using Iom.Host.Resources;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Simulation;

namespace Iom.Host.CommandLine;

/// <summary>Simulations as tables of plain text.</summary>
internal static class SimulationPrint
{
    private const int MostPeople = 20;
    private const int MostWeeks = 15;

    public static string Route(RouteTable table, RouteWords words)
    {
        var text = new StringBuilder();
        text.AppendLine(Texts.Of("sim_print_plan", table.Plan.Title, table.Plan.Key, table.Plan.Version));
        text.AppendLine(Texts.Of("sim_print_educator", words.NameAndPost(table.SubjectId), words.Organisation(table.SubjectId), table.SubjectId));
        text.AppendLine(Texts.Of("sim_print_start", Texts.Day(table.StartOn))).AppendLine();
        var lines = new TextTable(
            ("№", 3), (Texts.Of("sim_col_slot"), 34), (Texts.Of("sim_col_who"), 36), (Texts.Of("sim_col_opened"), 10), (Texts.Of("sim_col_due"), 18),
            (Texts.Of("sim_col_answer"), 30), (Texts.Of("sim_col_notes"), 40));
        (int, string) group = default;
        foreach (var row in table.Rows)
        {
            if ((row.Year, RouteWords.Stage(row)) is var here && here != group)
            {
                lines.Heading(Texts.Of("sim_print_stage", row.Year, RouteWords.Stage(row)));
                group = here;
            }

            var why = RouteWords.Why(row.Why);
            lines.Row(
                $"{row.Item}", words.Item(row), words.Who(row.Assignees) + (why.Length > 0 ? $" ({why})" : string.Empty), RouteWords.Day(row.OpenedOn), RouteWords.Due(row),
                RouteWords.Answer(row), string.Join("; ", words.Notes(row)));
        }

        text.Append(lines).AppendLine();
        foreach (var left in table.Left.Select(RouteWords.Left).Distinct())
        {
            text.AppendLine(left);
        }

        return text.Append(RouteWords.End(table)).ToString();
    }

    /// <summary>What a script may name: every slot with its outcomes.</summary>
    public static string Choices(ProcessPlan plan) => string.Join('\n', plan.AllStages.SelectMany(stage => stage.Slots.Select(slot =>
        $"  {stage.Key}.{slot.Key}: {string.Join(", ", slot.Outcomes.Select(outcome => outcome.Key))}")));

    public static string Year(YearLoad load, ProcessPlan plan, OrgUnit unit, DateOnly startOn, RouteWords words)
    {
        var text = new StringBuilder();
        text.AppendLine(Texts.Of("sim_print_plan", plan.Title, plan.Key, plan.Version));
        text.AppendLine(Texts.Of("sim_print_year", unit.Name, load.Routes, Texts.Day(startOn)));
        text.AppendLine(Texts.Of("sim_print_sums", load.Items, load.Reminders, load.Standing, load.NotBegun));
        text.AppendLine().AppendLine(Texts.Of("sim_print_people"));
        text.Append(People(load, words));
        text.AppendLine().AppendLine(Texts.Of("sim_heavy_heading"));
        foreach (var week in load.HeavyWeeks(YearStart.UsualAtLeast).DistinctBy(week => week.PersonId).Take(MostWeeks))
        {
            text.AppendLine(Texts.Of("sim_heavy_line", RouteWords.Week(week.Week), words.NameAndPost(week.PersonId), words.Organisation(week.PersonId), Texts.Count("sim_items", week.Open), week.Due));
        }

        var queues = new TextTable(
            (Texts.Of("sim_col_slot"), 40), (Texts.Of("sim_col_waits_for"), 48), (Texts.Of("sim_col_most"), 12), (Texts.Of("sim_col_week"), 30), (Texts.Of("sim_col_year_items"), 10));
        foreach (var queue in load.Queues.Take(MostWeeks))
        {
            queues.Row(queue.Slot.Title, words.NameAndPost(queue.PersonId), $"{queue.Most}", RouteWords.Week(queue.Week), $"{queue.Items}");
        }

        return text.AppendLine().AppendLine(Texts.Of("sim_queues_heading")).Append(queues).ToString();
    }

    /// <summary>The heaviest weeks of the busiest people, month by month.</summary>
    private static TextTable People(YearLoad load, RouteWords words)
    {
        var months = load.Weeks.Select((monday, at) => (Month: new DateOnly(monday.Year, monday.Month, 1), at)).GroupBy(week => week.Month).ToList();
        var table = new TextTable([
            (Texts.Of("sim_col_person"), 48), (Texts.Of("sim_col_most"), 8), .. months.Select(month => (month.Key.ToString("MMM", Texts.Russian).TrimEnd('.'), 5))]);
        foreach (var person in load.People.Take(MostPeople))
        {
            table.Row([words.NameAndPost(person.PersonId), $"{person.Most}", .. months.Select(month => month.Max(week => person.Open[week.at])).Select(most => most == 0 ? "·" : $"{most}")]);
        }

        return table;
    }
}
