using System.Diagnostics;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Simulation;

namespace Iom.Benchmarks;

/// <summary>Decisions per second of the pure engine on one core: whole routes of the base definition, answered on time.</summary>
internal static class EngineFigures
{
    private const int Aim = 300_000;

    public static void Print()
    {
        var roster = new Roster(BenchTown.Make(300), BenchTown.Calendars);
        var plan = BenchTown.Base;
        var script = Record(plan, roster, roster.Educators.First().PersonId);
        Play(plan, script, roster, 2_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var decisions = Play(plan, script, roster, 20_000);
        watch.Stop();
        var perSecond = decisions / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"engine: {perSecond:N0} decisions/s on one core (aim {Aim:N0}), {(GC.GetAllocatedBytesForCurrentThread() - allocated) / decisions:N0} bytes per decision, {script.Count} decisions a route");
    }

    private static int Play(ProcessPlan plan, List<PathwayEvent> script, Roster roster, int times)
    {
        var decisions = 0;
        for (var i = 0; i < times; i++)
        {
            var state = PathwayState.NotStarted;
            foreach (var happened in script)
            {
                state = ((Decision.Accepted)PathwayEngine.Decide(plan, state, happened, roster)).State;
                decisions++;
            }
        }

        return decisions;
    }

    internal static List<PathwayEvent> Record(ProcessPlan plan, Roster roster, int subject)
    {
        var script = new List<PathwayEvent>();
        var walk = new RouteWalk(plan, roster, subject, new DateOnly(2025, 9, 1), new SimulationScript(new AnswerDay(AnswerDayKind.Opened, 3), []).Begin());
        walk.Run((_, happened, _) => script.Add(happened), null, CancellationToken.None);
        return script;
    }
}
