using System.Globalization;
using FluentAssertions;
using Iom.Stack.Tests.Backup;
using Iom.Stack.Tests.Checker;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Stack.Tests.Upgrades;

/// <summary>Hosts of two versions side by side, and databases that earlier versions left.</summary>
[Collection(nameof(PrivateServers))]
public sealed class RollingUpgrade(PrivateServers servers)
{
    private const int Answers = 40;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => [.. Directory.EnumerateDirectories(Fixtures).Select(folder => Path.GetFileName(folder))];

    private static string Fixtures => Path.Combine(Repository.Root, "tests", "fixtures");

    [Fact]
    public async Task Hosts_that_do_not_know_what_a_newer_one_added_go_on_and_start_beside_it()
    {
        await using var hosts = await HostGroup.StartAsync(servers, Cancel, count: 2, start: false);
        await hosts.Hosts[0].StartAsync(Cancel);
        var ledger = new Ledger();
        await using (var load = await Load.StartAsync(hosts, ledger, Chance.Seed(), Cancel))
        {
            await load.GoOnAsync(Answers, Cancel);
            // What a migration of the next version may do, as MigrationsConformance holds it to.
            await Sql.ExecuteAsync(
                hosts.Database,
                """
                alter table pathways add column next_version text;
                alter table work_items add column next_version text not null default 'later';
                alter table history add column next_version text;
                create table next_version (id bigint primary key);
                create index next_version_history on history (at);
                insert into "__EFMigrationsHistory" (migration_id, product_version) values ('29990101000000_NextVersion', '99.0.0');
                """,
                Cancel);
            await load.GoOnAsync(Answers, Cancel);
            await hosts.Hosts[1].StartAsync(Cancel);
            await load.GoOnAsync(Answers, Cancel);
        }

        ledger.Count.Should().BePositive();
        await Reckoning.HoldAsync(hosts, ledger, received: null, Cancel);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_database_of_a_released_version_opens_and_runs(string version)
    {
        var place = await servers.TakeAsync(town: false, Cancel);
        await PostgresProgram.RunAsync("pg_restore", place.Database, Cancel, "--exit-on-error", "--no-owner", Path.Combine(Fixtures, version, "postgres.dump"));
        var made = DateTimeOffset.Parse((await File.ReadAllTextAsync(Path.Combine(Fixtures, version, "made.txt"), Cancel)).Trim(), CultureInfo.InvariantCulture);
        var offset = (made - TimeProvider.System.GetUtcNow()).Ticks.ToString(CultureInfo.InvariantCulture);
        await Sql.ExecuteAsync(place.Database, $"insert into settings (key, value) values ('demo.clock', '{offset}') on conflict (key) do update set value = excluded.value", Cancel);
        var before = await Sql.CountAsync(place.Database, "select count(*) from history", Cancel);

        await using (var host = await HostProcess.StartAsync(place.Settings("upgraded"), Cancel))
        {
            var email = (await Sql.ListAsync(place.Database, "select email from people where position like 'Специалист министерства%'", reader => reader.GetString(0), Cancel))[0];
            await host.SignInAsync(email, Cancel);
            // A month passes: reminders, overdue marks and escalations fall in what the old version began.
            await host.PostAsync("/api/v1/demo/clock", new { advance = "P30D" }, Cancel);
        }

        (await Sql.CountAsync(place.Database, "select count(*) from history", Cancel)).Should().BeGreaterThan(before);
        var (code, said) = await HostProcess.RunAsync(place.Settings("check"), Cancel, "check");
        code.Should().Be(0, said);
    }
}
