using System.Diagnostics;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Benchmarks;

/// <summary>A simulated year of a whole region by the same rules that run it.</summary>
internal static class YearFigures
{
    private const int Educators = 30_000;

    public static void Print()
    {
        var roster = new Roster(BenchTown.Make(Educators), BenchTown.Calendars);
        var plan = BenchTown.Base;
        var start = new DateOnly(2025, 9, 1);
        var (decisions, items, reminders) = (0L, 0L, 0L);
        var watch = Stopwatch.StartNew();
        foreach (var educator in roster.Educators)
        {
            RouteWalk.Walk(plan, roster, educator.PersonId, start, 3 + (educator.PersonId % 12), Count, start.AddYears(1));
        }

        watch.Stop();
        Console.WriteLine($"year: {Educators:N0} educators simulated from {start} for a year in {watch.Elapsed.TotalSeconds:N1} s (aim 10 s): {decisions:N0} decisions, {items:N0} items, {reminders:N0} reminders");

        void Count(PathwayEvent happened, Decision.Accepted accepted)
        {
            decisions++;
            foreach (var fact in accepted.Effects)
            {
                items += fact is Effect.ItemOpened ? 1 : 0;
                reminders += fact is Effect.Reminded ? 1 : 0;
            }
        }
    }
}
