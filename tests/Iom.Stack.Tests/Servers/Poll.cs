namespace Iom.Stack.Tests.Servers;

/// <summary>Asks until something is so; what crosses processes takes a moment, and on a busy machine several.</summary>
internal static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Only there to end a test that hangs: far beyond what the slowest machine needs.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(6);

    /// <param name="ask">Is it so?</param>
    /// <param name="what">What is waited for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="why">Tells, when it never was so, what stands in the way.</param>
    /// <exception cref="TimeoutException">It never was so.</exception>
    public static async Task UntilAsync(Func<Task<bool>> ask, string what, CancellationToken cancellationToken, Func<Task<string>>? why = null)
    {
        var end = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (!await ask())
        {
            if (TimeProvider.System.GetTimestamp() > end)
            {
                throw new TimeoutException($"Waited {Patience.TotalSeconds} s in vain until {what}. {(why is null ? string.Empty : await why())}");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
