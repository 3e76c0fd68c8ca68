using FluentAssertions;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;
using Iom.Tests.Support;
using Npgsql;
using Xunit;

namespace Iom.Stack.Tests.Faults;

/// <summary>The first start on an empty database: by several hosts at once, and by one that dies over it.</summary>
[Collection(nameof(PrivateServers))]
public sealed class Beginnings(PrivateServers servers)
{
    [Fact]
    public async Task Three_hosts_that_start_at_once_on_an_empty_database_make_one_town_and_know_each_others_people()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var hosts = await HostGroup.StartAsync(servers, cancellation, town: false);

        await ShouldBeWholeAsync(hosts.Place, cancellation);
        using var clients = new Clients(hosts, new Ledger());
        await clients.MeetAsync(cancellation);
        foreach (var host in hosts.Hosts)
        {
            (await clients.GetAsync(host, clients.Administrator, "/api/v1/educators", cancellation)).Should().NotBeNull("one signing in serves for all hosts");
        }
    }

    [Theory]
    [InlineData("select count(*) from people")]
    [InlineData("select count(*) / 30 from pathways")]
    public async Task A_town_whose_making_was_killed_is_finished_by_the_next_start(string begun)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var place = await servers.TakeAsync(town: false, cancellation);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var first = HostProcess.StartAsync(place.Settings("host-1"), life.Token);
        await Poll.UntilAsync(async () => first.IsCompleted || await IsPositiveAsync(place, begun, cancellation), "the making has begun", cancellation);
        await life.CancelAsync();
        await ((Func<Task>)(() => first)).Should().ThrowAsync<OperationCanceledException>("it was killed over it");

        await using var second = await HostProcess.StartAsync(place.Settings("host-2"), cancellation);

        await ShouldBeWholeAsync(place, cancellation);
    }

    private async Task ShouldBeWholeAsync(Place place, CancellationToken cancellationToken)
    {
        const string Counts = "select (select count(*) from people) || ' people, ' || (select count(*) from accounts) || ' accounts, '"
            + " || (select count(distinct subject_id) from pathways) || ' with a route'";
        var whole = await servers.TakeAsync(town: true, cancellationToken);
        (await Sql.ListAsync(place.Database, Counts, reader => reader.GetString(0), cancellationToken))
            .Should().Equal(await Sql.ListAsync(whole.Database, Counts, reader => reader.GetString(0), cancellationToken));
    }

    private static async Task<bool> IsPositiveAsync(Place place, string question, CancellationToken cancellationToken)
    {
        try
        {
            return await Sql.CountAsync(place.Database, question, cancellationToken) > 0;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return false;
        }
    }
}
