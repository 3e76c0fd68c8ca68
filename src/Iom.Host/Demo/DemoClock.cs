using System.Globalization;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;
using Iom.Workflows.Relay;
using Iom.Workflows.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Iom.Host.Demo;

/// <summary>The program's clock in demo mode: real time plus what it was moved by. It only ever goes forward.</summary>
public sealed class DemoClock : TimeProvider
{
    private long offsetTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref offsetTicks));

    /// <summary>How far it is ahead of real time.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));

    internal void Set(TimeSpan offset) => Interlocked.Exchange(ref offsetTicks, offset.Ticks);
}

/// <summary>Moves the demo clock, stopping at everything that falls due on the way, so that reminders come in their order and at their hour.</summary>
public sealed class DemoTravel(
    DemoClock clock, ReminderSweep sweep, OutboxRelay relay, IDbContextFactory<IomDbContext> contexts) : IDisposable
{
    private const string Key = "demo.clock";
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>The farthest one journey goes.</summary>
    public static TimeSpan Farthest { get; } = TimeSpan.FromDays(731);

    /// <summary>Takes up the clock where it was left.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var kept = await context.Settings.AsNoTracking().FirstOrDefaultAsync(setting => setting.Key == Key, cancellationToken);
        if (kept is not null)
        {
            clock.Set(TimeSpan.FromTicks(long.Parse(kept.Value, CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Moves the clock forward.</summary>
    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var target = clock.GetUtcNow() + by;
            while (await sweep.NextAsync(cancellationToken) is { } next && next <= target)
            {
                Reach(next);
                var fallen = 0;
                while (await sweep.RunOnceAsync(cancellationToken) is > 0 and var some)
                {
                    fallen += some;
                }

                if (fallen == 0)
                {
                    // Somebody else holds it under a lease; the ordinary sweep will come back to it.
                    break;
                }
            }

            Reach(target);
            await sweep.RunOnceAsync(cancellationToken);
            await KeepAsync(cancellationToken);
            await TellAsync(cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    /// <summary>Everything that fell on the way is told before the caller looks, unless the bus is away.</summary>
    private async Task TellAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await relay.RunOnceAsync(cancellationToken) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (BusAwayException)
        {
            // The relay goes on trying by itself.
        }
    }

    private void Reach(DateTimeOffset instant)
    {
        var missing = instant - clock.GetUtcNow();
        if (missing > TimeSpan.Zero)
        {
            clock.Set(clock.Offset + missing);
        }
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var value = clock.Offset.Ticks.ToString(CultureInfo.InvariantCulture);
        var kept = await context.Settings.FirstOrDefaultAsync(setting => setting.Key == Key, cancellationToken);
        if (kept is null)
        {
            context.Add(new SettingRow { Key = Key, Value = value });
        }
        else
        {
            kept.Value = value;
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
