using Iom.Host.Identity;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Microsoft.AspNetCore.Identity;

namespace Iom.Host.Demo;

/// <summary>An account of the demo town, as shown on the sign-in page.</summary>
public sealed record DemoAccount(string Email, string Password, string FullName, string Role, string Organisation, string Audience);

/// <summary>Accounts of the demo town: everybody has one, all with the same password.</summary>
public static class DemoAccounts
{
    public const string Password = "demo-gorod-2026";

    /// <summary>Everybody gets an account.</summary>
    public static async Task MakeAsync(IServiceProvider services, DirectoryData data, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>();
        var normalizer = scope.ServiceProvider.GetRequiredService<ILookupNormalizer>();
        // Hashing is slow on purpose; one hash serves the whole demo town.
        var hash = hasher.HashPassword(new Account(), Password);
        context.AddRange(data.People.Select(person => new Account
        {
            PersonId = person.Id,
            UserName = person.Email,
            NormalizedUserName = normalizer.NormalizeName(person.Email),
            Email = person.Email,
            NormalizedEmail = normalizer.NormalizeEmail(person.Email),
            EmailConfirmed = true,
            LockoutEnabled = true,
            PasswordHash = hash,
            SecurityStamp = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"),
        }));
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A dozen accounts that show every audience.</summary>
    public static IReadOnlyList<DemoAccount> Shown(IServiceProvider services) => Shown(services.GetRequiredService<IRosterSource>().CurrentAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult());

    public static IReadOnlyList<DemoAccount> Shown(Roster roster)
    {
        var shown = new List<DemoAccount>();
        foreach (var code in new[] { "priozersk-school-12", "lesnoy-school-4", "priozersk-kindergarten-7", "zarechny-college" })
        {
            if (roster.UnitByCode(code) is not { } unit)
            {
                continue;
            }

            var staff = roster.People.Where(person => person.OrgUnitId == unit.Id).OrderBy(person => person.Id).ToList();
            shown.AddRange(staff.Where(person => Plain(roster, person)).Take(code == "priozersk-school-12" ? 4 : 1).Select(person => Of(person, unit, "teacher")));
            shown.AddRange(staff.Where(person => !Plain(roster, person)).Take(code == "priozersk-school-12" ? 3 : 2).Select(person => Of(person, unit, "approver")));
        }

        foreach (var person in roster.People.Where(person => roster.Unit(person.OrgUnitId).Level != OrgLevels.Organisation).OrderBy(person => person.Id))
        {
            shown.Add(Of(person, roster.Unit(person.OrgUnitId), roster.AssignmentsOf(person.Id).ToArray().Any(a => a.Role is Roles.Administrator or Roles.Coordinator) ? "administrator" : "approver"));
        }

        return shown;
    }

    private static bool Plain(Roster roster, Person person) => roster.AssignmentsOf(person.Id).IsEmpty;

    private static DemoAccount Of(Person person, OrgUnit unit, string audience) =>
        new(person.Email, Password, person.FullName, person.Position, unit.Name, audience);
}
