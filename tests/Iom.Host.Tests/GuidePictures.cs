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
    private const string Drafted = "priozersk-municipality";
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
        { "levels", "Администратор", "Приозёрск", $"/definitions/{Drafted}/levels", "изменено здесь" },
        { "publish", "Администратор", "Приозёрск", $"/definitions/{Drafted}/publish", "Кого это затронет" },
        { "compare", "Администратор", "Приозёрск", $"/definitions/{Drafted}/compare?from=1&to=0", "4 рабочих дня после открытия" },
        { "simulation", "Администратор", "Приозёрск", $"/definitions/{Drafted}/simulate#table", "Задания по порядку" },
        { "year", "Администратор", "Приозёрск", $"/definitions/{Drafted}/simulate/year", "Нагрузка по неделям" },
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
            await DiscardAsync();
            await DraftAsync();
            await page.GotoAsync(path);
        }

        if (path.EndsWith("/year", StringComparison.Ordinal))
        {
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Посчитать" }).ClickAsync();
            await page.Locator("#heat").EvaluateAsync("heading => heading.scrollIntoView()");
        }

        (await page.Locator("main").InnerTextAsync()).Should().Contain(says);
        if (Environment.GetEnvironmentVariable("IOM_UPDATE_PICTURES") == "1")
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Docs, "images", $"{name}.png") });
        }

        await DiscardAsync();
    }

    /// <summary>The draft that the pictures show, with one shorter deadline.</summary>
    private async Task DraftAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var lakeside = town.Api.ByRole("Администратор", "Приозёрск");
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "definitions", $"{Drafted}.yaml"), cancel);
        var at = text.IndexOf("working_days: 5", StringComparison.Ordinal);
        text = text.Remove(at, "working_days: 5".Length).Insert(at, "working_days: 4");
        await town.Api.PostAsync(lakeside, $"/api/v1/definitions/{Drafted}/draft", new { text }, cancel);
    }

    /// <summary>Others share the town.</summary>
    private async Task DiscardAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var lakeside = town.Api.ByRole("Администратор", "Приозёрск");
        var path = $"/api/v1/definitions/{Drafted}/draft";
        var draft = await town.Api.SendAsync(lakeside, HttpMethod.Get, path, null, cancel, request => request.Headers.Accept.ParseAdd("application/json"));
        if (draft.Status == System.Net.HttpStatusCode.OK)
        {
            await town.Api.SendAsync(
                lakeside, HttpMethod.Delete, path, null, cancel, request => request.Headers.IfMatch.ParseAdd($"\"{draft.Body.GetProperty("revision").GetInt32()}\""));
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
