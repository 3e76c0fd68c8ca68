using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>Every page, for the three audiences, on a phone and a desktop, light and dark: accessible, without faults in the browser, nothing cut off.</summary>
[Collection(nameof(Town))]
public sealed class PagesInBrowser(Town town)
{
    private const int Phone = 360;
    private const int Desktop = 1280;

    /// <summary>Who looks. Of the many definitions each audience opens its share, so that all are seen on a phone and on a desktop.</summary>
    private static readonly string[] Audiences = ["Учитель", "Заместитель директора", "Специалист министерства"];

    public static TheoryData<string, string, int, ColorScheme> Looks => new()
    {
        { Audiences[0], "Школа № 12", Desktop, ColorScheme.Light },
        { Audiences[0], "Школа № 12", Phone, ColorScheme.Dark },
        { Audiences[1], "Школа № 12", Desktop, ColorScheme.Dark },
        { Audiences[1], "Школа № 12", Phone, ColorScheme.Light },
        { Audiences[2], "Приозёрский край", Desktop, ColorScheme.Light },
        { Audiences[2], "Приозёрский край", Phone, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_is_accessible_and_whole(string role, string organisation, int width, ColorScheme scheme)
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, faults) = await chromium.OpenAsync(width, scheme);
        await page.GotoAsync("/sign-in");
        var found = new List<string>(await Chromium.FaultsAsync(page));
        await Chromium.SignInAsync(page, town.Api.ByRole(role, organisation));
        foreach (var path in await PathsAsync(page, Array.IndexOf(Audiences, role)))
        {
            await page.GotoAsync(path);
            found.AddRange(await Chromium.FaultsAsync(page));
            var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
            if (over > 0)
            {
                found.Add($"{path} is {over} pixels wider than the window");
            }
        }

        found.Should().BeEmpty();
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task Large_type_is_accessible_too()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, _) = await chromium.OpenAsync(Phone);
        await Chromium.SignInAsync(page, town.Api.ByRole("Директор", "Школа № 12"));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Крупный шрифт" }).ClickAsync();
        (await page.Locator("html").GetAttributeAsync("class")).Should().Contain("look-large");
        var found = new List<string>();
        foreach (var path in new[] { "/tasks", "/inbox?scope=all", "/educators", "/monitoring", "/definitions/base" })
        {
            await page.GotoAsync(path);
            found.AddRange(await Chromium.FaultsAsync(page));
        }

        found.Should().BeEmpty();
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so_in_Russian()
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, _) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, town.Api.ByRole("Директор", "Школа № 12"));
        var answer = await page.GotoAsync("/pathways/00000000-0000-0000-0000-000000000001");
        answer!.Status.Should().Be(404);
        (await page.Locator("main").InnerTextAsync()).Should().Contain("недоступна");
        (await Chromium.FaultsAsync(page)).Should().BeEmpty();
    }

    /// <summary>The pages of the menu, every list, and one item, one route and a share of the definitions behind them.</summary>
    private static async Task<IReadOnlyList<string>> PathsAsync(IPage page, int share)
    {
        var paths = await LinksAsync(page, "nav a");
        foreach (var scope in new[] { "assigned", "available", "covered", "history", "all", "attention" })
        {
            paths.Add($"/inbox?scope={scope}");
        }

        await page.GotoAsync("/inbox?scope=all");
        paths.AddRange((await LinksAsync(page, ".card a")).Take(2));
        await page.GotoAsync("/my-pathway");
        paths.Add(new Uri(page.Url).PathAndQuery);
        await page.GotoAsync("/definitions");
        paths.AddRange((await LinksAsync(page, ".card a")).Where((_, i) => i % Audiences.Length == share));
        return [.. paths.Distinct()];
    }

    private static async Task<List<string>> LinksAsync(IPage page, string selector) =>
        [.. await page.Locator(selector).EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))")];
}
