using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Execution;

namespace Iom.Workflows.Simulation;

/// <summary>A year for everybody: all routes of a municipality or a region begin on one day and are walked for twelve months.</summary>
public static class YearSimulation
{
    private const int DaysOfWeek = 7;

    /// <summary>The educators of a unit, and of all below it, whom a plan is for on a day; by number.</summary>
    /// <param name="plan">Its scope and its condition are asked.</param>
    /// <param name="roster">The people.</param>
    /// <param name="unitId">The unit.</param>
    /// <param name="day">Local day.</param>
    public static ImmutableArray<int> Educators(ProcessPlan plan, Roster roster, int unitId, DateOnly day) =>
    [
        .. roster.Educators.Select(educator => educator.PersonId)
            .Where(id => roster.UnitOf(id) is { } home && roster.UnitAndAbove(home.Id).Contains(unitId) && PlanChoice.Fits(plan, roster, id, day))
            .Order(),
    ];

    /// <summary>The load of one year. The same questions give the same figures, on any number of cores.</summary>
    /// <param name="plan">A published version or a draft.</param>
    /// <param name="roster">The people.</param>
    /// <param name="educators">Whose routes; numbers of that directory.</param>
    /// <param name="startOn">First day of all of them, local.</param>
    /// <param name="script">Who answers what and when.</param>
    /// <param name="progress">Told after each route how many are done, from any thread; null: nobody wants to know.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static YearLoad Run(
        ProcessPlan plan,
        Roster roster,
        IReadOnlyList<int> educators,
        DateOnly startOn,
        SimulationScript script,
        Action<int>? progress,
        CancellationToken cancellationToken)
    {
        var monday = startOn.AddDays(-(((int)startOn.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));
        var weeks = (startOn.AddYears(1).DayNumber - monday.DayNumber + DaysOfWeek - 1) / DaysOfWeek;
        var total = new LoadTally(plan, monday, weeks);
        var samples = new SampleAnswers();
        var gate = new Lock();
        var done = 0;
        Parallel.ForEach(
            educators,
            new ParallelOptions { CancellationToken = cancellationToken },
            () => new LoadTally(plan, monday, weeks),
            (educator, _, tally) =>
            {
                tally.Walk(new RouteWalk(plan, roster, educator, startOn, script.Begin(), samples), cancellationToken);
                progress?.Invoke(Interlocked.Increment(ref done));
                return tally;
            },
            tally =>
            {
                lock (gate)
                {
                    total.Add(tally);
                }
            });
        return total.ToLoad();
    }
}
