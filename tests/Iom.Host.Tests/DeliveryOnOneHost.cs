using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Iom.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>The page and the API of delivery, on the embedded host: what was given up is shown with its reason and can be sent again.</summary>
public sealed partial class DeliveryOnOneHost : IAsyncLifetime
{
    private const string Page = "/admin/delivery";
    private DirectoryInfo folder = null!;
    private HostProcess? host;
    private Api api = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Account Administrator => api.Accounts.First(account => account.Role.StartsWith("Специалист министерства", StringComparison.Ordinal));

    private Account Director => api.ByRole("Директор", "Школа № 12");

    public async ValueTask InitializeAsync()
    {
        folder = await DemoFolder.CopyAsync();
        host = await HostProcess.StartAsync([], Cancel, folder);
        api = await Api.OfAsync(host, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Only_who_administers_the_top_of_the_tree_sees_it()
    {
        (await api.GetAsync(Administrator, "/api/v1/delivery", Cancel)).Status.Should().Be(HttpStatusCode.OK);
        foreach (var account in new[] { Director, api.Accounts.First(account => account.Role == "Учитель") })
        {
            (await api.GetAsync(account, "/api/v1/delivery", Cancel)).Status.Should().Be(HttpStatusCode.Forbidden);
            (await api.PostAsync(account, "/api/v1/delivery/replay", new { kind = "outbox" }, Cancel)).Status.Should().Be(HttpStatusCode.Forbidden);
            (await api.PostAsync(account, "/api/v1/delivery/dismiss", new { id = "1" }, Cancel)).Status.Should().Be(HttpStatusCode.Forbidden);
            var (status, text) = await ReadAsync(account, Page);
            status.Should().Be(HttpStatusCode.NotFound);
            text.Should().NotContain("Очереди");
            (await ReadAsync(account, "/tasks")).Text.Should().NotContain("href=\"/admin/delivery\"");
        }

        (await ReadAsync(Administrator, "/tasks")).Text.Should().Contain("href=\"/admin/delivery\"");
    }

    [Fact]
    public async Task Where_all_is_delivered_the_page_says_so()
    {
        await UntilAsync(async () => await NumberAsync("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL") == 0);
        var (status, text) = await ReadAsync(Administrator, Page);
        status.Should().Be(HttpStatusCode.OK);
        text.Should().Contain("Всё доставлено").And.Contain("Программа работает без брокера").And.Contain("Повторно никто ничего не отправлял");
    }

    [Fact]
    public async Task A_parked_row_stands_with_its_reason_is_sent_again_by_the_button_and_the_log_says_by_whom()
    {
        var id = await ParkAsync("Пункт назначения не отвечал.");
        var (_, text) = await ReadAsync(Administrator, Page);
        text.Should().Contain("Пункт назначения не отвечал.").And.Contain("8 попыток").And.NotContain("Всё доставлено");
        var overview = (await api.GetAsync(Administrator, "/api/v1/delivery", Cancel)).Body;
        overview.GetProperty("state").GetProperty("parked").GetInt32().Should().Be(1);
        overview.GetProperty("outbox")[0].GetProperty("reason").GetString().Should().Be("Пункт назначения не отвечал.");

        (await PressAsync(Administrator, "replay", new() { ["kind"] = "outbox", ["id"] = id })).Should().Be($"{Page}?replayed=1");

        await UntilAsync(async () => await NumberAsync($"SELECT COUNT(*) FROM outbox WHERE id = {id} AND sent_at IS NOT NULL") == 1);
        var log = (await api.GetAsync(Administrator, "/api/v1/delivery", Cancel)).Body.GetProperty("log")[0];
        (log.GetProperty("actor").GetInt32(), log.GetProperty("action").GetString(), log.GetProperty("kind").GetString(), log.GetProperty("target").GetString())
            .Should().Be((Administrator.Id, "replay", "outbox", id));
        (await ReadAsync(Administrator, $"{Page}?replayed=1")).Text.Should().Contain("Отправлено ещё раз: 1");
    }

    [Fact]
    public async Task All_parked_rows_and_mails_are_sent_again_at_once_and_what_is_gone_is_refused()
    {
        await ParkAsync("раз");
        await ChangeAsync("UPDATE mails SET parked_at = 1, error = '550 …@…', attempts = 8 WHERE message_id = (SELECT message_id FROM mails LIMIT 1)");

        (await api.PostAsync(Administrator, "/api/v1/delivery/replay", new { kind = "outbox" }, Cancel)).Body.GetProperty("count").GetInt32().Should().Be(1);
        (await api.PostAsync(Administrator, "/api/v1/delivery/replay", new { kind = "mail" }, Cancel)).Body.GetProperty("count").GetInt32().Should().BePositive();
        (await api.PostAsync(Administrator, "/api/v1/delivery/replay", new { kind = "mail" }, Cancel)).Body.GetProperty("count").GetInt32().Should().Be(0);
        foreach (var id in new[] { "1", "999999", "no-number", "", "-1" })
        {
            var gone = await api.PostAsync(Administrator, "/api/v1/delivery/replay", new { kind = "outbox", id }, Cancel);
            (gone.Status, gone.Code).Should().Be((HttpStatusCode.NotFound, "delivery_gone"), id);
            (await api.PostAsync(Administrator, "/api/v1/delivery/replay", new { kind = "mail", id }, Cancel)).Code.Should().Be("delivery_gone", id);
            (await api.PostAsync(Administrator, "/api/v1/delivery/dismiss", new { id }, Cancel)).Code.Should().Be("delivery_gone", id);
        }

        (await api.PostAsync(Administrator, "/api/v1/delivery/replay", new { kind = "pigeon" }, Cancel)).Code.Should().Be("delivery_kind");
        (await NumberAsync("SELECT COUNT(*) FROM delivery_log")).Should().Be(2, "only what was done is logged");
    }

    [Fact]
    public async Task A_notice_that_makes_no_sense_keeps_its_reason_in_the_outbox_and_the_others_go_on()
    {
        const string Body = """
            [{"message_id":"00000000-0000-7000-8000-000000000001","kind":"overdue","pathway_id":"00000000-0000-7000-8000-000000000002","subject_id":1,"item":0,"recipients":[1],"at":"2026-09-01T10:00:00+00:00"}]
            """;
        await ChangeAsync($"INSERT INTO outbox (pathway_id, revision, body, created_at, attempts) VALUES ('00000000-0000-7000-8000-000000000002', 1, '{Body.Trim()}', 1, 0)");

        await UntilAsync(async () => await NumberAsync("SELECT COUNT(*) FROM outbox WHERE error LIKE 'There is no pathway%' AND sent_at IS NULL") == 1);
        await UntilAsync(async () => await NumberAsync("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL") == 1);
    }

    [Fact]
    public async Task Health_names_every_part_and_tells_no_secret()
    {
        using var answer = await host!.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        var checks = JsonDocument.Parse(text).RootElement.GetProperty("checks");
        foreach (var part in new[] { "database", "bus", "bus_endpoints", "outbox", "sweep" })
        {
            checks.GetProperty(part).GetProperty("text").GetString().Should().NotBeNullOrEmpty(part);
        }

        checks.GetProperty("database").GetProperty("status").GetString().Should().Be("Healthy");
        checks.GetProperty("bus").GetProperty("status").GetString().Should().Be("Healthy");
        text.Should().NotContain(folder.FullName).And.NotContain("Data Source");
    }

    /// <summary>Makes one row that was sent into one that was given up.</summary>
    private async Task<string> ParkAsync(string reason)
    {
        await UntilAsync(async () => await NumberAsync("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL") == 0);
        var id = await NumberAsync("SELECT MAX(id) FROM outbox");
        await ChangeAsync($"UPDATE outbox SET sent_at = NULL, parked_at = 1, attempts = 8, error = '{reason}' WHERE id = {id}");
        return id.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<(HttpStatusCode Status, string Text)> ReadAsync(Account by, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", await Browse.SignInAsync(host!, by, Cancel));
        using var answer = await host!.Http.SendAsync(request, Cancel);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    /// <summary>Presses a button of the page as a browser does; where it leads.</summary>
    private async Task<string> PressAsync(Account by, string what, Dictionary<string, string> form)
    {
        var cookies = await Browse.SignInAsync(host!, by, Cancel);
        using var open = new HttpRequestMessage(HttpMethod.Get, Page);
        open.Headers.Add("Cookie", cookies);
        using var page = await host!.Http.SendAsync(open, Cancel);
        form["__RequestVerificationToken"] = Token().Match(await page.Content.ReadAsStringAsync(Cancel)).Groups[1].Value;
        using var press = new HttpRequestMessage(HttpMethod.Post, $"{Page}/{what}") { Content = new FormUrlEncodedContent(form) };
        press.Headers.Add("Cookie", cookies + "; " + string.Join("; ", page.Headers.TryGetValues("Set-Cookie", out var more) ? more.Select(cookie => cookie.Split(';')[0]) : []));
        using var answer = await host.Http.SendAsync(press, Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        return answer.Headers.Location!.ToString();
    }

    private async Task<long> NumberAsync(string question)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "iom.db")};Default Timeout=10");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private async Task ChangeAsync(string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "iom.db")};Default Timeout=10");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        (await command.ExecuteNonQueryAsync(Cancel)).Should().BePositive();
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(6));
        while (!await isSo())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
