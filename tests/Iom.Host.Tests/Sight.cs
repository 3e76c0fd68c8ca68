using System.Net.Http.Headers;
using System.Text.Json;
using FluentAssertions;
using Iom.Host.Telemetry;
using Iom.Tests.Support;
using Iom.Workflows.Execution;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>What the program tells those who run it: figures, traces, logs. Of people it tells nothing.</summary>
public sealed class Sight
{
    private const string Comment = "Примечание-Которое-Никто-Не-Должен-Видеть";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_are_lines_of_JSON_and_they_traces_and_metrics_hold_no_name_no_address_and_no_text_of_anybody()
    {
        await using var catcher = new OtlpCatcher();
        await using var host = await HostProcess.StartAsync(
            new()
            {
                ["Logging__Console__FormatterName"] = "json",
                ["Logging__LogLevel__Iom"] = "Debug",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = catcher.Address.ToString(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "300",
            },
            Cancel);
        var api = await Api.OfAsync(host, Cancel);
        var pathway = await LiveAsync(host, api);
        await UntilAsync(() => catcher.Has("/v1/metrics", ExecutionMeter.DecisionDuration) && catcher.Has("/v1/metrics", InstallationMeter.ItemsOpen)
            && catcher.Has("/v1/traces", pathway.ToString()));

        foreach (var name in new[]
                 {
                     InstallationMeter.OutboxAge, InstallationMeter.SweepLag, InstallationMeter.DeadLetters, InstallationMeter.OutboxParked,
                     InstallationMeter.MailsParked, InstallationMeter.ItemsOverdue, "http.server.request.duration",
                 })
        {
            catcher.Has("/v1/metrics", name).Should().BeTrue(name);
        }

        var logged = host.Lines.Where(line => line.StartsWith('{')).ToList();
        logged.Should().NotBeEmpty();
        logged.Should().OnlyContain(line => JsonDocument.Parse(line).RootElement.GetProperty("Category").GetString() != null);
        // Console text may escape Cyrillic; read the way a collector reads it.
        var told = string.Join('\n', logged.Select(line => JsonDocument.Parse(line).RootElement.ToString()).Select(Unescaped).Concat(catcher.Requests.Select(request => request.Body)));
        told.Should().NotContain(Comment).And.NotContain("@school.example").And.NotContain("неверный-пароль").And.NotContain(api.Accounts[0].Password);
        foreach (var word in api.Accounts.SelectMany(account => account.FullName.Split(' ')).Where(word => word.Length > 3).Distinct())
        {
            told.Should().NotContain(word);
        }
    }

    /// <summary>Answers, comments, searches, mistakes: everything in which somebody's data pass through.</summary>
    private static async Task<Guid> LiveAsync(HostProcess host, Api api)
    {
        var admin = api.Accounts.First(account => account.Role.StartsWith("Специалист министерства", StringComparison.Ordinal));
        var educator = api.ById((await api.GetAsync(admin, "/api/v1/educators?withoutRoute=true", Cancel)).Body[0].GetProperty("id").GetInt32());
        await api.PostAsync(null, "/api/v1/auth/login", new { email = educator.Email, password = "неверный-пароль" }, Cancel);
        await api.GetAsync(admin, $"/api/v1/educators?find={Uri.EscapeDataString(educator.FullName.Split(' ')[0])}", Cancel);
        var pathway = (await api.PostAsync(admin, "/api/v1/pathways", new { educatorId = educator.Id }, Cancel)).Body.GetProperty("id").GetGuid();
        var item = (await api.GetAsync(educator, "/api/v1/work-items?scope=assigned", Cancel)).Body.GetProperty("items")[0];
        var full = (await api.GetAsync(educator, $"/api/v1/work-items/{item.GetProperty("id").GetString()}", Cancel)).Body;
        var address = $"/api/v1/work-items/{item.GetProperty("id").GetString()}/decision";
        var right = full.GetProperty("allowedActions").GetProperty("outcomes").EnumerateArray().First(outcome => outcome.GetProperty("sense").GetString() == "positive").GetProperty("key").GetString();
        var data = SchemaForm.Fill(full.GetProperty("form"));
        foreach (var key in data.Keys.Where(key => data[key] is "Проверочный текст").ToList())
        {
            data[key] = Comment;
        }

        var revision = full.GetProperty("expectedRevision").GetInt64();
        await api.PostAsync(educator, address, new { outcome = "no-such-outcome", comment = Comment, data, expectedRevision = revision, operationId = "wrong" }, Cancel);
        var done = await api.PostAsync(educator, address, new { outcome = right, comment = Comment, data, expectedRevision = revision, operationId = "right" }, Cancel);
        done.Status.Should().Be(System.Net.HttpStatusCode.OK, done.Text);

        using var broken = new StringContent($"{{ \"outcome\": \"{Comment}");
        broken.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await api.SendAsync(educator, HttpMethod.Post, address, broken, Cancel);
        await api.PostAsync(admin, $"/api/v1/pathways/{pathway}/withdraw", new { text = Comment }, Cancel);
        await Browse.SignInAsync(host, educator, Cancel);
        await api.PostAsync(admin, "/api/v1/demo/clock", new { advance = "P30D" }, Cancel);
        return pathway;
    }

    private static string Unescaped(string line) => System.Text.RegularExpressions.Regex.Unescape(line);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(6));
        while (!isSo())
        {
            await Task.Delay(100, patience.Token);
        }
    }
}
