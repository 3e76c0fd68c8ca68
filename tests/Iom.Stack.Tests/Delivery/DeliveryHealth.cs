using System.Net;
using System.Text.Json;
using FluentAssertions;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Stack.Tests.Delivery;

/// <summary>What a host says of itself while a server is away, and that it recovers by itself.</summary>
public sealed class DeliveryHealth
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_cannot_reach_the_broker_starts_serves_and_recovers_by_itself()
    {
        await using var house = await Installation.MakeAsync(Cancel);
        await using var door = new Doorway(RequiredServer.RabbitMq);
        house.Settings["Iom__Bus__Uri"] = door.Address.ToString();
        var host = await house.StartAsync(Cancel);
        await Installation.SignInAsync(host, Cancel);

        // On a busy machine the database, too, may once answer later than a prober waits.
        (HttpStatusCode Status, JsonElement Report, string Text) seen = default;
        await Installation.UntilAsync(async () => (seen = await ReadyAsync(host)).Status == HttpStatusCode.OK, "people can work", Cancel);
        var (_, report, text) = seen;
        report.GetProperty("status").GetString().Should().Be("Degraded");
        Part(report, "database").Should().Be("Healthy");
        Part(report, "bus").Should().Be("Degraded");
        text.Should().NotContain(RequiredServer.RabbitMq.UserInfo.Split(':')[1]).And.NotContain("127.0.0.1");

        var pathway = await Installation.StartRouteAsync(host, Cancel);
        await house.UntilAsync("select count(*) from outbox where sent_at is null and (error is null or attempts > 0)", 0, Cancel);
        (await host.GetAsync("/api/v1/delivery", Cancel)).TryGetProperty("queues", out _).Should().BeFalse("the broker does not tell");

        door.Open();
        await Installation.UntilAsync(async () => (await ReadyAsync(host)).Report.GetProperty("status").GetString() == "Healthy", "the host is healthy", Cancel);
        await house.UntilAsync($"select count(*) from notices where pathway_id = '{pathway}'", 1, Cancel);
        await house.UntilAsync("select count(*) from outbox where sent_at is null", 0, Cancel);

        await door.ShutAsync();
        await Installation.UntilAsync(async () => (await ReadyAsync(host)).Report.GetProperty("status").GetString() == "Degraded", "the host sees that the broker has gone", Cancel);
        var second = await Installation.StartRouteAsync(host, Cancel);
        door.Open();
        await house.UntilAsync($"select count(*) from notices where pathway_id = '{second}'", 1, Cancel);
        (await house.CountAsync("select count(*) from outbox where parked_at is not null or attempts > 1", Cancel)).Should().Be(0, "no row pays for a broker that is away");
    }

    [Fact]
    public async Task A_host_that_has_lost_its_database_is_taken_out_of_service_and_comes_back()
    {
        await using var house = await Installation.MakeAsync(Cancel);
        var server = new Npgsql.NpgsqlConnectionStringBuilder(house.ConnectionString);
        await using var door = new Doorway(new Uri($"tcp://{server.Host}:{server.Port}"));
        server.Port = door.Port;
        server.Host = "127.0.0.1";
        house.Settings["Iom__Database__ConnectionString"] = server.ConnectionString;
        door.Open();
        var host = await house.StartAsync(Cancel);
        await Installation.UntilAsync(async () => (await ReadyAsync(host)).Status == HttpStatusCode.OK, "the host is ready", Cancel);

        await door.ShutAsync();
        await Installation.UntilAsync(async () => (await ReadyAsync(host)).Status == HttpStatusCode.ServiceUnavailable, "the host is out of service", Cancel);
        var (_, report, text) = await ReadyAsync(host);
        Part(report, "database").Should().Be("Unhealthy");
        text.Should().NotContain(server.Password).And.NotContain(server.Database);
        (await host.Http.GetStringAsync(new Uri("/health/live", UriKind.Relative), Cancel)).Should().Be("ok");

        door.Open();
        await Installation.UntilAsync(async () => (await ReadyAsync(host)).Status == HttpStatusCode.OK, "the host is ready again", Cancel);
    }

    private static string Part(JsonElement report, string name) => report.GetProperty("checks").GetProperty(name).GetProperty("status").GetString()!;

    private static async Task<(HttpStatusCode Status, JsonElement Report, string Text)> ReadyAsync(HostProcess host)
    {
        using var answer = await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return (answer.StatusCode, JsonDocument.Parse(text).RootElement, text);
    }
}
