using System.Collections.Concurrent;

namespace Iom.Host.Administrators.Simulation;

/// <summary>Years being simulated on this host. They are lost with it: a year is counted again in seconds, so nothing of a simulation is worth keeping.</summary>
public sealed class SimulationJobs(TimeProvider time, ILogger<SimulationJobs> log) : IDisposable
{
    private const int MostOfOne = 5;
    private const int MostRunning = 4;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, SimulationJob> jobs = new();

    /// <summary>Begins a run, and waits a moment: short ones are done before the page is shown.</summary>
    /// <returns>Null: too many are running.</returns>
    public async Task<SimulationJob?> BeginAsync(int owner, YearQuestion question)
    {
        foreach (var old in jobs.Values.Where(job => job.Owner == owner && !job.Running).OrderByDescending(job => job.BegunAt).Skip(MostOfOne - 1))
        {
            jobs.TryRemove(old.Id, out _);
        }

        if (jobs.Values.Count(job => job.Running) >= MostRunning)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var job = new SimulationJob(Guid.CreateVersion7(now), owner, question, now);
        jobs[job.Id] = job;
        var work = Task.Run(() => Run(job));
        await Task.WhenAny(work, Task.Delay(Soon, TimeProvider.System));
        return job;
    }

    /// <summary>Null: there is none of that person.</summary>
    public SimulationJob? Find(Guid id, int owner) => jobs.TryGetValue(id, out var job) && job.Owner == owner ? job : null;

    public void Dispose()
    {
        foreach (var job in jobs.Values)
        {
            job.Cancel();
        }
    }

    private void Run(SimulationJob job)
    {
        try
        {
            job.Result = job.Work();
        }
        catch (OperationCanceledException) when (job.Cancelled)
        {
            // The owner gave it up.
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The simulation of {Definition} failed.", job.Question.Plan.Key);
            job.Failed = true;
        }
    }
}
