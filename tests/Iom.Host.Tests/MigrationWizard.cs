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
        (await town.Api.PostAsync(Admin, $"{at}/undo", new { reason = "Ошибка." }, Cancel)).Status.Should().Be(HttpStatusCode.Accepted);

        var undone = await UntilAsync(at, "undone");
        (undone.GetProperty("undone").GetInt32() + undone.GetProperty("settled").GetInt32()).Should().Be(ready);
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
        await page.GetByLabel("Причина переноса").FillAsync("Новый приказ.");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Пробный перенос" }).ClickAsync();
        await page.WaitForURLAsync("**/migrations/*", new PageWaitForURLOptions { Timeout = 60000 });
        await LookAsync(page, found, "migrate-dry");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("Пока ничего не изменено").And.Contain("Можно перенести");
        await page.GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = "Перенести маршруты" }).ClickAsync();
        await page.GetByLabel("Причина отмены").WaitForAsync();
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
