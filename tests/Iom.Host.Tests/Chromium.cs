using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Iom.Tests.Support;
using Microsoft.Playwright;

namespace Iom.Host.Tests;

/// <summary>A real browser. Pages are looked at as the program serves them, with its own content security policy.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] },
    };

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly Uri address;

    private Chromium(IPlaywright playwright, IBrowser browser, Uri address)
    {
        this.playwright = playwright;
        this.browser = browser;
        this.address = address;
    }

    public static async Task<Chromium> StartAsync(Uri address)
    {
        var path = RequiredServer.Chromium;
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
        });
        return new Chromium(playwright, browser, address);
    }

    /// <summary>A window of its own; faults that the browser reports are collected.</summary>
    public async Task<(IPage Page, List<string> Faults)> OpenAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            Locale = "ru-RU",
            JavaScriptEnabled = script,
        });
        var page = await context.NewPageAsync();
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Add($"{page.Url}: {message.Text}");
            }
        };
        return (page, faults);
    }

    public static async Task SignInAsync(IPage page, Account account)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("input[type=email]").FillAsync(account.Email);
        await page.Locator("input[type=password]").FillAsync(account.Password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Войти", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/tasks");
    }

    /// <summary>What axe has against a page, one line a fault.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page)
    {
        var result = await page.RunAxe(Rules);
        return [.. result.Violations.Select(violation => $"{page.Url} {violation.Id}: {violation.Help} {violation.Nodes[0].Html}")];
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
