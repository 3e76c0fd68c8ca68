using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace Iom.Host.Tests.Studio;

/// <summary>The forms of what only some regulations need, by hand, seen in the text beside them; and two administrators at one value.</summary>
[Collection(nameof(Town))]
public sealed class StudioForms(Town town)
{
    private const string Key = "zarechye-region";

    [Fact]
    public async Task What_is_rare_is_set_by_its_form_and_stands_in_the_text()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync(1600);
        await OpenAsync(page, Key, "Специалист департамента", "Зареченская область");
        await NodeAsync(page, "Утверждение директором");
        await Rare(page).ClickAsync();
        await ChooseAsync(page, "Если он уже согласовал на предыдущем этапе", "Не спрашивать второй раз");
        await ChooseAsync(page, "Оформляется вместе с другими маршрутами", "Одним протоколом");
        await ChooseAsync(page, "Считать ответом", "Утвердить");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Добавить требование" }).ClickAsync();
        await HasAsync(page, "same_person: skip", "batch: minutes", "timeout: { after: 5 working_days, outcome: approve }", "that: { has_association: true }");

        await ChooseAsync(page, "Считать ответом", "ждать дальше");
        await ChooseAsync(page, "Оформляется вместе с другими маршрутами", "Нет, по одному");
        await HasNotAsync(page, "timeout:", "batch:");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Добавить требование" })).ToBeVisibleAsync();

        await ChooseAsync(page, "Сколько ответов", "Ответ каждого исполнителя");
        await ChooseAsync(page, "Достаточно", "больше половины");
        await HasAsync(page, "each: person", "enough: majority");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Отменить" }).ClickAsync();
        await HasNotAsync(page, "enough:");

        await NodeAsync(page, "Всё положение");
        await Rare(page).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Добавить орган" }).ClickAsync();
        await page.GetByLabel("Дни года через запятую").FillAsync("30.08, 12.01");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Добавить общий срок" }).ClickAsync();
        await HasAsync(page, "on: [{ day: 30.08 }, { day: 12.01 }]", "within: 60 calendar_days");

        await AddAsync(page, "+ Добавить параллельную линию", "Название параллельной линии", "Наставничество");
        await AddAsync(page, "+ Добавить событие", "Надпись на кнопке", "Пришли новые результаты");
        await ChooseAsync(page, "Что происходит", "начинается «Наставничество»");
        await NodeAsync(page, "Реализация");
        await page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Этап ждёт окончания" }).GetByLabel("Наставничество").CheckAsync();
        await HasAsync(page, "to: { track: nastavnichestvo }", "awaits: [nastavnichestvo]");
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task A_stage_is_carried_by_the_mouse()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, _) = await chromium.OpenAsync(1600);
        await OpenAsync(page, "young-teacher", "Специалист министерства", "Приозёрский край");
        var stages = page.Locator(".tree-stage > .node-row");
        var before = await stages.Locator(".node").AllInnerTextsAsync();
        await stages.Nth(2).DragToAsync(stages.Nth(1));
        await page.GetByText("Перенесено: «").WaitForAsync();
        (await stages.Locator(".node").AllInnerTextsAsync()).Select(Title).Should().Equal([.. new[] { before[0], before[2], before[1] }.Concat(before.Skip(3)).Select(Title)]);
    }

    [Fact]
    public async Task Two_who_change_the_same_line_choose_and_lose_nothing()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (first, _) = await chromium.OpenAsync();
        var (second, _) = await chromium.OpenAsync();
        await OpenAsync(first, "mentoring-programme", "Специалист министерства", "Приозёрский край");
        await OpenAsync(second, "mentoring-programme", "Специалист департамента", "Зареченская область");
        var (titles, pages) = (new[] { "Первый", "Второй" }, new[] { first, second });
        for (var i = 0; i < pages.Length; i++)
        {
            await pages[i].GetByLabel("Название положения").FillAsync(titles[i]);
        }

        // Both leave the field before either is saved.
        await Task.WhenAll(pages.Select(page => page.Keyboard.PressAsync("Tab")));
        var late = await LateAsync(pages);
        var (conflict, theirs) = (Conflict(pages[late]), titles[1 - late]);
        (await conflict.InnerTextAsync()).Should().Contain("Первый").And.Contain("Второй").And.Contain("ничего не сохраняется и не пропадает");
        (await Chromium.FaultsAsync(pages[late])).Should().BeEmpty();
        await conflict.GetByLabel("Коллеги", new LocatorGetByLabelOptions { Exact = true }).And(conflict.GetByRole(AriaRole.Radio)).CheckAsync();
        await conflict.GetByRole(AriaRole.Button).ClickAsync();
        await conflict.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        (await pages[late].GetByLabel("Название положения").InputValueAsync()).Should().Be(theirs);
    }

    private static ILocator Conflict(IPage page) => page.GetByRole(AriaRole.Alertdialog);

    /// <summary>Who was later and is asked.</summary>
    private static async Task<int> LateAsync(IPage[] pages)
    {
        for (var look = 0; look < 1000; look++)
        {
            for (var i = 0; i < pages.Length; i++)
            {
                if (await Conflict(pages[i]).CountAsync() > 0)
                {
                    return i;
                }
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("Nobody was asked.");
    }

    private static string Title(string node) => node.Split('\n')[0].Trim();

    private static ILocator Rare(IPage page) => page.Locator("summary").Filter(new LocatorFilterOptions { HasText = "Редкие настройки" });

    private static async Task NodeAsync(IPage page, string title)
    {
        await page.Locator(".node").Filter(new LocatorFilterOptions { HasText = title }).First.ClickAsync();
        await page.Locator("#form-title").Filter(new LocatorFilterOptions { HasText = title }).WaitForAsync();
    }

    private static async Task AddAsync(IPage page, string button, string label, string title)
    {
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();
        await page.Locator("form.add").GetByLabel(label).FillAsync(title);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Добавить", Exact = true }).ClickAsync();
        await page.Locator("#form-title").Filter(new LocatorFilterOptions { HasText = title }).WaitForAsync();
    }

    private static async Task ChooseAsync(IPage page, string list, string choice) =>
        await page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = list, Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = choice });

    private static Task HasAsync(IPage page, params string[] lines) => TextAsync(page, lines, true);

    private static Task HasNotAsync(IPage page, params string[] lines) => TextAsync(page, lines, false);

    /// <summary>Waits until the text beside the form has (or has no longer) every line.</summary>
    private static async Task TextAsync(IPage page, string[] lines, bool there)
    {
        await page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = "YAML" }).ClickAsync();
        await page.WaitForFunctionAsync("([lines, there]) => lines.every(line => document.querySelector('#yaml')?.value.includes(line) === there)", new object[] { lines, there });
    }

    private async Task OpenAsync(IPage page, string key, string role, string organisation)
    {
        await Chromium.SignInAsync(page, town.Api.ByRole(role, organisation));
        await page.GotoAsync($"/definitions/{key}/studio");
        if (await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Начать черновик" }).CountAsync() > 0)
        {
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Начать черновик" }).ClickAsync();
        }

        await page.Locator(".tree").WaitForAsync();
    }
}
