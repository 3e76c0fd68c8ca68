using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>The pages of a definition's life in a real browser: accessible, whole, and usable without a script.</summary>
public sealed class DraftPages : IAsyncLifetime
{
    private const string Key = "priozersk-municipality";
    private readonly Town town = new();

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData(1280, ColorScheme.Light, true)]
    [InlineData(360, ColorScheme.Dark, true)]
    [InlineData(1280, ColorScheme.Light, false)]
    public async Task An_administrator_takes_a_version_back_discusses_it_and_publishes_it(int width, ColorScheme scheme, bool script)
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync(width, scheme, script);
        var found = new List<string>();
        await Chromium.SignInAsync(page, town.Api.ByRole("Администратор", "Приозёрск"));

        await page.GotoAsync($"/definitions/{Key}/levels");
        await LookAsync(page, script, found, "levels");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("изменено здесь").And.Contain("добавлено здесь");
        await page.GotoAsync($"/definitions/{Key}/levels?all=true");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("унаследовано");

        await page.GotoAsync($"/definitions/{Key}/levels");
        await page.GetByRole(AriaRole.Button).Filter(new LocatorFilterOptions { HasText = "Вернуть как выше" }).First.ClickAsync();
        await page.WaitForURLAsync("**/levels?draft=true");
        await LookAsync(page, script, found, "levels-draft");

        await page.GotoAsync($"/definitions/{Key}/draft");
        await page.GetByLabel("Ваше замечание").FillAsync("Пять дней мало");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Добавить замечание" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Открыть для замечаний" }).ClickAsync();
        await LookAsync(page, script, found, "draft");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("Пять дней мало").And.Contain("Замечаний без ответа: 1").And.Contain("Открыт для замечаний");

        await page.GotoAsync("/definitions");
        await LookAsync(page, script, found, "list");
        await page.GotoAsync($"/definitions/{Key}/publish");
        await page.GetByLabel("Действует с").FillAsync("2020-01-01");
        await page.GetByLabel("Номер приказа").FillAsync("12-п");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Опубликовать" }).ClickAsync();
        await LookAsync(page, script, found, "publish");
        (await page.Locator("[role=alert]").InnerTextAsync()).Should().Contain("задним числом");
        (await page.GetByLabel("Номер приказа").InputValueAsync()).Should().Be("12-п", "what was typed stays");

        await page.GetByLabel("Действует с").FillAsync("2040-09-01");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Опубликовать" }).ClickAsync();
        await page.WaitForURLAsync("**/versions?published=2");
        await LookAsync(page, script, found, "versions");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("ждёт своего дня").And.Contain("№ 12-п");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Сравнить" }).ClickAsync();
        await LookAsync(page, script, found, "compare");
        (await page.Locator("table").InnerTextAsync()).Should().NotBeEmpty();
        await page.GotoAsync($"/definitions/{Key}/versions");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Вернуть эту редакцию как черновик: 1" }).ClickAsync();
        await page.WaitForURLAsync("**/draft");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Убрать черновик" }).ClickAsync();
        await page.WaitForURLAsync("**/definitions");

        found.Should().BeEmpty();
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task The_pages_of_another_municipality_are_not_there()
    {
        var cookies = await Browse.SignInAsync(town.Host, town.Api.ByRole("Начальник отдела", "Лесной район"), TestContext.Current.CancellationToken);
        foreach (var page in new[] { "versions", "versions/1", "levels", "compare?from=1&to=1", "draft", "publish" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/definitions/{Key}/{page}");
            request.Headers.Add("Cookie", cookies);
            using var answer = await town.Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).Should().Be(404, page);
        }
    }

    private static async Task LookAsync(IPage page, bool script, List<string> found, string name)
    {
        // The rules of accessibility are a script themselves: where none may run they would be waited for for ever.
        if (script)
        {
            found.AddRange(await Chromium.FaultsAsync(page));
        }

        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        if (over > 0)
        {
            found.Add($"{name} is {over} pixels wider than the window");
        }
    }
}
