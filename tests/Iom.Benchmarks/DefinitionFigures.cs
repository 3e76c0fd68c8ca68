using System.Diagnostics;
using Iom.Workflows.Definitions;

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
    }
}
