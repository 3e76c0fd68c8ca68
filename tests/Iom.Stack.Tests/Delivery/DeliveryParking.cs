using FluentAssertions;
using Xunit;

namespace Iom.Stack.Tests.Delivery;

/// <summary>What cannot be dealt with is parked with its reason and stands in nobody's way.</summary>
public sealed class DeliveryParking
{
    private const string NoticeType = "Iom.Workflows.Execution:Notice";
    private const string Envelope = "application/vnd.masstransit+json";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Garbage_unknown_versions_and_foreign_messages_are_parked_with_the_reason_and_the_others_go_on()
    {
        await using var house = await Installation.MakeAsync(Cancel);
        var host = await house.StartAsync(Cancel);
        var queue = $"{house.Prefix}.notices";
        await Installation.SignInAsync(host, Cancel);

        await Installation.PublishAsync(string.Empty, queue, [0xFF, 0x00, 0x7B], Envelope, Cancel);
        await Installation.PublishAsync(string.Empty, queue, "{\"half\":"u8.ToArray(), "application/json", Cancel);
        await Installation.PublishAsync(string.Empty, queue, Installation.Envelope("Iom.Workflows.Execution:NoticeV99", new { anything = 1 }), Envelope, Cancel);
        await Installation.PublishAsync(string.Empty, queue, Installation.Envelope(NoticeType, Notice("no_such_kind", Guid.CreateVersion7())), Envelope, Cancel);
        await Installation.PublishAsync(string.Empty, queue, Installation.Envelope(NoticeType, Notice("overdue", Guid.CreateVersion7())), Envelope, Cancel);
        var pathway = await Installation.StartRouteAsync(host, Cancel);

        await house.UntilAsync($"select count(*) from notices where pathway_id = '{pathway}'", 1, Cancel);
        await house.UntilAsync("select count(*) from dead_letters where closed_at is null", 5, Cancel);
        (await house.CountAsync("select count(*) from dead_letters where cause = 'unreadable' and queue like '%.notices'", Cancel)).Should().Be(4);
        (await house.CountAsync("select count(*) from dead_letters where cause = 'unknown_kind'", Cancel)).Should().Be(1);
        (await house.CountAsync("select count(*) from dead_letters where reason like '%of a kind that is not known%'", Cancel)).Should().Be(1);
        (await house.CountAsync("select count(*) from dead_letters where reason like '%There is no pathway%'", Cancel)).Should().Be(1);
        (await house.CountAsync("select count(*) from dead_letters where length(body) > 0", Cancel)).Should().Be(5);
    }

    [Fact]
    public async Task A_message_that_comes_three_times_is_acted_on_once()
    {
        await using var house = await Installation.MakeAsync(Cancel);
        var host = await house.StartAsync(Cancel);
        await Installation.SignInAsync(host, Cancel);
        var pathway = await Installation.StartRouteAsync(host, Cancel);
        await house.UntilAsync($"select count(*) from mails where sent_at is not null and message_id in (select message_id from notices where pathway_id = '{pathway}')", 1, Cancel);
        var id = await house.ScalarAsync<Guid>($"select message_id from notices where pathway_id = '{pathway}'", Cancel);
        var letters = house.Mail.Letters.Count;

        // Another addressee this time: who was told once is what counts, not who would be told now.
        var again = Installation.Envelope(NoticeType, Notice("overdue", pathway, id));
        await Installation.PublishAsync(string.Empty, $"{house.Prefix}.notices", again, Envelope, Cancel);
        await Installation.PublishAsync(string.Empty, $"{house.Prefix}.notices", again, Envelope, Cancel);
        var marker = await Installation.StartRouteAsync(host, Cancel);
        await house.UntilAsync($"select count(*) from mails where sent_at is not null and message_id in (select message_id from notices where pathway_id = '{marker}')", 1, Cancel);

        (await house.CountAsync($"select count(*) from notices where message_id = '{id}'", Cancel)).Should().Be(1);
        (await house.CountAsync($"select count(*) from mails where message_id = '{id}'", Cancel)).Should().Be(1);
        (await house.CountAsync($"select count(*) from inbox where message_id = '{id}'", Cancel)).Should().Be(1);
        house.Mail.Letters.Count.Should().BeGreaterThan(letters);
        (await house.CountAsync("select count(*) from dead_letters", Cancel)).Should().Be(0);
    }

    private static object Notice(string kind, Guid pathway, Guid? id = null) => new
    {
        messageId = id ?? Guid.CreateVersion7(),
        kind,
        pathwayId = pathway,
        subjectId = 1,
        item = 0,
        recipients = new[] { 2, 3 },
        at = "2026-09-01T10:00:00Z",
    };
}
