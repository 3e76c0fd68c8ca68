using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Iom.Tests.Support;
using Microsoft.Playwright;

namespace Iom.Host.Tests;

/// <summary>
/// Windows of a real browser, which all tests of a run share: starting one costs more than most tests. Pages are looked at as the program
/// serves them, with its own content security policy.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>Only there to end a test that hangs, in milliseconds.</summary>
    private const int Patience = 180_000;

    /// <summary>It ends with the process of the tests.</summary>
    private static readonly Lazy<Task<IBrowser>> Shared = new(LaunchAsync);

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] },
        // What passed would be told element by element, on large pages for longer than the check takes.
        ResultTypes = [ResultType.Violations],
    };

    private readonly List<IBrowserContext> windows = [];
    private readonly IBrowser browser;
    private readonly Uri address;

    private Chromium(IBrowser browser, Uri address)
    {
        this.browser = browser;
        this.address = address;
    }

    /// <param name="address">Where pages are asked for.</param>
    public static async Task<Chromium> StartAsync(Uri address)
    {
        // Where none was looked for, the test is skipped here.
        _ = RequiredServer.Chromium;
        return new Chromium(await Shared.Value, address);
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
        windows.Add(context);
        context.SetDefaultTimeout(Patience);
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
        var result = await page.RunAxe(Rules).WaitAsync(TimeSpan.FromMilliseconds(Patience));
        return [.. result.Violations.Select(violation => $"{page.Url} {violation.Id}: {violation.Help} {violation.Nodes[0].Html}")];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in windows)
        {
            await window.DisposeAsync();
        }
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = RequiredServer.Chromium,
            Timeout = Patience,
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
        });
    }
}
