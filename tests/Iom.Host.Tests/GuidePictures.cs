using System.Text.RegularExpressions;
using FluentAssertions;
using Iom.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>
/// The pictures of README and guides. Each is of a page that is there and says what the guide says of it; with
/// <c>IOM_UPDATE_PICTURES=1</c> they are taken anew.
/// </summary>
[Collection(nameof(Town))]
public sealed partial class GuidePictures(Town town)
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    public static TheoryData<string, string, string, string, string> Pictures => new()
    {
        { "my-tasks", "Учитель", "Школа № 12", "/tasks", "Ваш следующий шаг" },
        { "task", "Учитель", "Школа № 12", "first", "Ваш ответ" },
        { "pathway", "Учитель", "Школа № 12", "/my-pathway", "Жизнь маршрута" },
        { "inbox", "Методист муниципальной службы", "Приозёрск", "/inbox", "Входящие" },
        { "decision", "Методист муниципальной службы", "Приозёрск", "first", "Что вы решаете" },
        { "monitoring", "Специалист министерства", "Приозёрский край", "/monitoring", "Требуют внимания" },
        { "definition", "Специалист министерства", "Приозёрский край", "/definitions/priozersk-school-12", "Схема" },
        { "notices", "Методист муниципальной службы", "Приозёрск", "/notices", "Уведомления" },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task A_picture_is_of_a_page_that_says_what_the_guide_says(string name, string role, string organisation, string path, string says)
    {
        await using var chromium = await Chromium.StartAsync(town.Host.Address);
        var (page, _) = await chromium.OpenAsync();
        await Chromium.SignInAsync(page, town.Api.ByRole(role, organisation));
        if (path == "first")
        {
            await page.Locator("main a[href^='/tasks/']").First.ClickAsync();
            await page.WaitForURLAsync("**/tasks/*/*");
        }
        else
        {
            await page.GotoAsync(path);
        }

        (await page.Locator("main").InnerTextAsync()).Should().Contain(says);
        if (Environment.GetEnvironmentVariable("IOM_UPDATE_PICTURES") == "1")
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Docs, "images", $"{name}.png") });
        }
    }

    [Fact]
    public void Every_picture_of_the_texts_is_there_and_every_one_there_is_used()
    {
        var texts = Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "README.md"));
        var used = texts.SelectMany(text => Picture().Matches(File.ReadAllText(text)).Select(match => match.Groups[1].Value)).ToHashSet();
        used.Should().BeEquivalentTo(Directory.EnumerateFiles(Path.Combine(Docs, "images"), "*.png").Select(Path.GetFileName));
    }

    [GeneratedRegex(@"images/([a-z-]+\.png)")]
    private static partial Regex Picture();
}
