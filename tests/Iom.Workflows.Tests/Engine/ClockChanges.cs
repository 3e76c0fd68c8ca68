using FluentAssertions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>
/// Daily reminders over the nights on which clocks are changed. In Berlin that is a Sunday; in Cairo a Friday, where the hour after
/// midnight is left out in April and the hour before it comes twice in October: on working days and, here, inside the hours for sending.
/// </summary>
public sealed class ClockChanges
{
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("Europe/Berlin", "2025-10-20", "2025-11-05", 9, 18)]
    [InlineData("Europe/Berlin", "2026-03-23", "2026-04-08", 2, 4)]
    [InlineData("Africa/Cairo", "2026-04-16", "2026-05-04", 0, 2)]
    [InlineData("Africa/Cairo", "2025-10-23", "2025-11-12", 0, 24)]
    [InlineData("Africa/Cairo", "2025-10-23", "2025-11-12", 23, 24)]
    [InlineData("America/Havana", "2025-10-23", "2025-11-12", 0, 1)]
    public void Every_reminder_falls_once_in_its_order_on_its_day_and_in_its_hours(string zone, string from, string until, int opens, int closes)
    {
        var roster = Town.Living(Town.School, zone);
        var calendar = roster.CalendarOf(Town.School);
        var window = new SendWindow(new TimeOnly(opens, 0), closes == 24 ? new TimeOnly(23, 59) : new TimeOnly(closes, 0));
        var slot = Form("draft").DueIn(6).Reminding(-5, -4, -3, -2, -1, 0, 1, 2, 3);
        var run = new PathwayRun(Plan(Stage("drafting", slot)) with { SendWindow = window }, roster) { Now = calendar.InstantOf(Town.Day(from), new TimeOnly(12, 0)) };
        run.Start(on: from);
        var due = run.Item("draft").DueOn!.Value;
        var ladder = Ladder.Of(run.Plan.Stage("drafting").Slot("draft"), due, calendar).Where(rung => rung.Kind == RungKind.Reminder).ToList();

        var fallen = new List<(int Rung, DateOnly Day)>();
        for (; calendar.LocalDate(run.Now) < Town.Day(until); run.Now += Sweep)
        {
            if (run.Item("draft").NextRungAt <= run.Now)
            {
                foreach (var reminded in run.Let(run.Falling("draft")).OfType<Effect.Reminded>())
                {
                    var day = calendar.LocalDate(run.Now);
                    run.Now.Should().BeOnOrAfter(calendar.InstantOf(day, window.From)).And.BeBefore(calendar.InstantOf(day, window.To));
                    fallen.Add((reminded.Rung, day));
                }
            }
        }

        fallen.Select(rung => rung.Rung).Should().Equal(fallen.Select(rung => rung.Rung).Distinct().Order(), "none comes twice or out of order");
        fallen.Should().Equal(ladder.Where(rung => rung.Number >= fallen[0].Rung).Select(rung => (rung.Number, calendar.Roll(rung.Day, RollRule.Next))));
        fallen.Should().HaveCountGreaterThan(6);
        run.Item("draft").NextRungAt.Should().BeNull();
    }
}
