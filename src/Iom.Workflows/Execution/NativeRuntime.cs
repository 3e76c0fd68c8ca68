using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>The engine of the house behind the port.</summary>
public sealed class NativeRuntime : IPathwayRuntime
{
    public string Name => RuntimeNames.Native;

    public ValueTask<RuntimeAnswer> DecideAsync(
        ProcessPlan plan, RuntimeSnapshot snapshot, PathwayEvent happened, Roster roster, CancellationToken cancellationToken) =>
        new(new RuntimeAnswer(PathwayEngine.Decide(plan, snapshot.State, happened, roster), null));

    /// <summary>It has no memo, so it goes on from anywhere.</summary>
    public ValueTask<RuntimeAnswer> TakeOverAsync(ProcessPlan plan, Decision.Accepted decided, CancellationToken cancellationToken) =>
        new(new RuntimeAnswer(decided, null));
}
