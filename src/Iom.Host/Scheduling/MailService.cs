using Iom.Host.Notifications;

namespace Iom.Host.Scheduling;

/// <summary>Keeps mail moving on this host, where mail is sent at all.</summary>
public sealed class MailService(MailRelay relay, ILogger<MailService> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var end = new CancellationTokenSource();
        await using var asked = stoppingToken.Register(() => end.CancelAfter(Drain));
        var away = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await relay.RunOnceAsync(stoppingToken, end.Token) == 0)
                {
                    await relay.WaitAsync(Poll, stoppingToken);
                }

                away = false;
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !end.IsCancellationRequested)
            {
                if (!away)
                {
                    // The exception may carry addresses; its kind is enough to look for.
                    log.LogWarning("Mail waits: {Fault}.", (fault.InnerException ?? fault).GetType().Name);
                    away = true;
                }

                await Task.Delay(PauseAfterFault, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
