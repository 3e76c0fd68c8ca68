using System.Globalization;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Demo;

/// <summary>Makes the demo town once: people, accounts, and routes in every stage, some of them overdue. The same every time but for the day it is made on.</summary>
public sealed class DemoTown(
    DirectoryStore directory,
    RosterCache rosters,
    IPathwayStore store,
    IPlanSource plans,
    IEnumerable<IPathwayRuntime> runtimes,
    HostRuntime host,
    IDbContextFactory<IomDbContext> contexts,
    IServiceProvider services,
    DemoTravel travel,
    TimeProvider time)
{
    /// <summary>Notices older than this are history and are not sent any more.</summary>
    private static readonly TimeSpan TellOf = TimeSpan.FromDays(4);

    /// <summary>The instant at which the making began; stands while it is not finished.</summary>
    private const string Making = "demo.making";

    /// <summary>Makes the town, or finishes one whose making was broken off.</summary>
    /// <returns>False when the town stood already.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancellationToken)
    {
        await travel.RestoreAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var making = await context.Settings.FirstOrDefaultAsync(setting => setting.Key == Making, cancellationToken);
        var stands = await directory.RevisionAsync(cancellationToken) > 0;
        if (stands && making is null)
        {
            return false;
        }

        if (making is null)
        {
            making = new SettingRow { Key = Making, Value = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) };
            context.Add(making);
            await context.SaveChangesAsync(cancellationToken);
        }

        await MakeAsync(DateTimeOffset.Parse(making.Value, CultureInfo.InvariantCulture), stands, context, cancellationToken);
        context.Remove(making);
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task MakeAsync(DateTimeOffset now, bool stands, IomDbContext context, CancellationToken cancellationToken)
    {
        var data = DemoDirectory.Make(DateOnly.FromDateTime(now.UtcDateTime));
        if (!stands)
        {
            await directory.ReplaceAsync(data, cancellationToken);
            rosters.Forget();
        }

        await DemoAccounts.MakeAsync(services, data, cancellationToken);
        var begun = await context.Pathways.AsNoTracking().Select(row => row.SubjectId).ToHashSetAsync(cancellationToken);
        var life = new DemoLife(store, plans, rosters, runtimes, host);
        foreach (var educator in data.Educators.Where(educator => !begun.Contains(educator.PersonId)))
        {
            if (Course(educator.PersonId, now) is { } course)
            {
                await life.LiveAsync(course, now, cancellationToken);
            }
        }

        var old = now - TellOf;
        await context.Outbox.Where(row => row.CreatedAt < old)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SentAt, now), cancellationToken);
    }

    /// <summary>One in seven has no route yet; a third began last autumn, the others lately or these days.</summary>
    private static DemoLife.Course? Course(int personId, DateTimeOffset now)
    {
        if (personId % 7 == 0)
        {
            return null;
        }

        var startedAgo = (personId % 3) switch
        {
            0 => 420 - (personId % 11),
            1 => 40 - (personId % 13),
            _ => 1 + (personId % 23),
        };
        var morning = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(6);
        return new DemoLife.Course(
            personId,
            morning.AddDays(-startedAgo),
            // A few stand still, some since the spring, so that every stage has somebody; the others are up to date or some days late.
            Years: personId % 18 == 9 ? 1 : null,
            StopsIn: personId % 9 == 0 ? 2 + (personId / 9) : null,
            SilentFrom: now.AddDays(-(personId % 4 == 1 ? 3 + (personId % 9) : 0)),
            Returns: personId % 6 == 1 ? 3 + (personId % 3) : 0,
            Pace: 3 + (personId % 5));
    }
}
