using System.Globalization;
using FluentAssertions;
using Iom.Stack.Tests.Servers;
using Iom.Tests.Support;
using Npgsql;
using Xunit;

namespace Iom.Stack.Tests;

/// <summary>The production parts, by configuration only: the program on PostgreSQL and RabbitMQ, mail by SMTP.</summary>
public sealed class HostOnServers
{
    [Fact]
    public async Task A_route_begins_and_its_notice_and_mail_arrive_over_PostgreSQL_RabbitMQ_and_SMTP()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.OnPostgresAsync(cancellation);
        await using var mail = new MailCatcher();
        await using var host = await HostProcess.StartAsync(Settings(database, mail), cancellation);

        var accounts = await host.GetAsync("/api/v1/demo/accounts", cancellation);
        var admin = accounts.EnumerateArray().First(account => account.GetProperty("role").GetString()!.StartsWith("Специалист министерства", StringComparison.Ordinal));
        await host.SignInAsync(admin.GetProperty("email").GetString()!, cancellation);
        var educators = await host.GetAsync("/api/v1/educators?withoutRoute=true", cancellation);
        var educator = educators[0].GetProperty("id").GetInt32();
        var pathway = (await host.PostAsync("/api/v1/pathways", new { educatorId = educator }, cancellation)).GetProperty("id").GetGuid();

        var noticed = await EventuallyAsync(() => CountAsync(
            database, $"select count(*) from notices where pathway_id = '{pathway}' and person_id = {educator}", cancellation), cancellation);
        noticed.Should().Be(1, "the teacher is told of the first step exactly once");
        (await EventuallyAsync(() => CountAsync(
            database, $"select count(*) from mails where sent_at is not null and person_id = {educator} and message_id in (select message_id from notices where pathway_id = '{pathway}')", cancellation), cancellation))
            .Should().Be(1);
        mail.Letters.Should().Contain(letter => letter.Contains("Subject:", StringComparison.Ordinal));
        (await EventuallyAsync(async () => await CountAsync(database, "select count(*) from outbox where sent_at is null", cancellation) == 0 ? 1L : 0L, cancellation))
            .Should().Be(1, "everything committed was handed to the bus");

        var history = await host.GetAsync($"/api/v1/pathways/{pathway}/history", cancellation);
        history.GetProperty("intact").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task The_demo_clock_brings_a_reminder_over_the_real_servers()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.OnPostgresAsync(cancellation);
        await using var mail = new MailCatcher();
        await using var host = await HostProcess.StartAsync(Settings(database, mail), cancellation);
        var accounts = await host.GetAsync("/api/v1/demo/accounts", cancellation);
        await host.SignInAsync(accounts[0].GetProperty("email").GetString()!, cancellation);

        await host.PostAsync("/api/v1/demo/clock", new { advance = "P30D" }, cancellation);

        var reminders = await EventuallyAsync(() => CountAsync(database, "select count(*) from notices where kind in ('reminder', 'overdue', 'escalated')", cancellation), cancellation);
        reminders.Should().BePositive();
        (await CountAsync(database, "select count(*) from timers where at < now() + interval '29 days'", cancellation)).Should().Be(0, "nothing that was due on the way is left behind");
    }

    private static Dictionary<string, string?> Settings(TestDatabase database, MailCatcher mail) => new()
    {
        ["Iom__Database__Provider"] = "postgres",
        ["Iom__Database__ConnectionString"] = database.ConnectionString,
        ["Iom__Bus__Provider"] = "rabbitmq",
        ["Iom__Bus__Uri"] = RequiredServer.RabbitMq.ToString(),
        ["Iom__Bus__Prefix"] = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!.Replace('_', '-'),
        ["Iom__Mail__Provider"] = "smtp",
        ["Iom__Mail__Host"] = "127.0.0.1",
        ["Iom__Mail__Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Asks until the answer is not zero any more; what crosses a broker takes a moment.</summary>
    private static async Task<long> EventuallyAsync(Func<Task<long>> ask, CancellationToken cancellationToken)
    {
        var answer = 0L;
        await Poll.UntilAsync(async () => (answer = await ask()) != 0, "it has arrived", cancellationToken);
        return answer;
    }

    private static async Task<long> CountAsync(TestDatabase database, string question, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(question, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
