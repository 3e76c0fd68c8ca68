using FluentAssertions;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;

namespace Iom.Stack.Tests.Checker;

/// <summary>Lets a group of hosts come to rest and holds what it left against everything that was promised.</summary>
internal static class Reckoning
{
    private const int MostShown = 20;

    /// <summary>Leases of hosts that died run out: the minute that they would have to wait is given to them.</summary>
    public static Task EndLeasesAsync(HostGroup hosts, CancellationToken cancellationToken) => Sql.ExecuteAsync(
        hosts.Database,
        "update outbox set leased_until = null where sent_at is null and leased_until is not null; update timers set leased_until = null where leased_until is not null",
        cancellationToken);

    /// <summary>Waits until nothing is under way any more.</summary>
    public static async Task RestAsync(HostGroup hosts, CancellationToken cancellationToken)
    {
        var now = $"now() + interval '{(await hosts.NowAsync(cancellationToken) - TimeProvider.System.GetUtcNow()).TotalSeconds:F0} seconds'";
        var asked = 0;
        await Poll.UntilAsync(
            async () =>
            {
                if (asked++ % 100 == 0)
                {
                    await EndLeasesAsync(hosts, cancellationToken);
                }

                return await Sql.CountAsync(
                        hosts.Database,
                        $"select (select count(*) from outbox where sent_at is null and parked_at is null) + (select count(*) from timers where at <= {now})",
                        cancellationToken) == 0
                    && (await MissingAsync(hosts, cancellationToken)) == 0;
            },
            $"the hosts are at rest{Environment.NewLine}{hosts.Said()}",
            cancellationToken);
    }

    /// <summary>Rests, reads and judges.</summary>
    public static async Task HoldAsync(HostGroup hosts, Ledger ledger, IReadOnlySet<Guid>? received, CancellationToken cancellationToken)
    {
        await RestAsync(hosts, cancellationToken);
        var (records, faults) = await Records.ReadAsync(hosts, cancellationToken);
        faults.AddRange(Promises.Broken(records, ledger));
        faults.AddRange(Deliveries.Broken(records, received, hosts.SendsMail));
        faults.AddRange(Lives.Broken(records));
        Chance.Say($"{ledger}; {records.Pathways.Count} routes, {records.History.Sum(rows => rows.Count())} commits, "
            + $"{records.Outbox.Count} outbox rows, {records.Notices.Count} notices");
        faults.Take(MostShown).Should().BeEmpty("{0} faults in all; the hosts said {1}", faults.Count, faults.Count > 0 ? hosts.Said() : string.Empty);
    }

    /// <summary>Notices that were sent and are with nobody yet.</summary>
    private static Task<long> MissingAsync(HostGroup hosts, CancellationToken cancellationToken) => Sql.CountAsync(
        hosts.Database,
        $"""
        select count(*) from outbox o cross join lateral jsonb_array_elements(o.body::jsonb) n cross join lateral jsonb_array_elements(n -> 'recipients') r
        where o.id > {hosts.LastOutboxRow} and o.sent_at is not null
          and not exists (select 1 from notices t where t.message_id = (n ->> 'message_id')::uuid and t.person_id = (r #>> '{"{}"}')::int
                            and (not {hosts.SendsMail} or exists (select 1 from mails m where m.message_id = t.message_id and m.person_id = t.person_id and m.sent_at is not null)))
        """,
        cancellationToken);
}
