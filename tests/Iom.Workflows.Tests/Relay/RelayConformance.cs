using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FluentAssertions;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;
using Iom.Workflows.Relay;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iom.Workflows.Tests.Relay;

public abstract class RelayConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    private static readonly Guid First = PathwayOf(1);
    private static readonly Guid Second = PathwayOf(2);

    [Fact]
    public async Task Several_relays_publish_each_row_once_and_each_pathways_rows_in_order()
    {
        const int Pathways = 90;
        const int Each = 5;
        for (var revision = 1; revision <= Each; revision++)
        {
            for (var pathway = 1; pathway <= Pathways; pathway++)
            {
                await CommitAsync(PathwayOf(pathway), revision);
            }
        }

        var hosts = new[] { House, AnotherHost(), AnotherHost(), AnotherHost() };
        await Together.RunAsync(hosts.Select(host => (Func<Task>)(() => DrainAsync(host))));
        await DrainAsync(House);

        Bus.Taken.Select(notice => notice.MessageId).Should().OnlyHaveUniqueItems().And.HaveCount(Pathways * Each);
        foreach (var pathway in Bus.Taken.GroupBy(notice => notice.PathwayId))
        {
            pathway.Select(notice => notice.Item).Should().Equal(Enumerable.Range(1, Each));
        }

        (await RowsAsync()).Should().OnlyContain(row => row.SentAt != null && row.LeasedUntil == null && row.Attempts == 1);
    }

    [Fact]
    public async Task What_people_did_is_told_once_and_by_ids_only()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        (await route.AnswerAsync(1, Town.Deputies[0], "return", Cancel)).ShouldBeDone();
        await DrainAsync(House);
        Bus.Taken.Select(notice => (notice.Kind, notice.Item)).Should().Equal((NoticeKinds.Opened, 1), (NoticeKinds.Returned, 2));
        Bus.Taken.Should().OnlyContain(notice => notice.PathwayId == route.Id && notice.SubjectId == Town.Teacher);
        Bus.Taken.Select(notice => notice.MessageId).Should().OnlyHaveUniqueItems();
        Bus.Taken[0].Recipients.Should().Equal(Town.Deputies);
    }

    [Fact]
    public async Task A_refused_row_waits_longer_each_time_and_is_parked_with_the_reason()
    {
        await CommitAsync(First, 1);
        await CommitAsync(Second, 1);
        Refuse(First, 1);
        var waited = TimeSpan.Zero;
        for (var attempt = 1; attempt < OutboxRelay.MaxAttempts; attempt++)
        {
            await House.Relay.RunOnceAsync(Cancel);
            Bus.Taken.Select(notice => notice.PathwayId).Should().Equal([Second], "other pathways are not held up");
            var row = await RowAsync(First, 1);
            (row.Attempts, row.Error, row.ParkedAt, row.SentAt).Should().Be((attempt, "The bus is away.", null, null));
            var wait = row.LeasedUntil!.Value - Clock.GetUtcNow();
            wait.Should().BeGreaterThan(waited);
            waited = wait;
            (await House.Relay.RunOnceAsync(Cancel)).Should().Be(0, "it is not asked again before its time");
            Clock.Advance(wait + TimeSpan.FromSeconds(1));
        }

        await House.Relay.RunOnceAsync(Cancel);
        var parked = await RowAsync(First, 1);
        (parked.Attempts, parked.Error, parked.ParkedAt, parked.LeasedUntil).Should().Be((OutboxRelay.MaxAttempts, "The bus is away.", Clock.GetUtcNow(), null));
        Bus.Before = null;
        Clock.Advance(TimeSpan.FromDays(1));
        (await House.Relay.RunOnceAsync(Cancel)).Should().Be(0, "a parked row waits for a person");
    }

    [Fact]
    public async Task Later_rows_of_a_pathway_wait_for_a_refused_one_until_it_is_parked()
    {
        await CommitAsync(First, 1);
        await CommitAsync(First, 2);
        await CommitAsync(First, 3);
        await CommitAsync(Second, 1);
        Refuse(First, 1);
        for (var attempt = 1; attempt < OutboxRelay.MaxAttempts; attempt++)
        {
            await DrainAsync(House);
            Bus.Taken.Should().NotContain(notice => notice.PathwayId == First);
            await CommitAsync(Second, attempt + 1);
            await DrainAsync(AnotherHost());
            Bus.Taken.Count(notice => notice.PathwayId == Second).Should().Be(attempt + 1);
            Clock.Advance(TimeSpan.FromMinutes(10));
        }

        await DrainAsync(House);
        Bus.Taken.Where(notice => notice.PathwayId == First).Select(notice => notice.Item).Should().Equal(2, 3);
    }

    [Fact]
    public async Task A_row_that_only_waited_has_all_its_attempts_before_it()
    {
        await CommitAsync(First, 1);
        await CommitAsync(First, 2);
        var asked = 0;
        Bus.Before = notice =>
        {
            asked += notice.Item == 2 ? 1 : 0;
            throw new InvalidOperationException("The bus is away.");
        };
        for (var attempt = 0; attempt < 3 * OutboxRelay.MaxAttempts; attempt++)
        {
            await DrainAsync(House);
            Clock.Advance(TimeSpan.FromMinutes(10));
        }

        asked.Should().Be(OutboxRelay.MaxAttempts);
        (await RowsAsync()).Should().OnlyContain(row => row.ParkedAt != null && row.Attempts == OutboxRelay.MaxAttempts);
    }

    [Fact]
    public async Task What_cannot_be_read_is_parked_and_holds_nobody_up()
    {
        await CommitAsync(First, 1);
        await House.TamperAsync("UPDATE outbox SET body = $1", "{ not json");
        await CommitAsync(First, 2);
        for (var attempt = 0; attempt < OutboxRelay.MaxAttempts; attempt++)
        {
            await DrainAsync(House);
            Clock.Advance(TimeSpan.FromMinutes(10));
        }

        (await RowAsync(First, 1)).Error.Should().NotBeNullOrEmpty();
        Bus.Taken.Select(notice => notice.Item).Should().Equal(2);
    }

    [Fact]
    public async Task The_mark_of_what_was_sent_survives_a_shutdown()
    {
        await CommitAsync(First, 1);
        await CommitAsync(First, 2);
        using var source = new CancellationTokenSource();
        Bus.Before = notice =>
        {
            source.Token.ThrowIfCancellationRequested();
            source.Cancel();
        };
        var run = () => House.Relay.RunOnceAsync(source.Token);
        await run.Should().ThrowAsync<OperationCanceledException>();
        (await RowAsync(First, 1)).SentAt.Should().NotBeNull();

        Bus.Before = null;
        Clock.Advance(TimeSpan.FromMinutes(2));
        await DrainAsync(AnotherHost());
        Bus.Taken.Select(notice => notice.Item).Should().Equal(1, 2);
    }

    [Fact]
    public async Task What_a_host_held_when_it_died_goes_out_from_another_under_the_same_id()
    {
        var sent = await CommitAsync(First, 1);
        using var source = new CancellationTokenSource();
        Bus.Before = _ =>
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
        };
        var run = () => House.Relay.RunOnceAsync(source.Token);
        await run.Should().ThrowAsync<OperationCanceledException>();
        Bus.Before = null;
        await DrainAsync(AnotherHost());
        Bus.Taken.Should().BeEmpty("the lease still runs");
        Clock.Advance(TimeSpan.FromMinutes(2));
        await DrainAsync(AnotherHost());
        Bus.Taken.Should().ContainSingle().Which.MessageId.Should().Be(sent);
    }

    [Fact]
    public async Task A_host_that_is_asked_to_stop_finishes_what_is_on_its_way_and_gives_back_the_rest()
    {
        await CommitAsync(First, 1);
        await CommitAsync(First, 2);
        await CommitAsync(First, 3);
        using var stop = new CancellationTokenSource();
        Bus.Before = _ => stop.Cancel();
        (await House.Relay.RunOnceAsync(stop.Token, Cancel)).Should().Be(3);

        Bus.Taken.Select(notice => notice.Item).Should().Equal(1);
        (await RowsAsync()).Select(row => (row.SentAt != null, row.LeasedUntil, row.Attempts)).Should().Equal((true, null, 1), (false, null, 0), (false, null, 0));
        Bus.Before = null;
        await DrainAsync(AnotherHost());
        Bus.Taken.Select(notice => notice.Item).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task A_bus_that_is_away_costs_no_row_an_attempt_however_long_it_is_away()
    {
        await CommitAsync(First, 1);
        await CommitAsync(First, 2);
        await CommitAsync(Second, 1);
        Bus.Before = _ => throw new BusAwayException("No connection.");
        for (var hour = 0; hour < 3 * OutboxRelay.MaxAttempts; hour++)
        {
            var run = () => House.Relay.RunOnceAsync(Cancel);
            await run.Should().ThrowAsync<BusAwayException>();
            Clock.Advance(TimeSpan.FromHours(1));
        }

        (await RowsAsync()).Should().OnlyContain(row => row.Attempts == 0 && row.LeasedUntil == null && row.ParkedAt == null && row.Error == "No connection.");
        Bus.Before = null;
        await DrainAsync(AnotherHost());
        (await RowsAsync()).Should().OnlyContain(row => row.SentAt != null && row.Error == null);
        Bus.Taken.Where(notice => notice.PathwayId == First).Select(notice => notice.Item).Should().Equal(1, 2);
    }

    [Fact]
    public async Task A_host_that_slept_past_its_lease_changes_nothing_any_more()
    {
        await CommitAsync(First, 1);
        await CommitAsync(First, 2);
        var other = AnotherHost();
        var slept = false;
        Bus.Before = notice =>
        {
            if (!slept)
            {
                slept = true;
                Clock.Advance(TimeSpan.FromMinutes(5));
                other.TamperAsync("UPDATE outbox SET leased_until = $1, attempts = attempts + 1 WHERE sent_at IS NULL", Clock.GetUtcNow().AddMinutes(1)).GetAwaiter().GetResult();
                throw new InvalidOperationException("Too late.");
            }
        };
        await House.Relay.RunOnceAsync(Cancel);

        (await RowsAsync()).Should().OnlyContain(row => row.Attempts == 2 && row.Error == null && row.LeasedUntil == Clock.GetUtcNow().AddMinutes(1), "they are the other host's");
    }

    private static Guid PathwayOf(int number) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-7000-8000-{number:D12}"));

    private static async Task DrainAsync(House host)
    {
        while (await host.Relay.RunOnceAsync(Cancel) > 0)
        {
            Cancel.ThrowIfCancellationRequested();
        }
    }

    private void Refuse(Guid pathway, int revision) => Bus.Before = notice =>
    {
        if (notice.PathwayId == pathway && notice.Item == revision)
        {
            throw new InvalidOperationException("The bus is away.");
        }
    };

    private async Task<Guid> CommitAsync(Guid pathway, int revision)
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        ImmutableArray<Notice> notices = [new(id, NoticeKinds.Opened, pathway, Town.Teacher, revision, "four", [Town.Head], Clock.GetUtcNow())];
        await House.TamperAsync(
            "INSERT INTO outbox (pathway_id, revision, body, created_at, attempts) VALUES ($1, $2, $3, $4, 0)",
            pathway, (long)revision, JsonSerializer.Serialize(notices, EngineJson.Stored.Notices), Clock.GetUtcNow());
        return id;
    }

    private Task<List<OutboxRow>> RowsAsync() =>
        House.ReadAsync(context => context.Outbox.AsNoTracking().ToListAsync(Cancel), Cancel);

    private Task<OutboxRow> RowAsync(Guid pathway, long revision) => House.ReadAsync(
        context => context.Outbox.AsNoTracking().SingleAsync(row => row.PathwayId == pathway && row.Revision == revision, Cancel), Cancel);
}

public sealed class RelayOnSqlite() : RelayConformance(DatabaseProvider.Sqlite);

public sealed class RelayOnPostgres() : RelayConformance(DatabaseProvider.Postgres);
