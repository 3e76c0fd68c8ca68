using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace Iom.Host.Tests.Studio;

/// <summary>Administrators at a draft, by hand in real browsers.</summary>
[Collection(nameof(Town))]
public sealed class StudioInBrowser(Town town)
{
    private const string Saved = "Сохранено";

    [Fact]
    public async Task The_unions_opinion_is_added_a_deadline_moved_and_all_is_there_after_a_reload()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync();
        await OpenAsync(page, "priozerye-region");
        await Node(page, "Согласование").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "+ Добавить задание" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Добавить", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Мнение профсоюза" }).WaitForAsync();

        await page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Срок", Exact = true }).GetByLabel("Сколько").FillAsync("8");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator(".d-diagram").GetByText("Мнение профсоюза").WaitForAsync();
        await SavedAsync(page);
        (await Chromium.FaultsAsync(page)).Should().BeEmpty();

        await page.ReloadAsync();
        await Node(page, "Мнение профсоюза").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Срок", Exact = true }).GetByLabel("Сколько")).ToHaveValueAsync("8");
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task A_stage_is_moved_removed_and_brought_back_by_keyboard_alone()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync();
        await OpenAsync(page, "base");
        await Node(page, "Рефлексивный анализ").FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await page.GetByText("Перенесено: «Рефлексивный анализ»").WaitForAsync();
        (await page.EvaluateAsync<string>("document.activeElement.innerText")).Should().Contain("Рефлексивный анализ", "the keyboard stays where it was");
        (await StagesAsync(page)).Should().ContainInConsecutiveOrder("Рефлексивный анализ", "Реализация");

        await page.Keyboard.PressAsync("Delete");
        await page.GetByText("Убрано: «Рефлексивный анализ»").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Отменить" }).PressAsync("Enter");
        await Node(page, "Рефлексивный анализ").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Отменить" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".tree-stage > .node-row .node").Nth(5)).ToContainTextAsync("Реализация");
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task A_mistake_in_the_text_is_told_while_typing_and_leads_to_its_place()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync();
        await OpenAsync(page, "krasnodar");
        await page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = "YAML" }).ClickAsync();
        var text = page.GetByLabel("Текст черновика");
        var sound = await text.InputValueAsync();
        await text.FillAsync(sound.Replace("kind: verdict", "kind: verdikt", StringComparison.Ordinal));
        await page.Locator(".yaml-faulty").First.WaitForAsync();
        await page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { NameRegex = new Regex("^Проблемы") }).ClickAsync();
        (await page.Locator(".problem").First.InnerTextAsync()).Should().Contain("verdict");
        await page.Locator(".problem").First.ClickAsync();
        await Assertions.Expect(page.Locator(".node[aria-current]")).Not.ToContainTextAsync("Всё положение");

        await page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = "YAML" }).ClickAsync();
        await text.FillAsync("stages: [");
        await page.GetByRole(AriaRole.Alert).GetByText("Исправьте ошибку в строке").WaitForAsync();
        (await StagesAsync(page)).Should().NotBeEmpty("the last readable list stays");
        await text.FillAsync(sound);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_administrators_on_one_draft_see_each_other_and_lose_nothing()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (first, _) = await chromium.OpenAsync();
        var (second, _) = await chromium.OpenAsync();
        await OpenAsync(first, "teacher-growth");
        await OpenAsync(second, "teacher-growth", "Специалист департамента", "Зареченская область");
        await first.Locator(".studio-others").WaitForAsync();
        await second.Locator(".studio-others").WaitForAsync();

        await first.GetByLabel("Название положения").FillAsync("Рост педагога: первый");
        await first.Keyboard.PressAsync("Tab");
        await second.GetByLabel("Часы", new PageGetByLabelOptions()).Or(second.GetByLabel("Когда приходят напоминания")).First.FillAsync("10:00-17:00");
        await second.Keyboard.PressAsync("Tab");
        await Assertions.Expect(second.GetByLabel("Название положения")).ToHaveValueAsync("Рост педагога: первый");
        await Assertions.Expect(first.GetByLabel("Когда приходят напоминания")).ToHaveValueAsync("10:00-17:00");
    }

    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1024, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1600, ColorScheme.Dark)]
    public async Task Every_part_is_accessible_and_whole(int width, ColorScheme scheme)
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync(width, scheme);
        await OpenAsync(page, "priozersk-municipality");
        var found = new List<string>(await Chromium.FaultsAsync(page));
        await Node(page, "Мнение муниципального координатора").ClickAsync();
        found.AddRange(await Chromium.FaultsAsync(page));
        if (width < 1200)
        {
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Просмотр" }).ClickAsync();
        }

        foreach (var tab in new[] { "Проблемы", "Словами", "YAML", "Изменения", "Схема" })
        {
            await page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = tab }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = tab })).ToHaveAttributeAsync("aria-selected", "true");
            found.AddRange(await Chromium.FaultsAsync(page));
            var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
            (over <= 0).Should().BeTrue($"{tab} is {over} pixels wider than the window");
        }

        found.Should().BeEmpty();
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task Nobody_else_finds_the_studio()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, _) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, town.Api.ByRole("Директор", "Школа № 12"));
        (await page.GotoAsync("/definitions/base/studio"))!.Status.Should().Be(404);
    }

    private async Task OpenAsync(IPage page, string key, string role = "Специалист министерства", string organisation = "Приозёрский край")
    {
        await Chromium.SignInAsync(page, town.Api.ByRole(role, organisation));
        await page.GotoAsync($"/definitions/{key}/studio");
        if (await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Начать черновик" }).CountAsync() > 0)
        {
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Начать черновик" }).ClickAsync();
        }

        await page.Locator(".tree").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
    }

    private static ILocator Node(IPage page, string title) => page.Locator(".node").Filter(new LocatorFilterOptions { HasText = title }).First;

    private static Task SavedAsync(IPage page) => Assertions.Expect(page.Locator(".studio-state")).ToContainTextAsync(Saved);

    private static Task<string[]> StagesAsync(IPage page) => page.Locator(".tree-stage > .node-row .node").EvaluateAllAsync<string[]>("nodes => nodes.map(node => node.innerText.trim())");
}
