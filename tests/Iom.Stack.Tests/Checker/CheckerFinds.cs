using FluentAssertions;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;
using Xunit;

namespace Iom.Stack.Tests.Checker;

/// <summary>The checker itself: what is whole passes, and each kind of harm is found.</summary>
[Collection(nameof(PrivateServers))]
public sealed class CheckerFinds(PrivateServers servers)
{
    [Fact]
    public async Task Nothing_in_a_town_that_is_whole() => (await FaultsAsync(string.Empty, new Ledger())).Should().BeEmpty();

    [Theory]
    [InlineData("update history set actor = 1 where revision = 2", "was changed after it was written")]
    [InlineData("delete from history h where revision = (select revision from pathways where id = h.pathway_id)", "does not end where the pathway stands")]
    [InlineData("update pathways set state = replace(state, '\"round\":1', '\"round\":7')", "make another state")]
    [InlineData("update work_items set status = 'Answered' where status = 'Open'", "stands otherwise in the list")]
    [InlineData("delete from work_item_assignees", "stands in other inboxes")]
    [InlineData("delete from timers where item <> 0", "its timers are not those of its state")]
    [InlineData("update timers set at = now() - interval '1 hour'", "is due and does not fall")]
    [InlineData("copy: sent_at | null", "is neither sent nor parked")]
    [InlineData("copy: parked_at | now()", "is neither sent nor parked")]
    [InlineData("copy: sent_at | now() ; delete from notices", "did not reach person")]
    [InlineData("copy: sent_at | now() ; delete from mails", "has no mail")]
    public async Task What_was_changed_or_taken_away(string harm, string said)
    {
        var statement = harm;
        if (harm.StartsWith("copy: ", StringComparison.Ordinal))
        {
            var parts = harm[6..].Split(" ; ");
            var column = parts[0].Split(" | ");
            statement = $"{Copy(column[0], column[1])}; {parts.ElementAtOrDefault(1)}";
        }

        (await FaultsAsync(statement, new Ledger())).Should().Contain(fault => fault.Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lost", "acknowledged and lost")]
    [InlineData("refused", "refused as no_such and written")]
    [InlineData("both", "accepted, and refused")]
    [InlineData("twice", "told twice to have been done just now")]
    [InlineData("elsewhere", "what was told is not what is written")]
    public async Task What_was_promised_and_is_not_so(string promise, string said)
    {
        var place = await servers.TakeAsync(town: true, Cancel);
        var (pathway, revision, actor) = (await Sql.ListAsync(
            place.Database,
            "select pathway_id, revision, actor from history where kind = 'answered' limit 1",
            reader => (reader.GetGuid(0), reader.GetInt64(1), reader.GetInt32(2)),
            Cancel))[0];
        var asked = new Asked("an-operation", pathway, 1, actor, string.Empty);
        var done = new Seen(asked, Sight.Accepted, revision);
        var refused = new Seen(asked, Sight.Refused, Code: "no_such");
        var ledger = new Ledger();
        foreach (var seen in promise switch
        {
            "lost" => [new Seen(asked with { OperationId = "another" }, Sight.Accepted, revision)],
            "refused" => [refused],
            "both" => [done, refused],
            "twice" => [done, done],
            _ => new[] { done with { Revision = revision + 1 } },
        })
        {
            ledger.Write(seen);
        }

        (await FaultsAsync($"update history set operation_id = 'an-operation' where pathway_id = '{pathway}' and revision = {revision}", ledger))
            .Should().Contain(fault => fault.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_broker_never_got_although_it_is_marked_as_sent() =>
        (await FaultsAsync(Copy("sent_at", "now()"), new Ledger(), new HashSet<Guid>()))
            .Should().Contain(fault => fault.Contains("never came to the broker", StringComparison.Ordinal));

    /// <summary>The newest row of the outbox once more, as if it were one of the test's.</summary>
    private static string Copy(string column, string value) =>
        $"insert into outbox (pathway_id, revision, body, created_at, attempts, {column}) "
        + $"select pathway_id, revision + 1000, body, created_at, 1, {value} from outbox order by created_at desc limit 1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<IReadOnlyList<string>> FaultsAsync(string harm, Ledger ledger, IReadOnlySet<Guid>? received = null)
    {
        await using var hosts = await HostGroup.StartAsync(servers, Cancel, start: false);
        if (harm.Length > 0)
        {
            await Sql.ExecuteAsync(hosts.Database, harm, Cancel);
        }

        return await Reckoning.FaultsAsync(hosts, ledger, received, Cancel);
    }
}
