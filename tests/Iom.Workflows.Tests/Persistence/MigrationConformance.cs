using System.Text.Json;
using FluentAssertions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Migrating;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iom.Workflows.Tests.Persistence;

/// <summary>Batches of migrations on a database: the dry run, the work in portions, what a crash leaves, the way back.</summary>
public abstract class MigrationConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    [Fact]
    public async Task A_dry_run_changes_nothing_and_applying_carries_every_route_over_in_the_history()
    {
        var routes = await StartAsync(3);
        await PublishSecondAsync();
        var before = await routes[0].StateAsync(Cancel);
        var id = await PlanAsync();

        (await FindAsync(id)).Routes.Should().HaveCount(3).And.OnlyContain(route => route.Status == RouteStatus.Ready && route.Preview.StageAfter == "four");
        (await routes[0].StateAsync(Cancel)).Should().BeEquivalentTo(before);
        (await House.Migrations.ApplyAsync(id, Town.Administrator, Cancel)).Should().BeTrue();
        (await House.Migrations.ApplyAsync(id, Town.Administrator, Cancel)).Should().BeFalse("it is under way");
        await WorkAsync(House);

        (await FindAsync(id)).Should().Match<MigrationBatch>(batch => batch.Status == BatchStatus.Applied && batch.Count(RouteStatus.Applied) == 3);
        foreach (var route in routes)
        {
            (await route.StoredAsync(Cancel)).DefinitionVersion.Should().Be(2);
            (await route.HistoryAsync(Cancel))[^1].Kind.Should().Be("migrated");
            await route.ShouldBeWholeAsync(Cancel);
        }

        (await House.ReadAsync(context => context.WorkItems.Where(item => item.Status == "Open").Select(item => item.DefinitionVersion).Distinct().ToListAsync(Cancel), Cancel))
            .Should().Equal(2);
        await routes[0].DoAsync("boss", "approve", Cancel);
        await routes[0].ShouldBeWholeAsync(Cancel);
    }

    [Fact]
    public async Task It_is_taken_back_where_nothing_happened_since_and_stays_elsewhere()
    {
        var routes = await StartAsync(2);
        await PublishSecondAsync();
        var before = await routes[0].StateAsync(Cancel);
        var id = await PlanAsync();
        await House.Migrations.ApplyAsync(id, Town.Administrator, Cancel);
        await WorkAsync(House);
        await routes[1].DoAsync("boss", "approve", Cancel);

        (await House.Migrations.UndoAsync(id, Town.Administrator, "Ошибка.", Cancel)).Should().BeTrue();
        await WorkAsync(House);

        var batch = await FindAsync(id);
        batch.Status.Should().Be(BatchStatus.Undone);
        batch.Routes.Single(route => route.PathwayId == routes[0].Id).Status.Should().Be(RouteStatus.Undone);
        batch.Routes.Single(route => route.PathwayId == routes[1].Id).Should().Match<MigrationRoute>(route => route.Status == RouteStatus.Settled && route.Code == "migration_settled"
            && route.Sentence!.Contains("на задание этого маршрута ответили"));
        (await routes[0].StoredAsync(Cancel)).DefinitionVersion.Should().Be(1);
        Json((await routes[0].StateAsync(Cancel)) with { NextItem = before.NextItem }).Should().Be(Json(before));
        await routes[0].ShouldBeWholeAsync(Cancel);
        await routes[0].DoAsync("head", "approve", Cancel);
        await routes[0].ShouldBeWholeAsync(Cancel);
        (await routes[1].StoredAsync(Cancel)).DefinitionVersion.Should().Be(2);
    }

    [Fact]
    public async Task An_earlier_batch_takes_no_later_one_back()
    {
        var route = (await StartAsync(1)).Single();
        await PublishSecondAsync();
        var first = await PlanAsync();
        await House.Migrations.ApplyAsync(first, Town.Administrator, Cancel);
        await WorkAsync(House);
        var (one, two) = ((await House.Plans.FindAsync("panel", 1, Cancel))!, (await House.Plans.FindAsync("panel", 2, Cancel))!);
        var back = MigrationProposal.Of(two, one);
        var second = await House.Migrations.PlanAsync(
            two, one, back with { Reason = "Назад.", SlotMap = back.SlotMap.SetItem("four/office", MigrationPlan.None) }, null, Town.Administrator, Cancel);
        await House.Migrations.ApplyAsync(second, Town.Administrator, Cancel);
        await WorkAsync(House);
        (await FindAsync(second)).Count(RouteStatus.Applied).Should().Be(1);

        await House.Migrations.UndoAsync(first, Town.Administrator, "Ошибка.", Cancel);
        await WorkAsync(House);

        (await FindAsync(first)).Routes.Single().Should().Match<MigrationRoute>(settled => settled.Status == RouteStatus.Settled && settled.Sentence!.Contains("перенесли ещё раз"));
        (await route.StoredAsync(Cancel)).DefinitionVersion.Should().Be(1);
        (await route.HistoryAsync(Cancel))[^1].Kind.Should().Be("migrated");
    }

    [Fact]
    public async Task Two_hosts_and_a_crash_between_carry_every_route_over_once()
    {
        var routes = await StartAsync(30);
        await PublishSecondAsync();
        var id = await PlanAsync();
        await House.Migrations.ApplyAsync(id, Town.Administrator, Cancel);
        var other = AnotherHost();
        (await House.MigrationWork.RunOnceAsync(Cancel)).Should().BeTrue();
        // The host died after the commit of a route and before it was noted.
        await House.ReadAsync(context => context.MigrationRoutes.Where(row => row.PathwayId == routes[0].Id)
            .ExecuteUpdateAsync(row => row.SetProperty(route => route.Status, nameof(RouteStatus.Ready)), Cancel), Cancel);
        await Task.WhenAll(WorkAsync(House), WorkAsync(other));
        await WorkAsync(other);

        (await FindAsync(id)).Count(RouteStatus.Applied).Should().Be(30);
        foreach (var route in routes)
        {
            (await route.HistoryAsync(Cancel)).Count(row => row.Kind == "migrated").Should().Be(1);
        }
    }

    [Fact]
    public async Task Whoever_administers_nothing_moves_nothing()
    {
        await StartAsync(1);
        await PublishSecondAsync();

        (await FindAsync(await PlanAsync(Town.Head))).Routes.Should().BeEmpty();
    }

    private static string Json(PathwayState state) => JsonSerializer.Serialize(state, EngineJson.Stored.PathwayState);

    private async Task<List<Route>> StartAsync(int count)
    {
        var routes = new List<Route>();
        for (var i = 0; i < count; i++)
        {
            routes.Add(await House.StartAsync(Town.Teacher + i, "panel", Cancel));
        }

        return routes;
    }

    /// <summary>The head is called otherwise, one verdict is gone, one is new, and there is more time.</summary>
    private async Task PublishSecondAsync()
    {
        var text = Texts.Panel.Text.Replace("version: 1", "version: 2", StringComparison.Ordinal)
            .Replace("key: head, title: Директор", "key: boss, title: Директор", StringComparison.Ordinal)
            .Replace("key: lead, title: Руководитель МО, kind: verdict, verdict: concurred, performer: { relative: association_lead }", "key: office, title: Канцелярия, kind: acknowledgement, performer: { role: deputy_academic }", StringComparison.Ordinal)
            .Replace("working_days: 5", "working_days: 15", StringComparison.Ordinal);
        (await House.Plans.PublishAsync([new SourceFile("panel.yaml", text)], Cancel)).Faults.Should().BeEmpty();
    }

    private async Task<Guid> PlanAsync(int by = Town.Administrator)
    {
        var from = (await House.Plans.FindAsync("panel", 1, Cancel))!;
        var to = (await House.Plans.FindAsync("panel", 2, Cancel))!;
        var proposal = MigrationProposal.Of(from, to);
        var plan = proposal with { KeepDeadlines = false, Reason = "Новый приказ.", SlotMap = proposal.SlotMap.SetItem("four/lead", MigrationPlan.None) };
        return await House.Migrations.PlanAsync(from, to, plan, null, by, Cancel);
    }

    private async Task<MigrationBatch> FindAsync(Guid id) => (await House.Migrations.FindAsync(id, Cancel))!;

    private static async Task WorkAsync(House house)
    {
        while (await house.MigrationWork.RunOnceAsync(Cancel))
        {
            Cancel.ThrowIfCancellationRequested();
        }
    }
}

public sealed class MigrationOnSqlite() : MigrationConformance(DatabaseProvider.Sqlite);

public sealed class MigrationOnPostgres() : MigrationConformance(DatabaseProvider.Postgres);
