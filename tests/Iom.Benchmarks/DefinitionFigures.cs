using System.Diagnostics;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Verification;

namespace Iom.Benchmarks;

/// <summary>Reading, resolving and checking of the shipped definitions.</summary>
internal static class DefinitionFigures
{
    private const int Times = 20;

    public static void Print()
    {
        var sources = DefinitionFolder.Read(BenchTown.Definitions);
        var cold = Stopwatch.StartNew();
        var plans = DefinitionLoader.Load(sources).Plans.Count;
        cold.Stop();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Times; i++)
        {
            DefinitionLoader.Load(sources);
        }

        Console.WriteLine($"definitions: {plans} loaded and verified, {watch.Elapsed.TotalMilliseconds / Times / plans:N2} ms each warm, {cold.Elapsed.TotalMilliseconds / plans:N1} ms each cold (aim 20 ms)");
        PrintVerified(DefinitionLoader.Load(sources).Plans);
    }

    /// <summary>Every state of each process, and the people and calendars of three hundred educators.</summary>
    private static void PrintVerified(IReadOnlyList<ProcessPlan> plans)
    {
        var roster = new Roster(BenchTown.Make(300), BenchTown.Calendars);
        var today = new DateOnly(2026, 9, 1);
        Verifier.Verify(plans[0], roster, today);
        foreach (var plan in plans)
        {
            var watch = Stopwatch.StartNew();
            var report = Verifier.Verify(plan with { Scope = null }, roster, today);
            Console.WriteLine($"verify: {plan.Key}, {report.States} states, {watch.Elapsed.TotalMilliseconds:N0} ms (aim 200 ms)");
        }
    }
}
