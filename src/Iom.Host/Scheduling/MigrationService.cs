using Iom.Workflows.Persistence.Migrating;

namespace Iom.Host.Scheduling;

/// <summary>Works through migrations that were asked for, here or on another host; the lease decides who.</summary>
public sealed class MigrationService(MigrationWork work, ILogger<MigrationService> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Poll;
            try
            {
                pause = await work.RunOnceAsync(stoppingToken) ? TimeSpan.Zero : Poll;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "A migration stumbled; it goes on when its lease is over.");
                pause = PauseAfterFault;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
