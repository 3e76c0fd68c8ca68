using FluentAssertions;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;
using Npgsql;
using Xunit;

namespace Iom.Stack.Tests.Faults;

/// <summary>What a PostgreSQL does to its clients on a bad day.</summary>
[Collection(nameof(PrivateServers))]
public sealed class DatabaseFaults(PrivateServers servers) : AtWork(servers)
{
    private const int Answers = 120;
    private const string GiveWay = $"{PostgresErrorCodes.SerializationFailure} {PostgresErrorCodes.DeadlockDetected}";

    [Fact]
    public async Task No_client_notices_that_transactions_got_into_each_others_way()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var before = Ledger.Count;
        await using (await Trap.SetAsync(Hosts, "history", GiveWay, "random() < 0.3", cancellation))
        {
            await WorkAsync(Answers, (load, _) => load.GoOnAsync(Answers / 3, cancellation), cancellation, patient: true);
        }

        Ledger.All.Skip(before).Should().NotContain(seen => seen.Sight == Sight.Unknown || seen.Code == "too_busy");
        await HoldAsync(cancellation);
    }

    [Fact]
    public async Task A_start_that_was_in_somebodys_way_is_tried_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var educator = await FreeAsync(cancellation);
        await using (await Trap.SetAsync(Hosts, "history", GiveWay, "new.revision = 1 and nextval('trap_count') < 8", cancellation))
        {
            (await Clients.StartAsync(Hosts.Hosts[0], educator, cancellation)).Should().NotBeNull("nobody else started one");
        }

        await HoldAsync(cancellation);
    }

    [Fact]
    public async Task A_notice_that_was_in_somebodys_way_is_written_nevertheless()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = await TellingItemAsync("notice-in-the-way", cancellation);
        await using (await Trap.SetAsync(Hosts, "notices", GiveWay, "nextval('trap_count') < 8", cancellation))
        {
            (await Clients.DecideAsync(Hosts.Hosts[0], asked, cancellation)).Sight.Should().Be(Sight.Accepted);
            await HoldAsync(cancellation);
        }
    }

    [Fact]
    public async Task Connections_that_are_cut_under_load_lose_nothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await WorkAsync(
            Answers,
            async (load, chance) =>
            {
                for (var cut = 0; cut < 25; cut++)
                {
                    await load.GoOnAsync(chance.Next(8), cancellation);
                    await Sql.ListAsync(
                        Hosts.Database,
                        $"select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'host-%' order by (state = 'idle'), md5(pid::text || '{chance.Word()}') limit 2",
                        reader => reader.GetBoolean(0),
                        cancellation);
                }
            },
            cancellation);

        await HoldAsync(cancellation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_of_the_database_under_load_loses_nothing_and_the_hosts_go_on_by_themselves(bool crash)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await WorkAsync(
            Answers,
            async (_, _) =>
            {
                await (crash ? Servers.Postgres.CrashAsync(cancellation) : Servers.Postgres.StopAsync(cancellation));
                // Longer than anybody waits who only tries a few times.
                await Task.Delay(TimeSpan.FromSeconds(Chance.Setting("IOM_FAULT_DATABASE_SECONDS", 5)), cancellation);
                await Servers.Postgres.StartAsync(cancellation);
            },
            cancellation);

        var asked = await OpenItem.AskAsync(Hosts, Clients, $"after-restart-{crash}", cancellation);
        (await Clients.DecideAsync(Hosts.Hosts[1], asked, cancellation)).Sight.Should().Be(Sight.Accepted);
        await HoldAsync(cancellation);
    }

    [Fact]
    public async Task A_message_in_the_hands_of_a_host_waits_until_the_database_is_back()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = await TellingItemAsync("told-without-database", cancellation);
        await using var gate = await Gate.WhileToldAsync(Hosts, cancellation);
        (await Clients.DecideAsync(Hosts.Hosts[0], asked, cancellation)).Sight.Should().Be(Sight.Accepted);
        await gate.ReachedAsync(cancellation);
        await Servers.Postgres.CrashAsync(cancellation);
        await Task.Delay(TimeSpan.FromSeconds(Chance.Setting("IOM_FAULT_DATABASE_SECONDS", 5)), cancellation);
        await Servers.Postgres.StartAsync(cancellation);
        await gate.OpenAsync();

        await HoldAsync(cancellation);
        (await Sql.CountAsync(Hosts.Database, "select count(*) from dead_letters", cancellation)).Should().Be(0, "nobody has to send it again by hand");
    }

    [Fact]
    public async Task A_full_disk_refuses_the_decision_in_words_writes_nothing_of_it_and_is_no_trouble_afterwards()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var asked = await TellingItemAsync("disk-full", cancellation);
        await using (await Trap.SetAsync(Hosts, "outbox", PostgresErrorCodes.DiskFull, "true", cancellation))
        {
            var answer = await Clients.SendAsync(
                Hosts.Hosts[0], asked.Person, HttpMethod.Post, $"/api/v1/work-items/{asked.Pathway:N}-{asked.Item}/decision", asked.Body, cancellation);
            ((int)answer!.Status, answer.Body.GetProperty("code").GetString()).Should().Be((503, "storage_full"));
            answer.Body.GetProperty("title").GetString().Should().Contain("закончилось место").And.Contain("не записан");
            (await Sql.CountAsync(Hosts.Database, $"select count(*) from history where operation_id = '{asked.OperationId}'", cancellation)).Should().Be(0);
        }

        (await Clients.DecideAsync(Hosts.Hosts[0], asked, cancellation)).Should().Match<Seen>(seen => seen.Sight == Sight.Accepted && !seen.Repeated);
        await HoldAsync(cancellation);
    }
}
