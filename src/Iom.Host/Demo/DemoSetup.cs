using System.Xml;
using Iom.Host.Http;
using Iom.Host.Identity;
using Iom.Workflows.Engine;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Iom.Host.Demo;

/// <summary>Demo mode: the town, its accounts and the clock that can be moved. Nothing of it exists in production.</summary>
public static class DemoSetup
{
    public static void AddClock(this WebApplicationBuilder builder, IomOptions options)
    {
        if (!options.IsDemo)
        {
            builder.Services.AddSingleton(TimeProvider.System);
            return;
        }

        var clock = new DemoClock();
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<TimeProvider>(clock);
    }

    public static void AddDemo(this WebApplicationBuilder builder, IomOptions options)
    {
        if (options.IsDemo)
        {
            builder.Services.AddSingleton<DemoTown>();
            builder.Services.AddSingleton<DemoTravel>();
        }
    }

    public static void MapDemo(this WebApplication app, IomOptions options)
    {
        if (!options.IsDemo)
        {
            return;
        }

        var demo = app.MapGroup("/api/v1/demo").WithTags("demo");
        demo.MapGet("/accounts", async (IServiceProvider services, CancellationToken cancellationToken) =>
                (await DemoAccounts.AllAsync(services, cancellationToken)).Select(account => new { account.Email, account.Password, account.FullName, account.Role, account.Organisation }))
            .AllowAnonymous().WithSummary("Учётные записи учебного города");
        demo.MapPost("/clock", AdvanceAsync).RequireAuthorization(Accounts.ApiPolicy)
            .WithSummary("Перевести часы вперёд: {\"advance\":\"P7D\"}");
        app.MapPost("/demo/clock", AdvanceByFormAsync).ExcludeFromDescription();
        app.MapPost("/demo/sign-in", SignInAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>How far the clock is to be moved, as an ISO 8601 duration.</summary>
    public sealed record ClockRequest(string Advance);

    private static async Task<IResult> AdvanceAsync(ClockRequest request, DemoTravel travel, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Duration(request.Advance) is not { } by)
        {
            return Problems.From(HostRefusals.Of("bad_clock", RefusalKind.Invalid));
        }

        await travel.AdvanceAsync(by, cancellationToken);
        return Results.Ok(new { now = time.GetUtcNow() });
    }

    private static async Task<IResult> AdvanceByFormAsync(
        HttpContext http, [FromForm] string? advance, [FromForm] string? back, DemoTravel travel)
    {
        if (Duration(advance) is { } by)
        {
            await travel.AdvanceAsync(by, http.RequestAborted);
        }

        return Results.LocalRedirect(back is ['/', not ('/' or '\\'), ..] && !back.Any(char.IsControl) ? back : "/");
    }

    /// <summary>One click signs in; only demo mode has this.</summary>
    private static async Task<IResult> SignInAsync([FromForm] string? email, SignInManager<Account> signIn)
    {
        if (email is not null && await signIn.UserManager.FindByEmailAsync(email) is { } account)
        {
            await signIn.SignInAsync(account, isPersistent: true);
            return Results.LocalRedirect("/");
        }

        return Results.LocalRedirect("/sign-in?fault=wrong_credentials");
    }

    private static TimeSpan? Duration(string? text)
    {
        try
        {
            var by = XmlConvert.ToTimeSpan(text ?? string.Empty);
            return by > TimeSpan.Zero && by <= DemoTravel.Farthest ? by : null;
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return null;
        }
    }
}
