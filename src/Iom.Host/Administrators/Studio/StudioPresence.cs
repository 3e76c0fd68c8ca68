using System.Globalization;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Administrators.Studio;

/// <summary>Who has a draft open, on whatever host: each editor leaves a sign in the database every few seconds and reads those of the others.</summary>
public sealed class StudioPresence(IDbContextFactory<IomDbContext> contexts)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    // The demo clock leaps; people who sit side by side do not.
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Leaves a sign.</summary>
    /// <returns>The others who are there.</returns>
    public async Task<IReadOnlyList<int>> MeetAsync(string key, int personId, CancellationToken cancellationToken)
    {
        var (prefix, now) = (Prefix(key), Time.GetUtcNow());
        var value = now.ToString("O", CultureInfo.InvariantCulture);
        var own = prefix + personId.ToString(CultureInfo.InvariantCulture);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Settings.Where(row => row.Key == own).ExecuteUpdateAsync(row => row.SetProperty(one => one.Value, value), cancellationToken) == 0)
        {
            context.Add(new SettingRow { Key = own, Value = value });
            try
            {
                await context.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                // The same person in a second window was faster.
            }
        }

        var signs = await context.Settings.AsNoTracking().Where(row => row.Key.StartsWith(prefix) && row.Key != own).ToListAsync(cancellationToken);
        return [.. signs
            .Where(row => DateTimeOffset.TryParse(row.Value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) && now - at < Fresh)
            .Select(row => int.Parse(row.Key.AsSpan(prefix.Length), CultureInfo.InvariantCulture))];
    }

    /// <summary>Takes the sign away.</summary>
    public async Task LeaveAsync(string key, int personId)
    {
        var own = Prefix(key) + personId.ToString(CultureInfo.InvariantCulture);
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await context.Settings.Where(row => row.Key == own).ExecuteDeleteAsync(CancellationToken.None);
    }

    private static string Prefix(string key) => $"studio/{key}/";
}
