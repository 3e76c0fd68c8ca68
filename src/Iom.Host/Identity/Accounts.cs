using System.Security.Claims;
using Iom.Host.Http;
using Iom.Workflows;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Iom.Host.Identity;

/// <summary>Signing in: cookies for pages, bearer tokens for the API; everything else needs a signed-in person unless it says otherwise.</summary>
public static class Accounts
{
    /// <summary>Policy of the API: a bearer token, never the cookie, so that no foreign page can act for somebody.</summary>
    public const string ApiPolicy = "api";

    private const string EitherScheme = "iom";

    private const int DemoIterations = 1000;
    private const int MostRetries = 2;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(8);

    public static void AddAccounts(this WebApplicationBuilder builder, IomOptions options)
    {
        var services = builder.Services;
        if (options.Provider == DatabaseProvider.Postgres)
        {
            services.AddDbContext<PostgresAccountsDbContext>(context => context
                // Somebody who signs in just when the database comes back, or over a connection that it has cut, need not try again.
                .UseNpgsql(options.ConnectionString, postgres => postgres
                    .MigrationsHistoryTable(AccountsDbContext.MigrationsTable)
                    .EnableRetryOnFailure(MostRetries, LongestPause, errorCodesToAdd: null))
                .UseSnakeCaseNamingConvention());
            services.AddScoped<AccountsDbContext>(container => container.GetRequiredService<PostgresAccountsDbContext>());
        }
        else
        {
            services.AddDbContext<SqliteAccountsDbContext>(context => context
                .UseSqlite(options.ConnectionString, sqlite => sqlite.MigrationsHistoryTable(AccountsDbContext.MigrationsTable))
                .UseSnakeCaseNamingConvention());
            services.AddScoped<AccountsDbContext>(container => container.GetRequiredService<SqliteAccountsDbContext>());
        }

        if (options.IsDemo)
        {
            // The password of the demo town stands on the sign-in page: hashing it slowly guards nothing and only makes everybody wait.
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = DemoIterations);
        }

        services.AddKeys(options);
        services.AddIdentityCore<Account>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Password.RequiredLength = 10;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddEntityFrameworkStores<AccountsDbContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<PersonClaims>();
        services.AddAuthentication(EitherScheme)
            // Programs are answered as programs and people as people, also where no page and no operation was met.
            .AddPolicyScheme(EitherScheme, null, either => either.ForwardDefaultSelector = http =>
                Problems.IsApi(http) ? IdentityConstants.BearerScheme : IdentityConstants.ApplicationScheme)
            .AddBearerToken(IdentityConstants.BearerScheme, bearer =>
            {
                bearer.BearerTokenExpiration = TokenLife;
                // Sessions live by real time: moving the demo clock must not sign anybody out.
                bearer.TimeProvider = TimeProvider.System;
            })
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/denied";
            cookie.Cookie.Name = "iom";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TokenLife;
            cookie.SlidingExpiration = true;
            cookie.TimeProvider = TimeProvider.System;
            cookie.Events.OnRedirectToLogin = context => context.HttpContext.RequestServices.GetRequiredService<KeptForm>().SignInAsync(context);
        });
        services.AddSingleton<KeptForm>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(EitherScheme).RequireAuthenticatedUser().Build())
            .AddPolicy(ApiPolicy, new AuthorizationPolicyBuilder(IdentityConstants.BearerScheme).RequireAuthenticatedUser().Build());
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentPerson>();
    }

    public static async Task MigrateAccountsAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountsDbContext>().Database.MigrateAsync(cancellationToken);
    }

    private sealed class PersonClaims(UserManager<Account> accounts, IOptions<IdentityOptions> options)
        : UserClaimsPrincipalFactory<Account>(accounts, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            identity.AddClaim(new Claim(CurrentPerson.Claim, user.PersonId.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return identity;
        }
    }
}
