using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Iom.Host.Http;
using Iom.Host.Resources;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace Iom.Host.Identity;

/// <summary>
/// A form that was sent after the session had ended. What was typed goes, sealed, along through the sign-in page and is then offered
/// for sending: nothing of it is kept on the server.
/// </summary>
public sealed class KeptForm(IDataProtectionProvider protection, IAntiforgery antiforgery)
{
    private const int MostCharacters = 500_000;
    private static readonly TimeSpan Life = TimeSpan.FromHours(2);
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("Iom.KeptForm").ToTimeLimitedDataProtector();

    /// <summary>Instead of a bare way to the sign-in page, which would lose the form.</summary>
    public async Task SignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (await SealedAsync(context.Request) is { } kept)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(SignInPage(context.HttpContext, kept, null));
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }
    }

    /// <param name="http">Who signs in.</param>
    /// <param name="kept">The sealed form.</param>
    /// <param name="fault">Why signing in was refused before, as a sentence.</param>
    public string SignInPage(HttpContext http, string kept, string? fault) => PlainPage.Of(http, Texts.Of("kept_heading"), $"""
        {(fault is null ? string.Empty : $"""<div class="notice notice-bad" role="alert"><p>{PlainPage.Text(fault)}</p></div>""")}
        <p class="lead">{PlainPage.Text(Texts.Of("kept_lead"))}</p>
        <form method="post" action="/sign-in/enter" class="stack">
          {Token(http)}{Hidden("kept", kept)}
          <div class="field"><label for="email">{PlainPage.Text(Texts.Of("email"))}</label><input id="email" name="email" type="email" autocomplete="username" required></div>
          <div class="field"><label for="password">{PlainPage.Text(Texts.Of("password"))}</label><input id="password" name="password" type="password" autocomplete="current-password" required></div>
          <div><button class="button button-primary" type="submit">{PlainPage.Text(Texts.Of("sign_in"))}</button></div>
        </form>
        """);

    /// <param name="http">Whose user has just signed in; the form gets a token for that user.</param>
    /// <param name="kept">The sealed form.</param>
    /// <returns>The page that offers to send the form again; null: it was not sealed by us, or too long ago.</returns>
    public string? SendAgainPage(HttpContext http, string kept)
    {
        if (Opened(kept) is not { } form)
        {
            return null;
        }

        var fields = string.Concat(form.Fields.Select(field => Hidden(field.Name, field.Value)));
        return PlainPage.Of(http, Texts.Of("kept_again_heading"), $"""
            <p class="lead">{PlainPage.Text(Texts.Of("kept_again_lead"))}</p>
            <form method="post" action="{PlainPage.Text(form.Path)}">
              {Token(http)}{fields}
              <div class="actions"><button class="button button-primary" type="submit">{PlainPage.Text(Texts.Of("kept_send"))}</button> <a class="button" href="/tasks">{PlainPage.Text(Texts.Of("kept_drop"))}</a></div>
            </form>
            """);
    }

    private async Task<string?> SealedAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || !IsOurs(request))
        {
            return null;
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        Field[] fields = [.. form.Where(field => field.Key != "__RequestVerificationToken").SelectMany(field => field.Value.Select(value => new Field(field.Key, value ?? string.Empty)))];
        return form.Files.Count > 0 || fields.Sum(field => field.Value.Length) > MostCharacters ? null
            : seal.Protect(JsonSerializer.Serialize(new Form($"{request.PathBase}{request.Path}{request.QueryString}", fields)), Life);
    }

    /// <summary>What a page of somebody else sent is not worth keeping: it might put words into a user's mouth.</summary>
    private static bool IsOurs(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private Form? Opened(string kept)
    {
        try
        {
            return JsonSerializer.Deserialize<Form>(seal.Unprotect(kept));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private string Token(HttpContext http)
    {
        var token = antiforgery.GetAndStoreTokens(http);
        return Hidden(token.FormFieldName, token.RequestToken);
    }

    private static string Hidden(string name, string? value) => $"""<input type="hidden" name="{PlainPage.Text(name)}" value="{PlainPage.Text(value)}">""";

    private sealed record Form(string Path, Field[] Fields);

    private sealed record Field(string Name, string Value);
}
