using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FluentAssertions;
using Iom.Stack.Tests.Servers;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Stack.Tests.Delivery;

/// <summary>A host that is asked to stop under load.</summary>
public sealed class DeliveryShutdown
{
    private const int Workers = 6;
    private const int Enough = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_asked_to_stop_answers_what_it_has_begun_gives_back_its_leases_and_another_host_goes_on()
    {
        await using var house = await Installation.MakeAsync(Cancel);
        var leaving = await house.StartAsync(Cancel);
        await Installation.SignInAsync(leaving, Cancel);
        var educators = (await leaving.GetAsync("/api/v1/educators?withoutRoute=true", Cancel)).EnumerateArray().Select(line => line.GetProperty("id").GetInt32()).ToList();
        educators.Should().HaveCountGreaterThan(Workers);
        var before = await house.CountAsync("select count(*) from history where kind in ('started', 'withdrawn')", Cancel);

        var said = leaving.Lines.Count;
        var accepted = new ConcurrentQueue<Guid>();
        var broken = new ConcurrentQueue<string>();
        var load = Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => WorkAsync(leaving, educators[worker], accepted, broken)));
        await Installation.UntilAsync(() => Task.FromResult(accepted.Count >= Enough), "the load runs", Cancel);
        (await leaving.StopAsync(Cancel).WaitAsync(Poll.Patience, Cancel)).Should().Be(0, "it left by itself, not by force");
        await load;

        broken.Should().NotBeEmpty("the load went on until nobody answered");
        (await house.CountAsync("select count(*) from history where kind in ('started', 'withdrawn')", Cancel) - before)
            .Should().Be(accepted.Count, "what was committed was answered and what was answered was committed");
        (await house.CountAsync("select count(*) from outbox where sent_at is null and leased_until is not null", Cancel)).Should().Be(0, "leases were given back");
        (await house.CountAsync("select count(*) from timers where leased_until is not null", Cancel)).Should().Be(0);
        (await house.CountAsync("select count(*) from mails where due_at is not null and attempts > 0", Cancel)).Should().Be(0, "what was not sent was given back as if it had not been taken");
        leaving.Lines.Skip(said).Should().NotContain(line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal));

        await house.StartAsync(Cancel);
        await house.UntilAsync("select count(*) from outbox where sent_at is null", 0, Cancel);
        await Installation.UntilAsync(
            async () =>
            {
                // Reminders need not gather for two minutes here.
                await Sql.ExecuteAsync(house.ConnectionString, "update mails set due_at = created_at where due_at > now() and attempts = 0", Cancel);
                return await house.CountAsync("select count(*) from mails where due_at is not null", Cancel) == 0;
            },
            "all mails have left",
            Cancel);
        (await house.CountAsync("select count(*) from dead_letters", Cancel)).Should().Be(0);
    }

    /// <summary>Starts and withdraws a route again and again until the host is gone.</summary>
    private static async Task WorkAsync(HostProcess host, int educatorId, ConcurrentQueue<Guid> accepted, ConcurrentQueue<string> broken)
    {
        try
        {
            while (true)
            {
                using var started = await host.Http.PostAsJsonAsync("/api/v1/pathways", new { educatorId }, Cancel);
                started.EnsureSuccessStatusCode();
                var id = (await started.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid();
                accepted.Enqueue(id);
                using var withdrawn = await host.Http.PostAsJsonAsync($"/api/v1/pathways/{id}/withdraw", new { text = "передумали" }, Cancel);
                withdrawn.EnsureSuccessStatusCode();
                accepted.Enqueue(id);
            }
        }
        catch (HttpRequestException fault)
        {
            broken.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{fault.StatusCode} {fault.HttpRequestError}"));
        }
    }
}
