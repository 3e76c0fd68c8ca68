using System.Text.Json;
using FluentAssertions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Tests.Conformance;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

/// <summary>A pathway is finished on the runtime it began on, unless somebody hands it over; on a database, on hosts with the guest runtime and without it.</summary>
public abstract class HandoverConformance(DatabaseProvider provider, Func<IPathwayRuntime> guest) : ConformanceTest(provider)
{
    private readonly string name = guest().Name;

    [Fact]
    public async Task What_a_guest_began_only_a_host_with_the_guest_goes_on_with()
    {
        await PublishAsync(2, $"runtime: {name}");
        var before = await House.DumpAsync(Cancel);
        (await House.Executor.StartAsync(new StartRequest(Town.Teacher, "panel", null, null, null), Cancel)).ShouldBeRefused("runtime_unknown");
        (await House.DumpAsync(Cancel)).Should().Be(before);

        var route = await AnotherHost(guest()).StartAsync(Town.Teacher, "panel", Cancel);
        (await route.StoredAsync(Cancel)).Should().Match<StoredPathway>(stored => stored.Runtime == name && stored.Memo != null);
        before = await House.DumpAsync(Cancel);
        (await AnswerAsync(House, route, "head", "approve")).ShouldBeRefused("runtime_unknown");
        (await House.DumpAsync(Cancel)).Should().Be(before);

        // The host is started again in the middle of a return.
        (await AnswerAsync(AnotherHost(guest()), route, "head", "return")).ShouldBeDone();
        await AnswerAllAsync(AnotherHost(guest()), route, "deputy", "lead", "methodologist");
        (await route.StateAsync(Cancel)).Should().Match<PathwayState>(state => state.Stage == "four" && state.Round == 2);
        await AnswerAllAsync(AnotherHost(guest()), route, "head", "deputy", "lead", "methodologist", "second_deputy", "second_methodologist", "note");
        (await route.StoredAsync(Cancel)).Should().Match<StoredPathway>(stored => stored.State.Status == PathwayStatus.Completed && stored.Runtime == name && stored.Memo == null);
        await route.ShouldBeWholeAsync(Cancel);
    }

    [Fact]
    public async Task It_is_handed_over_and_back_explicitly_and_the_history_says_so()
    {
        var there = AnotherHost(guest());
        var route = await House.StartAsync(Town.Teacher, "panel", Cancel);
        (await AnswerAsync(there, route, "head", "return")).ShouldBeDone();
        var before = await route.StateAsync(Cancel);

        (await HandAsync(House, route, name)).ShouldBeRefused("runtime_unknown");
        (await HandAsync(there, route, name, " ")).ShouldBeRefused("reason_required");
        (await HandAsync(there, route, name)).ShouldBeDone();
        (await HandAsync(there, route, name)).ShouldBeRefused("runtime_same");
        (await route.StoredAsync(Cancel)).Should().Match<StoredPathway>(stored => stored.Runtime == name && stored.Memo != null);
        Json(await route.StateAsync(Cancel)).Should().Be(Json(before), "nobody's work changes");
        (await route.FactsAsync(Cancel))[^1].Should().Be(new Effect.RuntimeChanged("native", name, "Переезд."));
        await AnswerAllAsync(there, route, "deputy", "lead", "methodologist");
        await route.ShouldBeWholeAsync(Cancel);

        // A host without the guest takes it back.
        (await HandAsync(House, route, "native")).ShouldBeDone();
        (await route.StoredAsync(Cancel)).Should().Match<StoredPathway>(stored => stored.Runtime == "native" && stored.Memo == null);
        await AnswerAllAsync(House, route, "head", "deputy", "lead", "methodologist", "second_deputy", "second_methodologist", "note");
        (await route.StateAsync(Cancel)).Status.Should().Be(PathwayStatus.Completed);
        (await HandAsync(there, route, name)).ShouldBeRefused("pathway_ended");
        (await route.HistoryAsync(Cancel)).Where(row => row.Kind == "runtime_changed").Should().HaveCount(2).And.OnlyContain(row => row.Actor == null);
        await route.ShouldBeWholeAsync(Cancel);
    }

    [Fact]
    public async Task A_suspended_one_is_handed_over_too()
    {
        var there = AnotherHost(guest());
        var route = await House.StartAsync(Town.Teacher, "panel", Cancel);
        (await route.HandleAsync(now => new PathwayEvent.Suspended(now, Town.Administrator, "Отпуск."), Cancel)).ShouldBeDone();
        (await HandAsync(there, route, name)).ShouldBeDone();
        (await route.HandleAsync(now => new PathwayEvent.Resumed(now, Town.Administrator), Cancel, on: there)).ShouldBeDone();
        (await AnswerAsync(there, route, "head", "approve")).ShouldBeDone();
        await route.ShouldBeWholeAsync(Cancel);
    }

    [Fact]
    public async Task Whoever_cannot_make_a_memo_of_where_it_stands_does_not_get_it()
    {
        var closed = AnotherHost(new ClosedGuest());
        var route = await House.StartAsync(Town.Teacher, "panel", Cancel);
        var before = await House.DumpAsync(Cancel);

        (await HandAsync(closed, route, "closed")).ShouldBeRefused("runtime_takes_nothing_over");

        (await House.DumpAsync(Cancel)).Should().Be(before);
    }

    [Fact]
    public async Task On_a_guest_too_it_is_carried_over_to_another_plan()
    {
        await PublishAsync(2, $"runtime: {name}");
        var there = AnotherHost(guest());
        var route = await there.StartAsync(Town.Teacher, "panel", Cancel);
        await PublishAsync(3, "runtime: native", ("working_days: 5", "working_days: 15"));
        var plan = MigrationProposal.Of((await House.Plans.FindAsync("panel", 2, Cancel))!, (await House.Plans.FindAsync("panel", 3, Cancel))!) with { Reason = "Новый приказ." };

        (await House.Migrator.MigrateAsync(route.Id, Town.Administrator, plan, new Operation("one", "apply"), Cancel)).ShouldBeRefused("runtime_unknown");
        (await there.Migrator.MigrateAsync(route.Id, Town.Administrator, plan, new Operation("two", "apply"), Cancel)).ShouldBeDone();

        (await route.StoredAsync(Cancel)).Should().Match<StoredPathway>(stored => stored.DefinitionVersion == 3 && stored.Runtime == name);
        await AnswerAllAsync(there, route, "head", "deputy", "lead", "methodologist");
        (await route.StateAsync(Cancel)).Stage.Should().Be("two");
        await route.ShouldBeWholeAsync(Cancel);
    }

    private static string Json(PathwayState state) => JsonSerializer.Serialize(state, EngineJson.Stored.PathwayState);

    private static Task<ExecutionAnswer> HandAsync(House house, Route route, string runtime, string reason = "Переезд.") =>
        house.Migrator.HandAsync(route.Id, runtime, reason, new Operation(Guid.CreateVersion7().ToString("N"), runtime), Cancel);

    private static async Task<ExecutionAnswer> AnswerAsync(House house, Route route, string slot, string outcome)
    {
        var item = await route.OpenAsync(slot, Cancel);
        return await route.AnswerAsync(item.Number, item.Assignees[0], outcome, Cancel, on: house);
    }

    private static async Task AnswerAllAsync(House house, Route route, params IEnumerable<string> slots)
    {
        foreach (var slot in slots)
        {
            (await AnswerAsync(house, route, slot, slot == "note" ? "acknowledge" : "approve")).ShouldBeDone();
        }
    }

    private async Task PublishAsync(int version, string runtime, params (string Piece, string By)[] changes)
    {
        var text = Texts.Panel.Text.Replace("version: 1", $"version: {version}", StringComparison.Ordinal).Replace("kind: panel", $"kind: panel\n{runtime}", StringComparison.Ordinal);
        text = changes.Aggregate(text, (changed, change) => changed.Replace(change.Piece, change.By, StringComparison.Ordinal));
        (await House.Plans.PublishAsync([new SourceFile("panel.yaml", text)], Cancel)).Faults.Should().BeEmpty();
    }
}

public sealed class HandoverOnSqlite() : HandoverConformance(DatabaseProvider.Sqlite, () => new Guest());

public sealed class HandoverOnPostgres() : HandoverConformance(DatabaseProvider.Postgres, () => new Guest());
