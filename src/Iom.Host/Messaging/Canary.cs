using System.Collections.Concurrent;
using System.Security.Cryptography;
using MassTransit;

namespace Iom.Host.Messaging;

/// <summary>A message to oneself.</summary>
/// <param name="Host">Who sent it.</param>
/// <param name="Number">Which one.</param>
public sealed record CanaryCall(string Host, long Number);

/// <summary>Proves that the bus carries: publishes a message and waits until it has come back over the broker to a consumer of this host.</summary>
public sealed class Canary(IBus bus, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> expected = new();
    private long last;

    /// <summary>Name of this process on the broker, new at every start.</summary>
    public static string Host { get; } = RandomNumberGenerator.GetHexString(12, lowercase: true);

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
