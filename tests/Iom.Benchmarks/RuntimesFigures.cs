#if WITH_ELSA
using System.Diagnostics;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Elsa;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;

namespace Iom.Benchmarks;

/// <summary>The same routes on the native runtime and on Elsa, in turns in one run, and how long the memo is.</summary>
internal static class RuntimesFigures
{
    private const int Turns = 3;

    public static async Task PrintAsync()
    {
        var roster = new Roster(BenchTown.Make(300), BenchTown.Calendars);
        var script = EngineFigures.Record(BenchTown.Base, roster, roster.Educators.First().PersonId);
        foreach (var (runtime, routes) in Enumerable.Repeat<(IPathwayRuntime, int)[]>([(new NativeRuntime(), 20_000), (new ElsaRuntime(), 100)], Turns).SelectMany(pair => pair))
        {
            await PlayAsync(runtime, BenchTown.Base, script, roster, Math.Max(routes / 10, 5));
            var watch = Stopwatch.StartNew();
            var (decisions, longest) = await PlayAsync(runtime, BenchTown.Base, script, roster, routes);
            Console.WriteLine($"runtimes: {runtime.Name} {decisions / watch.Elapsed.TotalSeconds:N0} decisions/s, {script.Count} decisions a route, longest memo {longest:N0} characters");
        }
    }

    private static async Task<(int Decisions, int LongestMemo)> PlayAsync(
        IPathwayRuntime runtime, ProcessPlan plan, List<PathwayEvent> script, Roster roster, int times)
    {
        var (decisions, longest) = (0, 0);
        for (var i = 0; i < times; i++)
        {
            var snapshot = new RuntimeSnapshot(PathwayState.NotStarted, null);
            foreach (var happened in script)
            {
                var (decision, memo) = await runtime.DecideAsync(plan, snapshot, happened, roster, CancellationToken.None);
                snapshot = new RuntimeSnapshot(((Decision.Accepted)decision).State, memo);
                longest = Math.Max(longest, memo?.Length ?? 0);
                decisions++;
            }
        }

        return (decisions, longest);
    }
}
#endif
