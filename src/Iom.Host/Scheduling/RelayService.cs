using Iom.Workflows.Persistence;
using Iom.Workflows.Relay;

namespace Iom.Host.Scheduling;

/// <summary>Keeps the outbox moving on this host: woken by commits here and elsewhere, and looking by itself all the same.</summary>
public sealed class RelayService(OutboxRelay relay, OutboxSignal signal, ILogger<RelayService> log) : BackgroundService
{
    private const int Patience = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>How long a batch may go on when the host stops.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var end = new CancellationTokenSource();
        await using var asked = stoppingToken.Register(() => end.CancelAfter(Drain));
        var faults = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var taken = await relay.RunOnceAsync(stoppingToken, end.Token);
                if (taken > 0 && faults >= Patience)
                {
                    log.LogInformation("The relay works again.");
                }

                faults = taken > 0 ? 0 : faults;
                if (taken == 0)
                {
                    await signal.WaitAsync(Poll, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                faults++;
                Say(fault, faults);
                await Task.Delay(Pause(faults), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Bus or database is away; the rows wait. Said once, not every few seconds, and not while the bus has only just begun to connect.</summary>
    private void Say(Exception fault, int faults)
    {
        if (fault is BusAwayException && faults == Patience)
        {
            log.LogWarning("The outbox waits: {Reason}", fault.Message);
        }
        else if (fault is not BusAwayException)
        {
            log.LogError(fault, "The relay stumbled.");
        }
    }

    private static TimeSpan Pause(int faults) =>
        TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 250 * Math.Pow(2, Math.Min(faults, 10))));
}
