namespace Iom.Workflows.Tests.Conformance;

/// <summary>Several people, or hosts, at the same instant.</summary>
internal static class Together
{
    /// <summary>Starts all, lets them go at once, waits for all.</summary>
    public static async Task<T[]> RunAsync<T>(IEnumerable<Func<Task<T>>> acts)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = acts.Select(act => Task.Run(async () =>
        {
            await gate.Task;
            return await act();
        })).ToArray();
        gate.SetResult();
        return await Task.WhenAll(running);
    }

    public static Task RunAsync(IEnumerable<Func<Task>> acts) => RunAsync(acts.Select(act => (Func<Task<bool>>)(async () =>
    {
        await act();
        return true;
    })));
}
