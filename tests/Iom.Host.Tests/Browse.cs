using System.Text.RegularExpressions;
using Iom.Tests.Support;

namespace Iom.Host.Tests;

/// <summary>Signs in as a browser does, by the form.</summary>
internal static partial class Browse
{
    /// <returns>The cookies of a signed-in person.</returns>
    public static async Task<string> SignInAsync(HostProcess host, Account account, CancellationToken cancellationToken)
    {
        var (_, cookies) = await PostAsync(host, account.Email, account.Password, "/", cancellationToken);
        return cookies;
    }

    /// <returns>Where the form leads.</returns>
    public static async Task<string> EnterAsync(HostProcess host, string email, string password, string returnUrl, CancellationToken cancellationToken)
    {
        var (location, _) = await PostAsync(host, email, password, returnUrl, cancellationToken);
        return location;
    }

    private static async Task<(string Location, string Cookies)> PostAsync(
        HostProcess host, string email, string password, string returnUrl, CancellationToken cancellationToken)
    {
        using var page = await host.Http.GetAsync(new Uri("/sign-in", UriKind.Relative), cancellationToken);
        var token = Token().Match(await page.Content.ReadAsStringAsync(cancellationToken)).Groups[1].Value;
        var cookies = Cookies(page);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/enter")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["email"] = email,
                ["password"] = password,
                ["returnUrl"] = returnUrl,
                ["__RequestVerificationToken"] = token,
            }),
        };
        request.Headers.Add("Cookie", cookies);
        using var answer = await host.Http.SendAsync(request, cancellationToken);
        return (answer.Headers.Location?.ToString() ?? string.Empty, $"{cookies}; {Cookies(answer)}");
    }

    private static string Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0]))
        : string.Empty;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
