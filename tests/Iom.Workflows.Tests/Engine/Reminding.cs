using FluentAssertions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Xunit;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>The ladder of an item opened on Monday 1 September and due on Monday 8 September 2025.</summary>
public sealed class Reminding
{
    private static readonly SlotPlan Draft = Form("draft").DueIn(5).Reminding(-2, 0, 1);

    private readonly PathwayRun run = PathwayRun.Begun(Plan(Stage("drafting", Draft)));

    [Fact]
    public void The_rungs_fall_one_after_the_other_each_setting_the_next()
    {
        run.Facts.OfType<Effect.TimerSet>().Last().Should().Be(new Effect.TimerSet(1, 1, Town.At("2025-09-04 09:00")));

        Falls().Should().Equal("reminded 1 of 1", "set 2 for 2025-09-08 09:00");
        Falls().Should().Equal("reminded 2 of 1", "set 3 for 2025-09-09 09:00");
        Falls().Should().Equal("overdue for 1", "reminded 4 of 1", "set 5 for never");

        run.Item("draft").NextRungAt.Should().BeNull();
        run.Refuse(run.Falling("draft")).Code.Should().Be("stale_timer");
    }

    [Fact]
    public void After_a_downtime_only_the_last_reminder_is_sent_and_the_overdue_mark_is_never_left_out()
    {
        run.Now = Town.At("2025-09-25 12:00");

        Falls().Should().Equal("overdue for 1", "reminded 4 of 1", "set 5 for never");
    }

    [Theory]
    [InlineData("2025-09-04 18:00", "2025-09-05 09:00")]
    [InlineData("2025-09-05 23:30", "2025-09-08 09:00")]
    [InlineData("2025-09-06 12:00", "2025-09-08 09:00")]
    [InlineData("2025-09-05 03:00", "2025-09-05 09:00")]
    public void Outside_the_hours_and_working_days_of_the_addressee_a_rung_waits(string now, string until)
    {
        run.Now = Town.At(now);

        Falls().Should().Equal($"set 1 for {until}");

        run.Now = Town.At(until);
        Falls()[0].Should().StartWith("reminded ");
    }

    [Theory]
    [InlineData("2025-09-04 08:59")]
    [InlineData("2025-09-01 10:00")]
    public void A_rung_that_falls_too_early_is_refused(string now)
    {
        run.Now = Town.At(now);

        run.Refuse(run.Falling("draft")).Code.Should().Be("timer_early");
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    [InlineData(7, 1)]
    [InlineData(-1, 1)]
    public void A_rung_that_is_not_the_next_is_stale(int item, int rung)
    {
        run.Now = Town.At("2025-09-04 09:00");

        run.Refuse(new PathwayEvent.TimerFell(run.Now, item, rung)).Code.Should().Be("stale_timer");
    }

    [Fact]
    public void The_same_rung_never_falls_twice()
    {
        run.Now = Town.At("2025-09-04 09:00");
        var falling = run.Falling("draft");
        run.Let(falling);

        run.Refuse(falling).Code.Should().Be("stale_timer");
    }

    [Fact]
    public void An_answer_stops_the_ladder()
    {
        var falling = run.Falling("draft") with { At = Town.At("2025-09-04 09:00") };
        run.Submit("draft");

        run.Refuse(falling).Code.Should().Be("stale_timer");
    }

    [Fact]
    public void Rungs_whose_day_has_passed_at_the_opening_are_not_set()
    {
        var late = PathwayRun.Begun(Plan(Stage("drafting", Form("draft").DueIn(1).Reminding(-3, 0))));

        late.Facts.OfType<Effect.TimerSet>().Last().Should().Be(new Effect.TimerSet(1, 2, Town.At("2025-09-02 09:00")));
    }

    [Fact]
    public void Without_a_last_day_there_is_no_ladder_and_without_reminders_only_the_overdue_mark()
    {
        var both = PathwayRun.Begun(Plan(Stage("drafting", Form("free").Reminding(0), Form("bound").DueIn(5))));

        both.Facts.OfType<Effect.TimerSet>().Where(timer => timer.Item > 0).Should().Equal(new Effect.TimerSet(2, 1, Town.At("2025-09-09 09:00")));
    }

    [Fact]
    public void A_reminder_may_be_repeated()
    {
        var slot = Form("draft").DueIn(5) with { Reminders = [new ReminderPlan(1, DateUnit.WorkingDays, RepeatEvery: 2, Times: 3)] };
        var calendar = Town.Everybody.CalendarOf(Town.School);

        Ladder.Of(slot, Town.Day("2025-09-08"), calendar).Select(rung => $"{rung.Number} {rung.Kind} {rung.Day:MM-dd}")
            .Should().Equal("1 Overdue 09-09", "2 Reminder 09-09", "3 Reminder 09-11", "4 Reminder 09-15");
    }

    [Fact]
    public void Calendar_days_of_a_ladder_are_sent_on_the_next_working_day()
    {
        var slot = Form("draft").DueIn(5) with { Reminders = [new ReminderPlan(-1, DateUnit.CalendarDays)] };
        var sunday = PathwayRun.Begun(Plan(Stage("drafting", slot)));

        sunday.Item("draft").NextRungAt.Should().Be(Town.At("2025-09-08 09:00"));
    }

    [Fact]
    public void Reminders_come_in_the_morning_of_the_addressee()
    {
        var far = PathwayRun.Begun(
            Plan(Stage("consent", Verdict("method", Methodologist).DueIn(5).Reminding(0))), Town.Living(Town.District, "Asia/Yekaterinburg"));

        far.Item("method").NextRungAt.Should().Be(Town.At("2025-09-08 07:00"));
    }

    [Fact]
    public void Reminders_come_on_working_days_of_the_addressee()
    {
        var six = PathwayRun.Begun(
            Plan(Stage("consent", Verdict("method", Methodologist).DueIn(5).Reminding(0))), Town.Living(Town.School, "Europe/Moscow", WorkWeek.SixDays));
        six.Item("method").DueOn.Should().Be(Town.Day("2025-09-06"), "the school works on Saturdays");

        six.Item("method").NextRungAt.Should().Be(Town.At("2025-09-08 09:00"), "the methodologist does not");
    }

    [Fact]
    public void Only_whoever_took_the_item_is_reminded()
    {
        var either = PathwayRun.Begun(Plan(Stage("consent", Verdict("either", new PerformerRule.OneOf([Deputy, Head])).DueIn(5).Reminding(-1, 0))));
        either.Fall("either").OfType<Effect.Reminded>().Single().Recipients.Should().Equal(Town.Deputy, Town.Head);
        either.Let(new PathwayEvent.Claimed(either.Now, Town.Head, 1));

        either.Fall("either").OfType<Effect.Reminded>().Single().Recipients.Should().Equal(Town.Head);
    }

    [Fact]
    public void A_month_before_the_cap_the_educator_is_warned_and_at_the_cap_somebody_must_look()
    {
        PathwayEvent.TimerFell Cap(int rung) => new(run.Now, 0, rung);
        run.Refuse(Cap(1)).Code.Should().Be("timer_early");
        run.Refuse(Cap(2)).Code.Should().Be("stale_timer");
        run.Now = Town.At("2028-08-02 09:00");
        run.Let(Cap(1)).Select(Told).Should().Equal("reminded 1 of 1", "set 2 for 2028-09-01 09:00");
        run.Refuse(Cap(2)).Code.Should().Be("timer_early");
        run.Now = Town.At("2028-09-01 09:00");

        run.Let(Cap(2)).Should().Equal(new Effect.AttentionRaised(AttentionReason.CapReached, 0), new Effect.TimerSet(0, 3, null));

        run.State.Should().BeEquivalentTo(new { Status = PathwayStatus.Running, Attention = AttentionReason.CapReached });
        run.Refuse(Cap(3)).Code.Should().Be("stale_timer");
        run.Submit("draft");
        run.State.Status.Should().Be(PathwayStatus.Completed);
        run.Refuse(Cap(2)).Code.Should().Be("stale_timer");
    }

    [Fact]
    public void The_warning_before_the_cap_waits_for_the_morning_too()
    {
        run.Now = Town.At("2028-08-04 22:00");

        run.Let(new PathwayEvent.TimerFell(run.Now, 0, 1)).Select(Told).Should().Equal("set 1 for 2028-08-07 09:00");
    }

    [Fact]
    public void A_pathway_begun_late_is_watched_for_the_cap_itself()
    {
        var late = new PathwayRun(DraftAndApproval()) { Now = Town.At("2028-08-15 10:00") };

        late.Start(on: "2025-09-01").OfType<Effect.TimerSet>().Should().Equal(new Effect.TimerSet(0, 2, Town.At("2028-09-01 09:00")));
    }

    private IReadOnlyList<string> Falls() => [.. run.Fall("draft").Select(Told)];

    private static string Told(Effect fact) => fact switch
    {
        Effect.Reminded reminded => $"reminded {reminded.Rung} of {string.Join(',', reminded.Recipients)}",
        Effect.Overdue overdue => $"overdue for {string.Join(',', overdue.Recipients)}",
        Effect.TimerSet { At: { } at } timer => $"set {timer.Rung} for {at.AddHours(3):yyyy-MM-dd HH:mm}",
        Effect.TimerSet timer => $"set {timer.Rung} for never",
        _ => fact.ToString(),
    };
}
