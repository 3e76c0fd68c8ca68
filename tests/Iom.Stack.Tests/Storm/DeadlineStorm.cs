using System.Globalization;
using FluentAssertions;
using Iom.Stack.Tests.Checker;
using Iom.Stack.Tests.Cluster;
using Iom.Stack.Tests.Servers;
using Xunit;

namespace Iom.Stack.Tests.Storm;

/// <summary>
/// A whole region is reminded in the same minute, on three hosts. <c>IOM_STORM_REMINDERS=100000</c> makes it as large as a large one; the
/// figures that this prints are discussed in docs/performance.md.
/// </summary>
[Collection(nameof(PrivateServers))]
public sealed class DeadlineStorm(PrivateServers servers)
{
    private const int Default = 3000;
    private const long MostMemory = 1536L * 1024 * 1024;
    private static readonly TimeSpan StandStill = TimeSpan.FromMinutes(2);

    private static readonly string Storm = $"pathway_id in (select id from pathways where subject_id >= {StormTown.First})";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_reminder_is_sent_once_each_person_gets_few_mails_and_the_inbox_still_answers()
    {
        var reminders = Chance.Setting("IOM_STORM_REMINDERS", Default);
        await using var mail = new MailCatcher();
        await using var hosts = await HostGroup.StartAsync(servers, Cancel, start: false, more: new Dictionary<string, string?>
        {
            ["Iom__Mail__Provider"] = "smtp",
            ["Iom__Mail__Host"] = "127.0.0.1",
            ["Iom__Mail__Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
        });
        var falls = await StormTown.MakeAsync(hosts.Database, reminders, Cancel);
        var clock = TimeProvider.System;
        await hosts.SetClockAsync(falls - clock.GetUtcNow() + TimeSpan.FromSeconds(1), Cancel);
        await hosts.StartAllAsync(Cancel);
        var began = clock.GetTimestamp();

        using var clients = new Clients(hosts, new Ledger());
        await clients.MeetAsync(Cancel);
        var (asked, slowest) = (0, TimeSpan.Zero);
        var told = await UntilAllAreToldAsync(hosts, reminders, async () =>
        {
            var from = clock.GetTimestamp();
            (await clients.GetAsync(hosts.Hosts[asked++ % hosts.Hosts.Count], clients.Administrator, "/api/v1/work-items?scope=all", Cancel))
                .Should().NotBeNull("the inbox answers in the middle of the storm");
            slowest = clock.GetElapsedTime(from) > slowest ? clock.GetElapsedTime(from) : slowest;
        });
        var toldAfter = clock.GetElapsedTime(began);

        told.Should().Be(reminders);
        await CountsAsync(hosts, reminders);
        // What is left of the minutes in which reminders gather is given to them.
        await Reckoning.EndLeasesAsync(hosts, Cancel);
        await Poll.UntilAsync(async () => await Sql.CountAsync(hosts.Database, $"select count(*) from mails where {Mails} and sent_at is null", Cancel) == 0, "the mails have left", Cancel);
        var letters = mail.Letters.Count(letter => letter.Contains("@storm.example", StringComparison.Ordinal));
        var memory = hosts.Hosts.Max(host => Memory(host.Process!.Id));
        Chance.Say($"{reminders} reminders told after {toldAfter.TotalSeconds:F0} s, {letters} mails to {reminders / StormTown.SchoolSize} people, "
            + $"largest host {memory / 1024 / 1024} MB, {asked} looks into the inbox, the slowest took {slowest.TotalMilliseconds:F0} ms");
        letters.Should().BeInRange(reminders / StormTown.SchoolSize, reminders / 3, "a person's reminders travel together");
        memory.Should().BeLessThan(MostMemory);
    }

    private static string Mails => $"message_id in (select message_id from notices where {Storm})";

    private static async Task CountsAsync(HostGroup hosts, int reminders)
    {
        (await Sql.CountAsync(hosts.Database, $"select count(*) from history where kind = 'timer_fell' and {Storm}", Cancel)).Should().Be(reminders, "each rung fell once");
        (await Sql.CountAsync(hosts.Database, $"select count(*) from (select 1 from notices where kind = 'reminder' and {Storm} group by pathway_id having count(*) <> 1) d", Cancel))
            .Should().Be(0, "nobody is told twice of the same");
        (await Sql.CountAsync(hosts.Database, "select count(*) from dead_letters", Cancel)).Should().Be(0);
    }

    /// <summary>Goes on while there is progress, looking about now and then.</summary>
    private static async Task<long> UntilAllAreToldAsync(HostGroup hosts, int reminders, Func<Task> look)
    {
        var (told, since) = (0L, TimeProvider.System.GetTimestamp());
        while (told < reminders)
        {
            var now = await Sql.CountAsync(hosts.Database, $"select count(*) from notices where kind = 'reminder' and {Storm}", Cancel);
            if (now > told)
            {
                (told, since) = (now, TimeProvider.System.GetTimestamp());
            }
            else if (TimeProvider.System.GetElapsedTime(since) > StandStill)
            {
                throw new TimeoutException($"After {told} of {reminders} nothing goes on. {hosts.Said()}");
            }

            await look();
            await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        }

        return told;
    }

    /// <summary>The most memory that a process ever held, in bytes.</summary>
    private static long Memory(int process) =>
        long.Parse(
            File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) * 1024;
}
