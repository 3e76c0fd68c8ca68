using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>The pages of simulations: accessible and whole on a phone and a desktop, light and dark, and without any script.</summary>
[Collection(nameof(Town))]
public sealed class SimulationInBrowser(Town town)
{
    private const int Phone = 360;
    private const int Desktop = 1280;

    [Theory]
    [InlineData(Desktop, ColorScheme.Light)]
    [InlineData(Desktop, ColorScheme.Dark)]
    [InlineData(Phone, ColorScheme.Light)]
    [InlineData(Phone, ColorScheme.Dark)]
    public async Task A_route_and_a_year_are_accessible_and_whole(int width, ColorScheme scheme)
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync(width, scheme);
        await Chromium.SignInAsync(page, town.Api.ByRole("Администратор", "Приозёрск"));
        var found = new List<string>();
        await page.GotoAsync("/definitions/base/simulate?step=approval.director%3D%40never");
        await LookAsync(page, found);
        await page.GotoAsync("/definitions/base/simulate/year");
        await LookAsync(page, found);
        await BeginYearAsync(page);
        await LookAsync(page, found);
        found.Should().BeEmpty();
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task A_result_that_is_not_here_says_so_and_offers_to_count_again()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, town.Api.ByRole("Администратор", "Приозёрск"));
        await page.GotoAsync($"/definitions/base/simulate/year/{Guid.CreateVersion7()}");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("Итога этого расчёта здесь нет.");
        (await Chromium.FaultsAsync(page)).Should().BeEmpty();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Посчитать ещё раз" }).ClickAsync();
        await page.WaitForURLAsync("**/simulate/year");
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task A_route_shows_who_and_when_and_what_another_choice_changes()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, _) = await chromium.OpenAsync(script: false);
        await Chromium.SignInAsync(page, town.Api.ByRole("Директор", "Школа № 12"));
        await page.GotoAsync("/definitions/base");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Прожить за одного педагога" }).ClickAsync();
        await page.GetByText("Ответы на отдельные шаги").ClickAsync();
        await page.GetByLabel("Утверждение директором").SelectOptionAsync(new SelectOptionValue { Label = "ответ «Вернуть на доработку»" });
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Посчитать" }).ClickAsync();
        var main = await page.Locator("main").InnerTextAsync();
        main.Should().Contain("круг 2").And.Contain("Маршрут завершён").And.Contain("напоминания:");
        (await page.Locator("svg.chart rect").CountAsync()).Should().Be(await page.Locator("table.route td.route-number").CountAsync());
    }

    [Fact]
    public async Task A_year_names_those_who_will_drown_and_compares_with_a_text_that_was_sent()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, _) = await chromium.OpenAsync(script: false);
        await Chromium.SignInAsync(page, town.Api.ByRole("Администратор", "Приозёрск"));
        await page.GotoAsync("/definitions/base/simulate/year");
        await page.GetByText("Проверить изменённый текст (YAML)").First.ClickAsync();
        await page.Locator("textarea[name=yaml]").FillAsync(await File.ReadAllTextAsync(Path.Combine(Iom.Tests.Support.Repository.Root, "definitions", "base.yaml"), TestContext.Current.CancellationToken));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Взять этот текст" }).ClickAsync();
        await BeginYearAsync(page);
        var main = await page.Locator("main").InnerTextAsync();
        main.Should().Contain("Кто не справится").And.Contain("методист муниципальной службы (Приозёрск)").And.Contain("Нагрузка людей не меняется");
        var heaviest = int.Parse(await page.Locator("dl.figures dd").Last.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        (await page.Locator("table.heat tbody tr").First.Locator("td.heat-5").AllInnerTextsAsync()).Should().Contain($"{heaviest}");
    }

    [Fact]
    public async Task A_year_is_of_one_person_and_nobody_else_finds_it()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, _) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, town.Api.ByRole("Администратор", "Приозёрск"));
        await page.GotoAsync("/definitions/base/simulate/year");
        await BeginYearAsync(page);
        var address = new Uri(page.Url).PathAndQuery;
        var (director, _) = await chromium.OpenAsync();
        await Chromium.SignInAsync(director, town.Api.ByRole("Директор", "Школа № 12"));
        await director.GotoAsync(address);
        (await director.Locator("main").InnerTextAsync()).Should().Contain("Посчитать", "as with any result that is not here, another can be made");
        (await director.Locator("table").CountAsync()).Should().Be(0);

        var (teacher, _) = await chromium.OpenAsync();
        await Chromium.SignInAsync(teacher, town.Api.ByRole("Учитель", "Школа № 12"));
        (await teacher.GotoAsync(address))!.Status.Should().Be(404);
        (await teacher.GotoAsync("/definitions/base/simulate"))!.Status.Should().Be(404);
    }

    private static async Task BeginYearAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Посчитать" }).ClickAsync();
        await page.Locator("table.heat").First.WaitForAsync();
    }

    private static async Task LookAsync(IPage page, List<string> found)
    {
        found.AddRange(await Chromium.FaultsAsync(page));
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        if (over > 0)
        {
            found.Add($"{page.Url} is {over} pixels wider than the window");
        }
    }
}
