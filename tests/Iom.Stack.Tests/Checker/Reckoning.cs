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
        "update outbox set leased_until = null where sent_at is null and leased_until is not null; update timers set leased_until = null where leased_until is not null; "
        + "update mails set due_at = created_at where due_at is not null",
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
                        $"select (select count(*) from outbox where sent_at is null and parked_at is null) + (select count(*) from timers where at <= {now}) + (select count(*) from mails where due_at is not null)",
                        cancellationToken) == 0
                    && (await MissingAsync(hosts, cancellationToken)) == 0;
            },
            "the hosts are at rest",
            cancellationToken,
            () => LeftAsync(hosts, now, cancellationToken));
    }

    /// <summary>Rests, reads and judges.</summary>
    public static async Task HoldAsync(HostGroup hosts, Ledger ledger, IReadOnlySet<Guid>? received, CancellationToken cancellationToken)
    {
        await RestAsync(hosts, cancellationToken);
        var faults = await FaultsAsync(hosts, ledger, received, cancellationToken);
        faults.Take(MostShown).Should().BeEmpty("{0} faults in all; the hosts said {1}", faults.Count, faults.Count > 0 ? hosts.Said() : string.Empty);
    }

    /// <summary>Everything that is not as it was promised.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(
        HostGroup hosts, Ledger ledger, IReadOnlySet<Guid>? received, CancellationToken cancellationToken)
    {
        var (records, faults) = await Records.ReadAsync(hosts, cancellationToken);
        faults.AddRange(Promises.Broken(records, ledger));
        faults.AddRange(Deliveries.Broken(records, received, hosts.SendsMail));
        faults.AddRange(Lives.Broken(records));
        Chance.Say($"{ledger}; {records.Pathways.Count} routes, {records.History.Sum(rows => rows.Count())} commits, "
            + $"{records.Outbox.Count} outbox rows, {records.Notices.Count} notices");
        return faults;
    }

    private static async Task<string> LeftAsync(HostGroup hosts, string now, CancellationToken cancellationToken)
    {
        var left = await Sql.ListAsync(
            hosts.Database,
            $"""
            select 'outbox ' || id || ' attempts ' || attempts || ' leased ' || coalesce(leased_until::text, 'no') || ' ' || coalesce(error, '') from outbox where sent_at is null
            union all select 'timer ' || pathway_id || ' ' || item || ' ' || rung || ' ' || at || ' attempts ' || attempts from timers where at <= {now}
            union all select 'dead letter: ' || d::text from dead_letters d
            union all select 'mail ' || message_id || ' attempts ' || attempts || ' ' || coalesce(error, '') from mails where due_at is not null and sent_at is null
            limit 40
            """,
            reader => reader.GetString(0),
            cancellationToken);
        return $"{await MissingAsync(hosts, cancellationToken)} notices are missing. {string.Join(Environment.NewLine, left)}{Environment.NewLine}{hosts.Said()}";
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
