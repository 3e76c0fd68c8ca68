using FluentAssertions;
using Iom.Workflows.Engine;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iom.Workflows.Tests.Reminders;

public abstract class SweepConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    [Fact]
    public async Task Several_sweepers_at_once_let_each_rung_fall_once()
    {
        var routes = new List<Route>();
        for (var i = 0; i < 12; i++)
        {
            routes.Add(await House.StartAsync(Town.Teacher + i, "solo", Cancel));
            routes.Add(await House.StartAsync(Town.Teacher + i, "panel", Cancel));
        }

        var hosts = new[] { House, AnotherHost(), AnotherHost() };
        for (var day = 0; day < 21; day++)
        {
            Clock.Advance(TimeSpan.FromDays(1));
            await Together.RunAsync(hosts.Select(host => (Func<Task>)(() => host.SweepAsync(Cancel))));
        }

        foreach (var route in routes)
        {
            var facts = await route.FactsAsync(Cancel);
            foreach (var item in (await route.StateAsync(Cancel)).Items)
            {
                facts.OfType<Effect.Reminded>().Where(fact => fact.Item == item.Number).Select(fact => fact.Rung).Should().Equal(1, 2, 4, 6);
                facts.OfType<Effect.Overdue>().Should().ContainSingle(fact => fact.Item == item.Number);
                facts.OfType<Effect.Escalated>().Where(fact => fact.Item == item.Number).Select(fact => fact.Rung).Should().Equal(5, 7);
                item.NextRungAt.Should().BeNull();
                item.Assignees.Should().Contain(Town.Coordinator);
            }

            await route.ShouldBeWholeAsync(Cancel);
        }
    }

    [Fact]
    public async Task After_a_month_of_downtime_only_the_last_reminder_goes_out_but_no_mark_and_no_escalation_is_lost()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        Clock.SetUtcNow(new DateTimeOffset(2025, 10, 6, 7, 0, 0, TimeSpan.Zero));
        await House.SweepAsync(Cancel);

        var facts = await route.FactsAsync(Cancel);
        facts.OfType<Effect.Reminded>().Should().ContainSingle().Which.Rung.Should().Be(6);
        facts.OfType<Effect.Overdue>().Should().ContainSingle();
        facts.OfType<Effect.Escalated>().Select(fact => fact.Recipients.Single()).Should().Equal(Town.Coordinator, Town.Administrator);
        (await route.OpenAsync("decide", Cancel)).Assignees.Should().Contain(Town.Coordinator);
        (await House.Sweep.NextAsync(Cancel)).Should().Be((await CapAsync(route)).At, "only the cap is left to fall");
        await route.ShouldBeWholeAsync(Cancel);
    }

    [Fact]
    public async Task Nobody_is_reminded_at_night()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        Clock.SetUtcNow(new DateTimeOffset(2025, 9, 5, 22, 0, 0, TimeSpan.Zero));
        await House.SweepAsync(Cancel);
        (await route.FactsAsync(Cancel)).OfType<Effect.Reminded>().Should().BeEmpty();
        (await House.Sweep.NextAsync(Cancel)).Should().Be(new DateTimeOffset(2025, 9, 8, 6, 0, 0, TimeSpan.Zero), "Monday, 9:00 in Moscow");
        Clock.SetUtcNow(new DateTimeOffset(2025, 9, 8, 6, 0, 0, TimeSpan.Zero));
        await House.SweepAsync(Cancel);
        (await route.FactsAsync(Cancel)).OfType<Effect.Reminded>().Should().ContainSingle();
    }

    [Fact]
    public async Task A_pathway_that_cannot_be_moved_does_not_hold_up_the_others()
    {
        var bad = await House.StartAsync(Town.Teacher, "solo", Cancel);
        var good = await House.StartAsync(Town.Teacher + 1, "solo", Cancel);
        await House.TamperAsync("UPDATE pathways SET definition_version = 99 WHERE id = $1", bad.Id);
        await House.LiveUntilAsync(new DateOnly(2025, 9, 8), Cancel);
        (await good.FactsAsync(Cancel)).OfType<Effect.Reminded>().Should().HaveCount(2);
        (await bad.FactsAsync(Cancel)).OfType<Effect.Reminded>().Should().BeEmpty();

        await House.TamperAsync("UPDATE pathways SET definition_version = 1 WHERE id = $1", bad.Id);
        await House.LiveUntilAsync(new DateOnly(2025, 9, 9), Cancel);
        (await bad.FactsAsync(Cancel)).OfType<Effect.Reminded>().Should().NotBeEmpty("it is tried again once it can be moved");
        await bad.ShouldBeWholeAsync(Cancel);
    }

    [Fact]
    public async Task Timers_of_what_is_closed_or_gone_are_dropped()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        (await route.AnswerAsync(1, Town.Deputies[0], "approve", Cancel)).ShouldBeDone();
        var gone = Guid.CreateVersion7(Clock.GetUtcNow());
        const string Insert = "INSERT INTO timers (pathway_id, item, rung, at, attempts) VALUES ($1, $2, $3, $4, 0)";
        await House.TamperAsync(Insert, route.Id, 1, 1, Clock.GetUtcNow());
        await House.TamperAsync(Insert, gone, 1, 1, Clock.GetUtcNow());
        var before = await route.StoredAsync(Cancel);
        await House.SweepAsync(Cancel);
        (await route.StoredAsync(Cancel)).Revision.Should().Be(before.Revision);
        (await House.ReadAsync(context => context.Timers.Where(timer => timer.Item == 1).CountAsync(Cancel), Cancel)).Should().Be(0);
        await route.ShouldBeWholeAsync(Cancel);
    }

    [Fact]
    public async Task A_sweeper_that_died_with_timers_in_hand_is_replaced_by_another()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        var due = (await route.OpenAsync("decide", Cancel)).NextRungAt!.Value;
        Clock.SetUtcNow(due);
        await House.TamperAsync("UPDATE timers SET leased_until = $1, attempts = 1 WHERE item = 1", due.AddMinutes(2));
        await AnotherHost().SweepAsync(Cancel);
        (await route.FactsAsync(Cancel)).OfType<Effect.Reminded>().Should().BeEmpty("the lease still runs");
        Clock.Advance(TimeSpan.FromMinutes(3));
        await AnotherHost().SweepAsync(Cancel);
        (await route.FactsAsync(Cancel)).OfType<Effect.Reminded>().Should().ContainSingle();
    }

    [Fact]
    public async Task A_sweeper_that_is_asked_to_stop_gives_back_what_it_holds()
    {
        var routes = new List<Route>();
        for (var i = 0; i < 4; i++)
        {
            routes.Add(await House.StartAsync(Town.Teacher + i, "solo", Cancel));
        }

        Clock.SetUtcNow((await routes[0].OpenAsync("decide", Cancel)).NextRungAt!.Value);
        using var stop = new CancellationTokenSource();
        House.Runner.OnWrite = statements =>
        {
            stop.Cancel();
            return statements;
        };
        var sweep = () => House.Sweep.RunOnceAsync(stop.Token);
        await sweep.Should().ThrowAsync<OperationCanceledException>();
        House.Runner.OnWrite = null;
        (await House.ReadAsync(context => context.Timers.CountAsync(timer => timer.LeasedUntil != null, Cancel), Cancel)).Should().Be(0);

        await AnotherHost().SweepAsync(Cancel);
        foreach (var route in routes)
        {
            (await route.FactsAsync(Cancel)).OfType<Effect.Reminded>().Should().ContainSingle();
        }
    }

    [Fact]
    public async Task The_cap_is_announced_and_then_brings_the_pathway_to_the_attention_list()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        await House.LiveUntilAsync(new DateOnly(2028, 8, 10), Cancel);
        (await route.FactsAsync(Cancel)).OfType<Effect.Reminded>().Should().ContainSingle(fact => fact.Item == 0);
        (await route.StateAsync(Cancel)).Attention.Should().BeNull();
        await House.LiveUntilAsync(new DateOnly(2028, 9, 4), Cancel);
        (await route.StateAsync(Cancel)).Attention.Should().Be(AttentionReason.CapReached);
        (await House.Sweep.NextAsync(Cancel)).Should().BeNull();
        await route.ShouldBeWholeAsync(Cancel);
    }

    private Task<Iom.Workflows.Persistence.Rows.TimerRow> CapAsync(Route route) => House.ReadAsync(
        context => context.Timers.AsNoTracking().SingleAsync(timer => timer.PathwayId == route.Id && timer.Item == 0, Cancel), Cancel);
}

public sealed class SweepOnSqlite() : SweepConformance(DatabaseProvider.Sqlite);

public sealed class SweepOnPostgres() : SweepConformance(DatabaseProvider.Postgres);
