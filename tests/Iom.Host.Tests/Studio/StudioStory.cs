using System.Text.RegularExpressions;
using FluentAssertions;
using Iom.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Iom.Host.Tests.Studio;

/// <summary>A municipal administrator changes the region's chain for her municipality, from opening it to publishing, in a real browser.</summary>
public sealed class StudioStory : IAsyncLifetime
{
    private const string Key = "priozersk-municipality";
    private const string Opinion = "Мнение профсоюза";
    private readonly Town town = new();

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task The_unions_opinion_comes_into_force_on_the_first_of_October_and_school_12_is_thought_of()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, town.Api.ByRole("Администратор", "Приозёрск"));
        await page.GotoAsync("/definitions/priozerye-region");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Мастерская: Приозёрск" }).ClickAsync();
        await page.WaitForURLAsync($"**/definitions/{Key}/studio");
        await Button(page, "Начать черновик").ClickAsync();

        await Node(page, "Согласование").ClickAsync();
        await Button(page, "+ Добавить задание").ClickAsync();
        await Button(page, "Добавить").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = Opinion }).WaitForAsync();
        await page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Срок", Exact = true }).GetByLabel("Сколько").FillAsync("8");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator(".studio-form").GetByText("8 рабочих дней после открытия").WaitForAsync();
        await PictureAsync(page, "studio-slot");

        await Problems(page).ClickAsync();
        var vacancy = page.Locator(".vacancies .problem").Filter(new LocatorFilterOptions { HasText = "Школа № 12:" }).Filter(new LocatorFilterOptions { HasText = "«Мнение профсоюза»: выполнять некому" });
        await vacancy.WaitForAsync();
        (await vacancy.InnerTextAsync()).Should().Contain("выполнять некому (профсоюзный комитет)");
        (await page.Locator(".vacancies").InnerTextAsync()).Should().StartWith("Где сейчас некому отвечать").And.Contain("Опубликовать это не мешает");
        await page.Locator(".vacancies .problems > li").Filter(new LocatorFilterOptions { HasText = "«Мнение профсоюза»: выполнять некому" }).Locator("summary").ClickAsync();
        (await page.Locator(".witness li").AllInnerTextsAsync()).Should().HaveCountGreaterThan(2).And.HaveElementAt(0, "Маршрут начат (лет в плане: 1)");
        (await Chromium.FaultsAsync(page)).Should().BeEmpty();
        await PictureAsync(page, "studio-problem");

        await Node(page, "Всё положение").ClickAsync();
        await vacancy.ClickAsync();
        await Assertions.Expect(page.Locator(".node[aria-current]")).ToContainTextAsync(Opinion);
        await Assertions.Expect(page.Locator("#form-title")).ToBeFocusedAsync();

        await Button(page, "+ Замена").ClickAsync();
        await page.GetByLabel("Замена 1").SelectOptionAsync(new SelectOptionValue { Label = "пропустить задание" });
        await vacancy.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await page.Locator("#view").GetByText("Опубликовать можно").WaitForAsync();

        await Button(page, "Прожить за педагога").ClickAsync();
        await page.WaitForURLAsync("**/simulate?of=*");
        await page.GetByLabel("День начала").FillAsync("2026-09-01");
        await page.GetByLabel("Фамилия или имя").FillAsync(town.Api.ByRole("Учитель", "Школа № 3").FullName);
        await Button(page, "Посчитать").ClickAsync();
        await page.Locator("table.route").GetByText(Opinion).First.WaitForAsync();
        (await page.Locator("table.route tr").Filter(new LocatorFilterOptions { HasText = Opinion }).First.InnerTextAsync()).Should().Contain("учитель", "a teacher chairs the union of school 3");

        await page.GotoAsync($"/definitions/{Key}/publish");
        var year = TimeProvider.System.GetUtcNow().Year + 1;
        await page.GetByLabel("Действует с").FillAsync($"{year}-10-01");
        await page.GetByLabel("Номер приказа").FillAsync("214-п");
        await Button(page, "Опубликовать").ClickAsync();
        await page.WaitForURLAsync("**/versions?published=2");
        (await page.Locator("main").InnerTextAsync()).Should().Contain($"1 октября {year}").And.Contain("№ 214-п");
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task A_municipality_without_a_definition_of_its_own_makes_one_over_the_regions()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, _) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, town.Api.ByRole("Начальник отдела", "Лесной район"));
        await page.GotoAsync("/definitions/priozerye-region");
        await Button(page, "Сделать свою редакцию: Лесной район").ClickAsync();
        await page.WaitForURLAsync("**/definitions/lesnoy-priozerye-region/studio");
        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Мастерская: ИОМ педагога (Лесной район)" }).WaitForAsync();
        await Node(page, "Утверждение директором").ClickAsync();
        await page.GetByText("менять нельзя").First.WaitForAsync();

        await Button(page, "Прожить за педагога").ClickAsync();
        await page.Locator("table.route").GetByText("Утверждение директором").First.WaitForAsync();

        await page.GotoAsync("/definitions/priozerye-region");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Мастерская: Лесной район" }).WaitForAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    private static ILocator Problems(IPage page) => page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { NameRegex = new Regex("^Проблемы") });

    private static ILocator Node(IPage page, string title) => page.Locator(".node").Filter(new LocatorFilterOptions { HasText = title }).First;

    /// <summary>For the guide, when pictures are taken anew.</summary>
    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("IOM_UPDATE_PICTURES") == "1")
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "docs", "images", $"{name}.png") });
        }
    }
}
