using System.Globalization;
using System.Net;
using System.Text;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>One order for several routes, a trigger on the page of a route, and a wave: pages that shipped definitions use.</summary>
public sealed class SharedPapers : IAsyncLifetime
{
    private const string Municipality = "priozersk-municipality";
    private readonly Town town = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Account Admin => town.Api.ByRole("Администратор", "Приозёрск");

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task One_order_answers_several_routes_and_says_what_is_missing(int width, ColorScheme scheme)
    {
        var started = await StartAsync("attestation-fitness", "Школа № 3", 2);
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync(width, scheme);
        await Chromium.SignInAsync(page, town.Api.ByRole("Директор", "Школа № 3"));
        await page.GotoAsync("/batch");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("Сейчас нет шагов, на которые отвечают одним документом.");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Приказ", Exact = true }).ClickAsync();
        (await page.Locator("input[name=item]:checked").CountAsync()).Should().Be(started.Count);
        var found = (await Chromium.FaultsAsync(page)).ToList();

        await AnswerAsync(page, "12-к", 20);
        var main = await page.Locator("main").InnerTextAsync();
        main.Should().Contain("До дня аттестации должно оставаться не меньше 30 календарных дней.");
        (await page.Locator("#f-order_number").InputValueAsync()).Should().Be("12-к", "what was written stays");
        found.AddRange(await Chromium.FaultsAsync(page));

        await AnswerAsync(page, "12-к", 50);
        (await page.GetByText("Ответ записан.").CountAsync()).Should().Be(started.Count);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth")).Should().BeLessThanOrEqualTo(0);
        found.Should().BeEmpty();
        faults.Should().BeEmpty();
        foreach (var id in started)
        {
            (await town.Api.GetAsync(Admin, $"/api/v1/pathways/{id}/document", Cancel)).Text.Should().Contain("12-к");
        }
    }

    [Fact]
    public async Task A_trigger_asks_for_its_form_and_starts_its_track()
    {
        var educator = await FreedAsync();
        var route = await town.Api.PostAsync(Admin, "/api/v1/pathways", new { educatorId = educator.Id, definitionKey = "young-teacher" }, Cancel);
        route.Status.Should().Be(HttpStatusCode.Created);
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, educator);
        await page.GotoAsync($"/pathways/{route.Body.GetProperty("id").GetGuid()}");
        var form = page.Locator("details").Filter(new LocatorFilterOptions { HasText = "Новые результаты диагностики" });
        var button = form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Новые результаты диагностики" });
        await form.Locator("summary").ClickAsync();
        await button.ClickAsync();
        await form.GetByText("Заполните поле «Что показала диагностика».").WaitForAsync();
        (await Chromium.FaultsAsync(page)).Should().BeEmpty();

        await form.GetByLabel("Что показала диагностика").FillAsync("Трудно даётся опрос.");
        await button.ClickAsync();

        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Внеочередная корректировка", Exact = true }).WaitForAsync();
        (await form.CountAsync()).Should().Be(0, "while the track runs it is not offered again");
        faults.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task A_wave_is_shown_and_begun_by_hand_today(int width, ColorScheme scheme)
    {
        await FreedAsync();
        await PublishWaveAsync();
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync(width, scheme);
        await Chromium.SignInAsync(page, Admin);
        var found = new List<string>();
        await page.GotoAsync("/definitions/base/campaigns");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("нет");
        found.AddRange(await Chromium.FaultsAsync(page));

        await page.GotoAsync($"/definitions/{Municipality}/campaigns");
        found.AddRange(await Chromium.FaultsAsync(page));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Начать маршруты" }).ClickAsync();
        await page.Locator(".notice-good").WaitForAsync();
        found.AddRange(await Chromium.FaultsAsync(page));

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth")).Should().BeLessThanOrEqualTo(0);
        var lines = await town.Api.PostAsync(Admin, $"/api/v1/definitions/{Municipality}/campaigns/wave/start", new { dryRun = true }, Cancel);
        lines.Body.GetProperty("eligible").GetInt32().Should().Be(0);
        (await town.Api.GetAsync(town.Api.ByRole("Учитель", "Школа № 3"), $"/api/v1/definitions/{Municipality}/campaigns", Cancel)).Code.Should().Be("definition_unknown");
        found.Should().BeEmpty();
        faults.Should().BeEmpty();
    }

    private async Task PublishWaveAsync()
    {
        var draft = await town.Api.PostAsync(Admin, $"/api/v1/definitions/{Municipality}/draft", new { fromVersion = 1 }, Cancel);
        var text = draft.Body.GetProperty("text").GetString()!
            .Replace("\nstages:", "\ncampaigns:\n  - { key: wave, title: Волна, on: { day: 15.09 } }\n\nstages:", StringComparison.Ordinal);
        using var content = new StringContent(text, Encoding.UTF8, "application/yaml");
        var saved = await town.Api.SendAsync(
            Admin, HttpMethod.Put, $"/api/v1/definitions/{Municipality}/draft", content, Cancel,
            request => request.Headers.IfMatch.ParseAdd($"\"{draft.Body.GetProperty("revision").GetInt32()}\""));
        var published = await town.Api.PostAsync(
            Admin, $"/api/v1/definitions/{Municipality}/publish", new { revision = saved.Body.GetProperty("revision").GetInt32() }, Cancel);
        published.Status.Should().Be(HttpStatusCode.OK);
    }

    /// <summary>A teacher whose route of another year is closed, so that he may begin anew.</summary>
    private async Task<Account> FreedAsync()
    {
        var teacher = (await town.Api.GetAsync(Admin, "/api/v1/educators", Cancel)).Body.EnumerateArray().First(line =>
            line.GetProperty("organisation").GetString() == "Школа № 12" && line.GetProperty("position").GetString() == "Учитель"
            && line.GetProperty("status").GetString() == "Running" && line.GetProperty("year").GetInt32() > 1);
        var closed = await town.Api.PostAsync(
            Admin, $"/api/v1/pathways/{teacher.GetProperty("pathwayId").GetGuid()}/withdraw", new { text = "Начнём заново." }, Cancel);
        closed.Status.Should().Be(HttpStatusCode.OK);
        return town.Api.ById(teacher.GetProperty("id").GetInt32());
    }

    private async Task<List<Guid>> StartAsync(string definition, string organisation, int most)
    {
        var started = new List<Guid>();
        foreach (var line in (await town.Api.GetAsync(Admin, "/api/v1/educators", Cancel)).Body.EnumerateArray()
            .Where(line => line.GetProperty("organisation").GetString() == organisation && line.GetProperty("position").GetString() == "Учитель"))
        {
            var answer = await town.Api.PostAsync(Admin, "/api/v1/pathways", new { educatorId = line.GetProperty("id").GetInt32(), definitionKey = definition }, Cancel);
            if (answer.Status == HttpStatusCode.Created)
            {
                started.Add(answer.Body.GetProperty("id").GetGuid());
            }

            if (started.Count == most)
            {
                return started;
            }
        }

        throw new InvalidOperationException($"Fewer than {most} people could begin {definition}.");
    }

    private static async Task AnswerAsync(IPage page, string number, int daysAhead)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await page.Locator("#f-order_number").FillAsync(number);
        await page.Locator("#f-order_date").FillAsync(today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.Locator("#f-held_on").FillAsync(today.AddDays(daysAhead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByLabel("Комментарий").FillAsync("По графику.");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Приказ издан" }).ClickAsync();
        await page.Locator("[role=status] ul.cards").WaitForAsync();
    }
}
