using Iom.Host.Http;
using Iom.Workflows.Engine;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Iom.Host.Identity;

/// <summary>Signing in and out, for pages and for programs.</summary>
public static class AccountEndpoints
{
    public static void MapAccounts(this WebApplication app)
    {
        app.MapPost("/api/v1/auth/login", LoginAsync).AllowAnonymous()
            .WithTags("auth").WithSummary("Вход для программ: почта и пароль в обмен на маркер доступа");
        app.MapPost("/sign-in/enter", EnterAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/sign-out", LeaveAsync).ExcludeFromDescription();
    }

    /// <summary>Who wants to sign in.</summary>
    public sealed record LoginRequest(string Email, string Password);

    private static async Task<IResult> LoginAsync(LoginRequest request, SignInManager<Account> signIn, IUserClaimsPrincipalFactory<Account> claims)
    {
        var (account, refusal) = await CheckAsync(request.Email, request.Password, signIn);
        return account is null
            ? Problems.From(refusal!, StatusCodes.Status401Unauthorized)
            : Results.SignIn(await claims.CreateAsync(account), authenticationScheme: IdentityConstants.BearerScheme);
    }

    private static async Task<IResult> EnterAsync(
        HttpContext http, [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl, [FromForm] string? kept,
        SignInManager<Account> signIn, KeptForm forms)
    {
        var (account, refusal) = await CheckAsync(email, password, signIn);
        if (account is null && kept is not null)
        {
            return Page(forms.SignInPage(http, kept, HostRefusals.Sentence(refusal!.Code)), StatusCodes.Status401Unauthorized);
        }

        if (account is null)
        {
            return Results.LocalRedirect($"/sign-in?fault={refusal!.Code}&returnUrl={Uri.EscapeDataString(Local(returnUrl))}");
        }

        await signIn.SignInAsync(account, isPersistent: true);
        http.User = await signIn.CreateUserPrincipalAsync(account);
        return kept is not null && forms.SendAgainPage(http, kept) is { } page ? Page(page, StatusCodes.Status200OK) : Results.LocalRedirect(Local(returnUrl));
    }

    private static IResult Page(string html, int status) => Results.Content(html, "text/html; charset=utf-8", statusCode: status);

    // The form parameter is what makes the framework demand the form's token.
    private static async Task<IResult> LeaveAsync([FromForm] string? confirm, SignInManager<Account> signIn)
    {
        _ = confirm;
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    private static async Task<(Account? Account, Refusal? Refusal)> CheckAsync(string? email, string? password, SignInManager<Account> signIn)
    {
        if (string.IsNullOrWhiteSpace(email) || string.IsNullOrEmpty(password) || email.Length > 256 || password.Length > 256
            || email.Any(char.IsControl) || await signIn.UserManager.FindByEmailAsync(email.Trim()) is not { } account)
        {
            return (null, HostRefusals.Of("wrong_credentials", RefusalKind.Forbidden));
        }

        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        return result.Succeeded ? (account, null)
            : (null, HostRefusals.Of(result.IsLockedOut ? "locked_out" : "wrong_credentials", RefusalKind.Forbidden));
    }

    /// <summary>Only pages of this program: a link from outside must not carry anybody away.</summary>
    private static string Local(string? returnUrl) =>
        returnUrl is ['/', not ('/' or '\\'), ..] && !returnUrl.Any(char.IsControl) ? returnUrl : "/";
}
