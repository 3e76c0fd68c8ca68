using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;

namespace Iom.Workflows.Tests.Execution;

/// <summary>A runtime that keeps a memo, and is lost without the right one.</summary>
internal sealed class Guest : IPathwayRuntime
{
    public string Name => "guest";

    public ValueTask<RuntimeAnswer> DecideAsync(
        ProcessPlan plan, RuntimeSnapshot snapshot, PathwayEvent happened, Roster roster, CancellationToken cancellationToken)
    {
        if (snapshot.State.Stage is not null && snapshot.Memo != Memo(plan, snapshot.State))
        {
            throw new InvalidOperationException($"The memo is '{snapshot.Memo}'.");
        }

        var decision = PathwayEngine.Decide(plan, snapshot.State, happened, roster);
        return new(new RuntimeAnswer(decision, decision is Decision.Accepted accepted ? Memo(plan, accepted.State) : snapshot.Memo));
    }

    public ValueTask<RuntimeAnswer> TakeOverAsync(ProcessPlan plan, Decision.Accepted decided, CancellationToken cancellationToken) =>
        new(new RuntimeAnswer(decided, Memo(plan, decided.State)));

    private static string? Memo(ProcessPlan plan, PathwayState state) => state.Stage is { } stage ? $"{plan.Key}@{plan.Version} {stage}" : null;
}

/// <summary>A runtime that says nothing about taking over.</summary>
internal sealed class ClosedGuest : IPathwayRuntime
{
    public string Name => "closed";

    public ValueTask<RuntimeAnswer> DecideAsync(
        ProcessPlan plan, RuntimeSnapshot snapshot, PathwayEvent happened, Roster roster, CancellationToken cancellationToken) =>
        new(new RuntimeAnswer(PathwayEngine.Decide(plan, snapshot.State, happened, roster), "closed"));
}
