using FluentAssertions;
using Xunit;

namespace Iom.Stack.Tests.Delivery;

/// <summary>Dead letters of the broker are listed with the reason and sent again.</summary>
public sealed class DeliveryReplay
{
    private const string Envelope = "application/vnd.masstransit+json";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_came_before_its_pathway_is_parked_and_arrives_when_it_is_sent_again()
    {
        await using var house = await Installation.MakeAsync(Cancel);
        var host = await house.StartAsync(Cancel);
        await Installation.SignInAsync(host, Cancel);
        var pathway = Guid.CreateVersion7();
        await PublishAsync(house, pathway);
        await PublishAsync(house, Guid.CreateVersion7());
        await house.UntilAsync("select count(*) from dead_letters where closed_at is null", 2, Cancel);

        var overview = await host.GetAsync("/api/v1/delivery", Cancel);
        overview.GetProperty("deadLetters").EnumerateArray().Should().OnlyContain(letter =>
            letter.GetProperty("cause").GetString() == "unreadable" && letter.GetProperty("reason").GetString()!.Contains("There is no pathway", StringComparison.Ordinal));
        overview.GetProperty("queues").EnumerateArray().Select(queue => queue.GetProperty("name").GetString()).Should().Equal(
            $"{house.Prefix}.notices", $"{house.Prefix}.notices_error", $"{house.Prefix}.notices_skipped", $"{house.Prefix}.parked");
        overview.GetProperty("queues")[0].GetProperty("consumers").GetInt32().Should().BePositive();

        // The pathway is there now, as after a restore was completed.
        await house.ScalarAsync<int>(
            $"""
            with made as (insert into pathways select (jsonb_populate_record(p, jsonb_build_object('id', '{pathway}', 'status', 'Ended'))).* from pathways p limit 1 returning 1),
            read as (insert into documents (pathway_id, body) select '{pathway}', body from documents limit 1 returning 1)
            select (select count(*) from made)::int + (select count(*) from read)::int
            """,
            Cancel);
        (await host.PostAsync("/api/v1/delivery/replay", new { kind = "dead_letter" }, Cancel)).GetProperty("count").GetInt32().Should().Be(2);

        await house.UntilAsync($"select count(*) from notices where pathway_id = '{pathway}'", 2, Cancel);
        await house.UntilAsync("select count(*) from dead_letters where closed_at is null", 1, Cancel);
        (await house.CountAsync("select count(*) from delivery_log where action = 'replay' and kind = 'dead_letter'", Cancel)).Should().Be(2);

        var left = (await host.GetAsync("/api/v1/delivery", Cancel)).GetProperty("deadLetters")[0].GetProperty("id").GetString();
        await host.PostAsync("/api/v1/delivery/dismiss", new { id = left }, Cancel);
        (await house.CountAsync("select count(*) from dead_letters where closed_at is null", Cancel)).Should().Be(0);
        (await house.CountAsync("select count(*) from delivery_log where action = 'dismiss'", Cancel)).Should().Be(1);
    }

    [Fact]
    public async Task A_mail_that_the_server_refuses_for_good_is_parked_without_the_address_and_can_be_sent_again()
    {
        await using var house = await Installation.MakeAsync(Cancel);
        house.Mail.Refuse = true;
        var host = await house.StartAsync(Cancel);
        await Installation.SignInAsync(host, Cancel);
        var pathway = await Installation.StartRouteAsync(host, Cancel);
        var mails = $"from mails where message_id in (select message_id from notices where pathway_id = '{pathway}')";
        await house.UntilAsync($"select count(*) {mails} and parked_at is not null", 1, Cancel);
        (await house.ScalarAsync<string>($"select error {mails}", Cancel)).Should().StartWith("550").And.NotContain("example");

        house.Mail.Refuse = false;
        (await host.PostAsync("/api/v1/delivery/replay", new { kind = "mail" }, Cancel)).GetProperty("count").GetInt32().Should().BePositive();
        await house.UntilAsync($"select count(*) {mails} and sent_at is not null and parked_at is null and due_at is null", 1, Cancel);
    }

    private static Task PublishAsync(Installation house, Guid pathway) => Installation.PublishAsync(
        string.Empty,
        $"{house.Prefix}.notices",
        Installation.Envelope("Iom.Workflows.Execution:Notice", new
        {
            messageId = Guid.CreateVersion7(),
            kind = "overdue",
            pathwayId = pathway,
            subjectId = 14,
            item = 0,
            recipients = new[] { 14, 15 },
            at = "2026-09-01T10:00:00Z",
        }),
        Envelope,
        Cancel);
}
