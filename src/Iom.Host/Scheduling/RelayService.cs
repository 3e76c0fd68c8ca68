using Iom.Workflows.Relay;

namespace Iom.Host.Scheduling;

/// <summary>Keeps the outbox moving on this host.</summary>
public sealed class RelayService(OutboxRelay relay, ILogger<RelayService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                pause = await relay.RunOnceAsync(stoppingToken) > 0 ? TimeSpan.Zero : Pause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // The database is away for a moment; the rows wait.
                log.LogError(fault, "The relay stumbled.");
                pause = PauseAfterFault;
            }

            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
