using FluentAssertions;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Faults;
using Iom.Stack.Tests.Servers;
using Iom.Tests.Support;
using Npgsql;
using Xunit;

namespace Iom.Stack.Tests.Backup;

/// <summary>What docs/guides/operations.md says of backup and restore, done while people work.</summary>
[Collection(nameof(PrivateServers))]
public sealed class Restores(PrivateServers servers) : AtWork(servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_made_under_load_is_whole_and_a_host_goes_on_from_it()
    {
        var file = Path.GetTempFileName();
        var restored = new NpgsqlConnectionStringBuilder(Hosts.Database) { Database = "restored", Pooling = false }.ConnectionString;
        try
        {
            long before;
            await using (var load = await Load.StartAsync(Hosts, Ledger, Chance.Seed(), Cancel))
            {
                await load.GoOnAsync(30, Cancel);
                before = await Sql.CountAsync(Hosts.Database, "select count(*) from history", Cancel);
                await PostgresProgram.RunAsync("pg_dump", Hosts.Database, Cancel, "--format=custom", $"--file={file}");
                await load.GoOnAsync(30, Cancel);
            }

            await Sql.ExecuteAsync(new NpgsqlConnectionStringBuilder(Hosts.Database) { Pooling = false }.ConnectionString, "create database restored template template0", Cancel);
            await PostgresProgram.RunAsync("pg_restore", restored, Cancel, "--exit-on-error", file);
            (await Sql.CountAsync(restored, "select count(*) from history", Cancel)).Should().BeGreaterThanOrEqualTo(before);

            var settings = Settings(restored);
            var (code, said) = await HostProcess.RunAsync(settings, Cancel, "check");
            code.Should().Be(0, said);
            said.Should().Contain("Всё записанное сходится с историей");

            // A teacher of the copy answers, and the answer joins the same chain.
            await using (var host = await HostProcess.StartAsync(settings, Cancel))
            {
                await host.SignInAsync(await TeacherAsync(restored), Cancel);
                var items = await host.GetAsync("/api/v1/work-items?scope=assigned", Cancel);
                items.GetProperty("items").GetArrayLength().Should().BePositive();
            }

            await Sql.ExecuteAsync(restored, "update history set body = body || ' ' where revision = 1", Cancel);
            (code, said) = await HostProcess.RunAsync(settings, Cancel, "check");
            code.Should().Be(1, "a check that cannot fail checks nothing");
            said.Should().Contain("was changed after it was written");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Dictionary<string, string?> Settings(string database)
    {
        var settings = Hosts.Place.Settings("restored");
        settings["Iom__Database__ConnectionString"] = database;
        return settings;
    }

    private static async Task<string> TeacherAsync(string database) => (await Sql.ListAsync(
        database,
        "select p.email from people p join work_item_assignees a on a.person_id = p.id order by p.id limit 1",
        reader => reader.GetString(0),
        Cancel))[0];
}
