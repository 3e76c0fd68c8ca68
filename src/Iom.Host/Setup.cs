using Iom.Host.Demo;
using Iom.Host.Identity;
using Iom.Workflows;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Persistence;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host;

/// <summary>Settings, storage, and what happens once before the first request.</summary>
public static class Setup
{
    private const string DefaultAddress = "http://localhost:5080";

    /// <returns>Null: they are wrong, and what is wrong was said.</returns>
    public static IomOptions? AddSettings(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        var options = builder.Configuration.GetSection(IomOptions.Section).Get<IomOptions>() ?? new IomOptions();
        var faults = options.Faults().ToList();
        if (faults.Count > 0)
        {
            faults.ForEach(Console.Error.WriteLine);
            return null;
        }

        options.Mail.BaseAddress ??= Reachable(builder.Configuration["urls"]);
        options.DataFolder = Path.GetFullPath(options.DataFolder, Directory.GetCurrentDirectory());
        Directory.CreateDirectory(options.DataFolder);
        builder.Services.AddSingleton(options);
        return options;
    }

    public static void AddStorage(this WebApplicationBuilder builder, IomOptions options)
    {
        var calendars = CalendarLibrary.FromFolder(Path.Combine(options.Definitions, "calendars"));
        builder.Services.AddIomWorkflows(options.Provider, options.ConnectionString, calendars);
    }

    /// <summary>Brings the database up to date, publishes the shipped definitions, makes the demo town if there is none, tells where the program answers.</summary>
    /// <returns>False: the database does not let us, and why was said. Nothing was changed by halves.</returns>
    public static async Task<bool> PrepareAsync(this WebApplication app, IomOptions options)
    {
        try
        {
            await using var alone = await StartLock.TakeAsync(app.Services, options, CancellationToken.None);
            await app.Services.MigrateAsync(CancellationToken.None);
            await app.Services.PublishShippedAsync(options, app.Logger, CancellationToken.None);
            if (options.IsDemo)
            {
                await app.Services.GetRequiredService<DemoTown>().EnsureAsync(CancellationToken.None);
            }
        }
        catch (Exception fault) when (StartFaults.SentenceOf(fault, options) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return false;
        }

        IReadOnlyList<DemoAccount> accounts = options.IsDemo ? await DemoAccounts.ShownAsync(app.Services, CancellationToken.None) : [];
        app.Lifetime.ApplicationStarted.Register(() => Announce(app, options, accounts));
        return true;
    }

    /// <summary>Serves until it is asked to stop.</summary>
    /// <returns>False: the address is taken, and that was said.</returns>
    public static async Task<bool> ServeAsync(this WebApplication app)
    {
        // Afterwards nothing of the program can be asked any more.
        var addresses = app.Configuration["urls"];
        try
        {
            await app.RunAsync();
            return true;
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(StartFaults.AddressTaken(addresses));
            return false;
        }
    }

    public static async Task MigrateAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using (var context = await services.GetRequiredService<IDbContextFactory<IomDbContext>>().CreateDbContextAsync(cancellationToken))
        {
            await context.Database.MigrateAsync(cancellationToken);
        }

        await services.MigrateAccountsAsync(cancellationToken);
    }

    /// <summary>Publishes what is new in the definitions folder; faulty files are logged by line and column and leave what was published before in force.</summary>
    public static async Task PublishShippedAsync(this IServiceProvider services, IomOptions options, ILogger log, CancellationToken cancellationToken)
    {
        var publication = await services.GetRequiredService<PlanStore>().PublishAsync(DefinitionFolder.Read(options.Definitions), cancellationToken);
        foreach (var fault in publication.Faults)
        {
            log.LogError("{Fault}", fault);
        }

        foreach (var plan in publication.Published)
        {
            log.LogInformation("Published {Key}@{Version}.", plan.Key, plan.Version);
        }
    }

    /// <summary>The first address that is listened on; "every address of this machine" is for people the machine itself.</summary>
    private static string Reachable(string? urls) =>
        (urls?.Split(';')[0] ?? DefaultAddress).Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal);

    private static void Announce(WebApplication app, IomOptions options, IReadOnlyList<DemoAccount> accounts)
    {
        var address = app.Urls.FirstOrDefault() ?? DefaultAddress;
        Console.WriteLine();
        Console.WriteLine($"  ИОМ работает: {address}");
        Console.WriteLine(options.IsDemo
            ? $"  Учебный город. Войдите одной кнопкой на странице входа или под любой учётной записью с паролем «{DemoAccounts.Password}»:"
            : "  Рабочий режим.");
        foreach (var account in accounts)
        {
            Console.WriteLine($"    {account.Email,-40} {account.Role}, {account.Organisation}");
        }

        Console.WriteLine();
    }
}
