using System.Net;
using System.Text.Json;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>Running routes are carried over to a new version: over the API and through the wizard.</summary>
public sealed class MigrationWizard : IAsyncLifetime
{
    private const string Key = "priozersk-municipality";
    private readonly Town town = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Account Admin => town.Api.ByRole("Администратор", "Приозёрск");

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_dry_run_is_applied_and_taken_back_and_is_nobody_elses()
    {
        await PublishAsync();
        var planned = await town.Api.PostAsync(Admin, $"/api/v1/definitions/{Key}/migrations", new { fromVersion = 1, toVersion = 2, reason = "Приказ." }, Cancel);
        planned.Status.Should().Be(HttpStatusCode.Created);
        var ready = planned.Body.GetProperty("ready").GetInt32();
        ready.Should().BePositive();
        var at = $"/api/v1/definitions/{Key}/migrations/{planned.Body.GetProperty("id").GetGuid()}";
        (await town.Api.GetAsync(town.Api.ByRole("Начальник отдела", "Лесной район"), at, Cancel)).Code.Should().Be("migration_unknown");
        (await town.Api.PostAsync(Admin, $"/api/v1/definitions/{Key}/migrations", new { fromVersion = 1, toVersion = 2 }, Cancel)).Code.Should().Be("migration_reason");

        (await town.Api.PostAsync(Admin, $"{at}/apply", new { }, Cancel)).Status.Should().Be(HttpStatusCode.Accepted);
        var applied = await UntilAsync(at, "applied");
        applied.GetProperty("applied").GetInt32().Should().Be(ready);
        (await town.Api.GetAsync(town.Api.ByRole("Специалист департамента", "Зареченская область"), at, Cancel)).Code.Should().Be("migration_unknown");
        var above = town.Api.ByRole("Специалист министерства", "Приозёрский край");
        (await town.Api.PostAsync(above, $"{at}/undo", new { reason = "Ошибка." }, Cancel)).Status.Should().Be(HttpStatusCode.Accepted);

        var undone = await UntilAsync(at, "undone");
        undone.GetProperty("undone").GetInt32().Should().Be(ready);
        var route = undone.GetProperty("routes")[0].GetProperty("pathwayId").GetGuid();
        (await town.Api.GetAsync(above, $"/api/v1/pathways/{route}/history", Cancel)).Text.Should().Contain(above.FullName.Split(' ')[0], "it is the deed of whoever asked for it");
        var listed = (await town.Api.GetAsync(Admin, $"/api/v1/definitions/{Key}/migrations", Cancel)).Body.EnumerateArray().Should().ContainSingle().Subject;
        (listed.GetProperty("status").GetString(), listed.GetProperty("routes").GetInt32(), listed.GetProperty("applied").GetInt32()).Should().Be(("undone", ready, 0));
        (await town.Api.GetAsync(town.Api.ByRole("Начальник отдела", "Лесной район"), $"/api/v1/definitions/{Key}/migrations", Cancel)).Body.GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task A_route_that_somebody_decided_since_stays_and_says_why()
    {
        await PublishAsync();
        var planned = await town.Api.PostAsync(
            Admin, $"/api/v1/definitions/{Key}/migrations", new { fromVersion = 1, toVersion = 2, reason = "Приказ.", dryRun = false }, Cancel);
        var at = $"/api/v1/definitions/{Key}/migrations/{planned.Body.GetProperty("id").GetGuid()}";
        var routes = (await UntilAsync(at, "applied")).GetProperty("routes").EnumerateArray().Select(route => route.GetProperty("pathwayId").GetGuid()).ToHashSet();
        var methodologist = town.Api.ByRole("Методист муниципальной службы", "Приозёрск");
        var item = (await town.Api.GetAsync(methodologist, "/api/v1/work-items?scope=assigned", Cancel)).Body.GetProperty("items").EnumerateArray()
            .First(item => routes.Contains(item.GetProperty("pathwayId").GetGuid()));
        var decision = await town.Api.PostAsync(
            methodologist, $"/api/v1/work-items/{item.GetProperty("id").GetString()}/decision",
            new { outcome = "approve", expectedRevision = item.GetProperty("revision").GetInt64(), operationId = "after-migration" }, Cancel);
        decision.Status.Should().Be(HttpStatusCode.OK);

        await town.Api.PostAsync(Admin, $"{at}/undo", new { reason = "Ошибка." }, Cancel);

        var undone = await UntilAsync(at, "undone");
        var settled = undone.GetProperty("routes").EnumerateArray().Single(route => route.GetProperty("status").GetString() == "settled");
        settled.GetProperty("pathwayId").GetGuid().Should().Be(item.GetProperty("pathwayId").GetGuid());
        settled.GetProperty("sentence").GetString().Should().StartWith("Отменить перенос уже нельзя:").And.Contain("на задание этого маршрута ответили");
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task An_administrator_goes_through_the_wizard(int width, ColorScheme scheme)
    {
        await PublishAsync();
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync(width, scheme);
        var found = new List<string>();
        await Chromium.SignInAsync(page, Admin);
        await page.GotoAsync($"/definitions/{Key}/versions");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Перенести идущие маршруты" }).ClickAsync();
        await page.GotoAsync($"/definitions/{Key}/migrate?from=1&to=2");
        await LookAsync(page, found, "migrate-map");
        await page.Locator("select[name='stage.consent']").SelectOptionAsync("deputy");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Показать шаги выбранных этапов" }).ClickAsync();
        await page.GetByText("Шаги подобраны заново").WaitForAsync();
        (await page.Locator("select[name='slot.consent/association_lead'] option").AllInnerTextsAsync()).Should().Contain("Согласование заместителем директора по УВР");
        await page.Locator("select[name='stage.consent']").SelectOptionAsync("consent");
        await page.GetByLabel("Причина переноса").FillAsync("Новый приказ.");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Пробный перенос" }).ClickAsync();
        await page.Locator("select[name='slot.consent/association_lead'] option[value=methodologist]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        page.Url.Should().Contain("/migrate?", "the steps of another stage were shown last, so nothing is tried yet");
        await page.GetByLabel("Причина переноса").FillAsync("Новый приказ.");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Пробный перенос" }).ClickAsync();
        await page.WaitForURLAsync("**/migrations/*", new PageWaitForURLOptions { Timeout = 60000 });
        await LookAsync(page, found, "migrate-dry");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("Пока ничего не изменено").And.Contain("Можно перенести");
        await page.GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = "Перенести маршруты" }).ClickAsync();
        await page.GetByLabel("Причина отмены").WaitForAsync();
        (await page.Locator("h1").InnerTextAsync()).Should().StartWith("Перенос выполнен");
        await LookAsync(page, found, "migrate-done");
        await page.GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = "Отменить перенос" }).First.ClickAsync();
        await page.WaitForURLAsync("**/migrations/*", new PageWaitForURLOptions { Timeout = 60000 });
        await LookAsync(page, found, "migrate-undone");

        found.Should().BeEmpty();
        faults.Should().BeEmpty();
    }

    private async Task PublishAsync()
    {
        var draft = await town.Api.PostAsync(Admin, $"/api/v1/definitions/{Key}/draft", new { fromVersion = 1 }, Cancel);
        var published = await town.Api.PostAsync(
            Admin, $"/api/v1/definitions/{Key}/publish", new { revision = draft.Body.GetProperty("revision").GetInt32() }, Cancel);
        published.Status.Should().Be(HttpStatusCode.OK);
        published.Body.GetProperty("version").GetInt32().Should().Be(2);
    }

    private async Task<JsonElement> UntilAsync(string at, string status)
    {
        while (true)
        {
            var body = (await town.Api.GetAsync(Admin, at, Cancel)).Body;
            if (body.GetProperty("status").GetString() == status)
            {
                return body;
            }

            await Task.Delay(200, Cancel);
        }
    }

    private static async Task LookAsync(IPage page, List<string> found, string name)
    {
        if (Environment.GetEnvironmentVariable("SHOTS") is { } shots)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{shots}/{name}-{page.ViewportSize!.Width}.png", FullPage = true });
        }

        found.AddRange(await Chromium.FaultsAsync(page));
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        if (over > 0)
        {
            found.Add($"{name} is {over} pixels wider than the window");
        }
    }
}
