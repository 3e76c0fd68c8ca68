using Microsoft.AspNetCore.Mvc;

namespace Iom.Host.Layout;

/// <summary>How the reader wants pages to look: light or dark, ordinary or large type. Kept in a cookie.</summary>
public static class Look
{
    private const string Cookie = "iom-look";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Classes of the page's root element.</summary>
    public static string ClassesOf(HttpContext http) => string.Join(' ', Parts(http).Select(part => $"look-{part}"));

    public static bool Has(HttpContext http, string part) => Parts(http).Contains(part);

    /// <summary>Switches one of <c>light</c>, <c>dark</c>, <c>large</c>; choosing the other theme takes the first away.</summary>
    internal static IResult ChooseAsync(HttpContext http, [FromForm] string? part, [FromForm] string? back)
    {
        var parts = Parts(http).ToHashSet();
        if (part is "light" or "dark" or "large" && !parts.Remove(part))
        {
            parts.Remove(part == "light" ? "dark" : part == "dark" ? "light" : string.Empty);
            parts.Add(part);
        }

        http.Response.Cookies.Append(Cookie, string.Join('.', parts), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = Kept,
        });
        return Results.LocalRedirect(back is ['/'] or ['/', not ('/' or '\\'), ..] && !back.Any(char.IsControl) ? back : "/");
    }

    private static IEnumerable<string> Parts(HttpContext http) =>
        (http.Request.Cookies[Cookie] ?? string.Empty).Split('.').Where(part => part is "light" or "dark" or "large");
}
