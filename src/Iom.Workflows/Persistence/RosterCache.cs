using Iom.Workflows.Calendars;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;

namespace Iom.Workflows.Persistence;

/// <summary>Keeps the directory in memory as a <see cref="Roster"/> and reads it again when its revision moved (docs/adr/0012).</summary>
public sealed class RosterCache(DirectoryStore directory, CalendarLibrary calendars, TimeProvider time) : IRosterSource, IDisposable
{
    /// <summary>How long a host may go on with a directory that another host changed.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Snapshot? snapshot;

    public async ValueTask<Roster> CurrentAsync(CancellationToken cancellationToken)
    {
        var current = snapshot;
        if (current is not null && time.GetElapsedTime(current.CheckedAt) < Freshness)
        {
            return current.Roster;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            current = snapshot;
            if (current is not null && time.GetElapsedTime(current.CheckedAt) < Freshness)
            {
                return current.Roster;
            }

            if (current is null || await directory.RevisionAsync(cancellationToken) != current.Roster.Revision)
            {
                current = new Snapshot(new Roster(await directory.LoadAsync(cancellationToken), calendars), 0);
            }

            snapshot = current with { CheckedAt = time.GetTimestamp() };
            return current.Roster;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>This host changed the directory itself.</summary>
    public void Forget() => snapshot = null;

    public void Dispose() => reading.Dispose();

    private sealed record Snapshot(Roster Roster, long CheckedAt);
}
