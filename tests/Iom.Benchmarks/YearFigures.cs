using System.Diagnostics;
using Iom.Workflows.Directory;
using Iom.Workflows.Simulation;

namespace Iom.Benchmarks;

/// <summary>A simulated year of a whole region by the same rules that run it.</summary>
internal static class YearFigures
{
    private const int Educators = 30_000;

    public static void Print()
    {
        var roster = new Roster(BenchTown.Make(Educators), BenchTown.Calendars);
        var start = new DateOnly(2025, 9, 1);
        var educators = YearSimulation.Educators(BenchTown.Base, roster, roster.Units.Single(unit => unit.ParentId is null).Id, start);
        var watch = Stopwatch.StartNew();
        var load = YearSimulation.Run(BenchTown.Base, roster, educators, start, SimulationScript.OnTime, null, CancellationToken.None);
        watch.Stop();
        Console.WriteLine($"year: {load.Routes:N0} educators simulated from {start} for a year in {watch.Elapsed.TotalSeconds:N1} s on {Environment.ProcessorCount} cores (aim 10 s on one): {load.Items:N0} items, {load.Reminders:N0} reminders, load of {load.People.Length:N0} people in {load.Weeks.Length} weeks");
    }
}
