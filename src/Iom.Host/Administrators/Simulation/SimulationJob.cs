using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Simulation;

namespace Iom.Host.Administrators.Simulation;

/// <summary>A year being simulated, and then what came of it. Lives in the memory of one host.</summary>
public sealed class SimulationJob(Guid id, int owner, YearQuestion question, DateTimeOffset begunAt) : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private int done;

    public Guid Id => id;

    /// <summary>Whoever began it; nobody else sees it.</summary>
    public int Owner => owner;

    public YearQuestion Question => question;

    /// <summary>UTC.</summary>
    public DateTimeOffset BegunAt => begunAt;

    public int Done => Volatile.Read(ref done);

    /// <summary>Routes to walk, of both versions.</summary>
    public int Total => question.Educators.Length * (question.Against is null ? 1 : 2);

    public bool Cancelled => source.IsCancellationRequested;

    /// <summary>It ended by a fault of ours, which was logged.</summary>
    public bool Failed { get; internal set; }

    /// <summary>Null: not yet.</summary>
    public YearResult? Result { get; internal set; }

    public bool Running => Result is null && !Cancelled && !Failed;

    public void Cancel() => source.Cancel();

    public void Dispose() => source.Dispose();

    /// <summary>Does the whole of it on the calling thread and its helpers.</summary>
    /// <exception cref="OperationCanceledException">Somebody gave it up.</exception>
    internal YearResult Work()
    {
        var load = Year(question.Plan);
        if (question.Against is not { } against)
        {
            return new YearResult(load, null, null);
        }

        var sample = question.Sample is { } educator ? RouteComparison.Of(Route(against, educator), Route(question.Plan, educator)) : null;
        return new YearResult(load, YearComparison.Of(Year(against), load), sample);
    }

    private YearLoad Year(ProcessPlan plan) => YearSimulation.Run(
        plan, question.Roster, question.Educators, question.StartOn, question.Script, _ => Interlocked.Increment(ref done), source.Token);

    private RouteTable Route(ProcessPlan plan, int educator) =>
        RouteSimulation.Run(plan, question.Roster, educator, question.StartOn, question.Script, source.Token);
}

/// <summary>What a year is asked for.</summary>
/// <param name="Plan">The version looked at.</param>
/// <param name="Against">The version it is compared with; null: none.</param>
/// <param name="Roster">The people, as of the beginning of the run.</param>
/// <param name="Unit">Whose educators.</param>
/// <param name="Educators">Their numbers.</param>
/// <param name="StartOn">First day of all routes.</param>
/// <param name="Script">Who answers what and when.</param>
/// <param name="AtLeast">From how many open items a week is told about.</param>
public sealed record YearQuestion(
    ProcessPlan Plan,
    ProcessPlan? Against,
    Roster Roster,
    OrgUnit Unit,
    System.Collections.Immutable.ImmutableArray<int> Educators,
    DateOnly StartOn,
    SimulationScript Script,
    int AtLeast)
{
    /// <summary>The educator whose route shows what another version changes: the first who is no head or deputy; null: there is nobody.</summary>
    public int? Sample { get; } = Educators.OrderBy(id => Roster.Educator(id)!.Leader).Select(id => (int?)id).FirstOrDefault();
}

/// <summary>What came of it.</summary>
/// <param name="Load">The year of the version looked at.</param>
/// <param name="Comparison">Against the other version; null: none was asked for.</param>
/// <param name="Sample">What changes for <see cref="YearQuestion.Sample"/>.</param>
public sealed record YearResult(YearLoad Load, YearComparison? Comparison, RouteComparison? Sample);
