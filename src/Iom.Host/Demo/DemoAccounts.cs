using Iom.Host.Identity;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Demo;

/// <summary>An account of the demo town, as shown on the sign-in page.</summary>
/// <param name="OpenItems">Work items that wait for this person now.</param>
public sealed record DemoAccount(string Email, string Password, string FullName, string Role, string Organisation, string Audience, int OpenItems);

/// <summary>Accounts of the demo town: everybody has one, all with the same password.</summary>
public static class DemoAccounts
{
    public const string Password = "demo-gorod-2026";

    /// <summary>Everybody gets an account, unless they have been made already.</summary>
    public static async Task MakeAsync(IServiceProvider services, DirectoryData data, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        if (await context.Users.AnyAsync(cancellationToken))
        {
            return;
        }

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

    /// <summary>Some thirty accounts that show every audience; of the teachers of a school, those for whom work waits that is not late come first.</summary>
    public static async Task<IReadOnlyList<DemoAccount>> ShownAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var roster = await services.GetRequiredService<IRosterSource>().CurrentAsync(cancellationToken);
        var open = await OpenItemsAsync(services, cancellationToken);
        var shown = new List<DemoAccount>();
        foreach (var code in new[] { "priozersk-school-12", "lesnoy-school-4", "priozersk-kindergarten-7", "zarechny-college" })
        {
            if (roster.UnitByCode(code) is not { } unit)
            {
                continue;
            }

            var (teachers, approvers) = code == "priozersk-school-12" ? (4, 3) : (1, 2);
            var staff = roster.People.Where(person => person.OrgUnitId == unit.Id)
                .OrderByDescending(person => open.GetValueOrDefault(person.Id)?.InTime).ThenBy(person => person.Id).ToList();
            shown.AddRange(staff.Where(person => Plain(roster, person)).Take(teachers).Select(person => Of(person, unit, "teacher", open)));
            shown.AddRange(staff.Where(person => !Plain(roster, person)).OrderBy(person => person.Id).Take(approvers).Select(person => Of(person, unit, "approver", open)));
        }

        foreach (var person in roster.People.Where(person => roster.Unit(person.OrgUnitId).Level != OrgLevels.Organisation).OrderBy(person => person.Id))
        {
            var governs = roster.AssignmentsOf(person.Id).ToArray().Any(a => a.Role is Roles.Administrator or Roles.Coordinator);
            shown.Add(Of(person, roster.Unit(person.OrgUnitId), governs ? "administrator" : "approver", open));
        }

        return shown;
    }

    /// <summary>Everybody: those shown, then all others.</summary>
    public static async Task<IReadOnlyList<DemoAccount>> AllAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var roster = await services.GetRequiredService<IRosterSource>().CurrentAsync(cancellationToken);
        var open = await OpenItemsAsync(services, cancellationToken);
        var shown = await ShownAsync(services, cancellationToken);
        var known = shown.Select(account => account.Email).ToHashSet();
        return [.. shown, .. roster.People.Where(person => !known.Contains(person.Email)).OrderBy(person => person.Id)
            .Select(person => Of(person, roster.Unit(person.OrgUnitId), "other", open))];
    }

    private static async Task<Dictionary<int, Waiting>> OpenItemsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<IomDbContext>>().CreateDbContextAsync(cancellationToken);
        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        return await context.Assignees
            .Join(context.WorkItems, row => new { row.PathwayId, row.Number }, item => new { item.PathwayId, item.Number }, (row, item) => new { row.PersonId, item.DueOn })
            .GroupBy(row => row.PersonId)
            .Select(group => new { group.Key, Count = group.Count(), InTime = group.Any(row => row.DueOn >= today) })
            .ToDictionaryAsync(row => row.Key, row => new Waiting(row.Count, row.InTime), cancellationToken);
    }

    private static bool Plain(Roster roster, Person person) => roster.AssignmentsOf(person.Id).IsEmpty;

    private static DemoAccount Of(Person person, OrgUnit unit, string audience, Dictionary<int, Waiting> open) =>
        new(person.Email, Password, person.FullName, person.Position, unit.Name, audience, open.GetValueOrDefault(person.Id)?.Count ?? 0);

    private sealed record Waiting(int Count, bool InTime);
}
