using System.Text.RegularExpressions;
using FluentAssertions;
using Iom.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>The three audiences at work, by hand in a real browser.</summary>
public abstract class WorkInBrowser
{
    /// <summary>Where they work.</summary>
    protected abstract Town Town { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_teacher_is_told_what_is_missing_loses_nothing_and_goes_on()
    {
        var (teacher, pathway) = await BeginAsync("Школа № 12");
        await using var chromium = await Chromium.StartAsync(Town.Host.Address);
        var (page, faults) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, teacher);
        await page.GotoAsync($"/tasks/{pathway}/1");
        await page.GetByLabel("Затруднения").FillAsync("Не хватает времени на разбор работ");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Отправить" }).ClickAsync();

        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        (await page.GetByRole(AriaRole.Alert).Locator("a").CountAsync()).Should().Be(4, "four scales are missing and each is linked");
        (await page.GetByLabel("Затруднения").InputValueAsync()).Should().Be("Не хватает времени на разбор работ");
        (await Chromium.FaultsAsync(page)).Should().BeEmpty();

        foreach (var scale in await page.Locator("fieldset.field").AllAsync())
        {
            await scale.Locator("input[type=radio]").Nth(2).CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Отправить" }).ClickAsync();
        await page.WaitForURLAsync("**/tasks?done=1");
        (await page.Locator(".hero").InnerTextAsync()).Should().Contain("Черновик маршрута", "the next step is offered at once");
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_typed_outlives_the_session()
    {
        var (teacher, pathway) = await BeginAsync("Школа № 12");
        await using var chromium = await Chromium.StartAsync(Town.Host.Address);
        var (page, faults) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, teacher);
        await page.GotoAsync($"/tasks/{pathway}/1");
        await page.GetByLabel("Затруднения").FillAsync("Кавычки \"и\" <теги> остаются");
        foreach (var scale in await page.Locator("fieldset.field").AllAsync())
        {
            await scale.Locator("input[type=radio]").Nth(2).CheckAsync();
        }

        await page.Context.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = "iom" });
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Отправить" }).ClickAsync();
        foreach (var password in new[] { "не тот пароль", teacher.Password })
        {
            (await page.Locator("main").InnerTextAsync()).Should().Contain("Написанное не потеряно");
            (await Chromium.FaultsAsync(page)).Should().BeEmpty();
            await page.GetByLabel("Почта").FillAsync(teacher.Email);
            await page.GetByLabel("Пароль").FillAsync(password);
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Войти" }).ClickAsync();
        }

        (await Chromium.FaultsAsync(page)).Should().BeEmpty();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Отправить", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/tasks?done=1");

        var document = (await Town.Api.GetAsync(teacher, $"/api/v1/pathways/{pathway}/document", Cancellation)).Body;
        document.GetProperty("fields").GetProperty("difficulties").GetString().Should().Be("Кавычки \"и\" <теги> остаются");
        faults.Should().OnlyContain(fault => fault.Contains("401"), "a refused sign-in is all that went wrong");
        // Others share the town, and few of the school have no route yet.
        var admin = Town.Api.ByRole("Специалист министерства", "Приозёрский край");
        (await Town.Api.PostAsync(admin, $"/api/v1/pathways/{pathway}/withdraw", new { text = "Проба закончена" }, Cancellation)).Status.Should().Be(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_deputy_returns_with_a_reason_to_a_stage_by_keyboard_alone_and_without_scripts()
    {
        var (teacher, pathway) = await BeginAsync("Школа № 3");
        await AnswerAsync(teacher, pathway, 1);
        await AnswerAsync(teacher, pathway, 2);
        var item = await OpenItemAsync(pathway);
        await using var chromium = await Chromium.StartAsync(Town.Host.Address);
        var (page, _) = await chromium.OpenAsync(script: false);
        await Chromium.SignInAsync(page, item.Performer);
        await page.GotoAsync($"/tasks/{pathway}/{item.Number}");

        // Without a reason the return is refused, and says why.
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Вернуть" }).PressAsync("Enter");
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should().Contain("напишите комментарий");

        await page.GetByLabel(new Regex("^Комментарий")).FocusAsync();
        await page.Keyboard.TypeAsync("Уточните сроки");
        await page.GetByLabel("На какой этап вернуть").SelectOptionAsync("drafting");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Вернуть" }).PressAsync("Enter");
        await page.WaitForURLAsync("**/tasks?done=1");

        var (again, _) = await chromium.OpenAsync();
        await Chromium.SignInAsync(again, teacher);
        await again.GotoAsync($"/pathways/{pathway}");
        (await again.Locator("main").InnerTextAsync()).Should().Contain("Уточните сроки");
    }

    [Fact]
    public async Task An_administrator_reads_a_definition_and_begins_a_route()
    {
        await using var chromium = await Chromium.StartAsync(Town.Host.Address);
        var (page, faults) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, Town.Api.ByRole("Специалист департамента", "Зареченская область"));
        await page.GotoAsync("/definitions/zarechye-region");
        (await page.Locator("svg.d-diagram").CountAsync()).Should().Be(1);
        (await page.Locator("main").InnerTextAsync()).Should().Contain("унаследовано", "each value says where it comes from");

        await page.GotoAsync("/educators?free=true");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new Regex("^Начать маршрут:") }).First.ClickAsync();
        await page.WaitForURLAsync("**/pathways/*");
        (await page.Locator(".strip-now").CountAsync()).Should().Be(1);
        (await page.Locator(".strip-next").CountAsync()).Should().BeGreaterThan(3, "what lies ahead is shown with dates and names");
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task The_demo_clock_on_the_page_brings_reminders_and_mail()
    {
        await using var own = new Town();
        await own.InitializeAsync();
        await using var chromium = await Chromium.StartAsync(own.Host.Address);
        var (page, _) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, own.Api.ByRole("Методист муниципальной службы", "Приозёрск"));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "+ неделя" }).ClickAsync();
        await page.GotoAsync("/notices");
        (await page.Locator(".note").CountAsync()).Should().BePositive();
        await page.GotoAsync("/demo/mail");
        (await page.Locator(".note").CountAsync()).Should().BePositive();
    }

    private async Task<(Account Teacher, Guid Pathway)> BeginAsync(string organisation)
    {
        var admin = Town.Api.ByRole("Специалист министерства", "Приозёрский край");
        var educator = await Town.Api.FreeEducatorAsync(admin, organisation, Cancellation);
        var started = await Town.Api.PostAsync(admin, "/api/v1/pathways", new { educatorId = educator, definitionKey = "base" }, Cancellation);
        return (Town.Api.ById(educator), started.Body.GetProperty("id").GetGuid());
    }

    private async Task AnswerAsync(Account by, Guid pathway, int number)
    {
        var path = $"/api/v1/work-items/{pathway:N}-{number}";
        var form = (await Town.Api.GetAsync(by, path, Cancellation)).Body.GetProperty("form");
        var answer = await Town.Api.PostAsync(by, $"{path}/decision", new { outcome = "submit", data = SchemaForm.Fill(form) }, Cancellation);
        ((int)answer.Status).Should().Be(200, answer.Text);
    }

    private async Task<(Account Performer, int Number)> OpenItemAsync(Guid pathway)
    {
        var admin = Town.Api.ByRole("Специалист министерства", "Приозёрский край");
        var open = (await Town.Api.GetAsync(admin, $"/api/v1/pathways/{pathway}", Cancellation)).Body.GetProperty("openItems")[0];
        var id = open.GetProperty("id").GetString()!;
        return (Town.Api.ById(open.GetProperty("assignees")[0].GetInt32()), int.Parse(id[(id.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
