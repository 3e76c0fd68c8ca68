using System.Collections.Concurrent;
using System.Security.Cryptography;
using MassTransit;

namespace Iom.Host.Messaging;

/// <summary>A message to oneself.</summary>
/// <param name="Host">Who sent it.</param>
/// <param name="Number">Which one.</param>
public sealed record CanaryCall(string Host, long Number);

/// <summary>Proves that the bus carries: publishes a message and waits until it has come back over the broker to a consumer of this host.</summary>
public sealed class Canary(IBus bus, TimeProvider time) : IDisposable
{
    /// <summary>Anybody may ask for the health of the program, so not each question flies one.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly ConcurrentDictionary<long, TaskCompletionSource> expected = new();
    private (long At, TimeSpan Took)? flown;
    private long last;

    /// <summary>Name of this process on the broker, new at every start.</summary>
    public static string Host { get; } = RandomNumberGenerator.GetHexString(12, lowercase: true);

    /// <summary>As <see cref="FlyAsync"/>, or the answer of a moment ago.</summary>
    public async Task<TimeSpan> LastAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (flown is { } recent && time.GetElapsedTime(recent.At) < Fresh)
            {
                return recent.Took;
            }

            flown = null;
            var took = await FlyAsync(patience, cancellationToken);
            flown = (time.GetTimestamp(), took);
            return took;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    /// <returns>How long the way there and back took.</returns>
    /// <exception cref="TimeoutException">It did not come back in time.</exception>
    public async Task<TimeSpan> FlyAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref last);
        var back = expected.GetOrAdd(number, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(patience);
        var began = time.GetTimestamp();
        try
        {
            await bus.Publish(new CanaryCall(Host, number), context => context.Durable = false, end.Token);
            await back.Task.WaitAsync(end.Token);
            return time.GetElapsedTime(began);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The canary did not come back.");
        }
        finally
        {
            expected.TryRemove(number, out _);
        }
    }

    internal void Back(CanaryCall call)
    {
        if (call.Host == Host && expected.TryGetValue(call.Number, out var back))
        {
            back.TrySetResult();
        }
    }
}

/// <summary>Takes the canaries of all hosts and knows its own.</summary>
public sealed class CanaryConsumer(Canary canary) : IConsumer<CanaryCall>
{
    public Task Consume(ConsumeContext<CanaryCall> context)
    {
        canary.Back(context.Message);
        return Task.CompletedTask;
    }
}
