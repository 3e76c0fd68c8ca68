using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>The port for runtimes. Answers what an event makes of a pathway, and whether it goes on with one that was not its own; nothing else.</summary>
/// <remarks>No database, bus or clock behind this line; the caller stores the answer in one transaction.</remarks>
public interface IPathwayRuntime
{
    /// <summary>Stored with every pathway it began.</summary>
    string Name { get; }

    ValueTask<RuntimeAnswer> DecideAsync(
        ProcessPlan plan, RuntimeSnapshot snapshot, PathwayEvent happened, Roster roster, CancellationToken cancellationToken);

    /// <summary>Goes on with a pathway that another runtime carried until now, or that was carried over to another plan.</summary>
    /// <param name="plan">The plan it runs on from here on.</param>
    /// <param name="decided">What was decided without this runtime, and where the pathway stands by it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The decision with the memo to go on with; or a refusal, where no memo can be made of where the pathway stands.</returns>
    ValueTask<RuntimeAnswer> TakeOverAsync(ProcessPlan plan, Decision.Accepted decided, CancellationToken cancellationToken) =>
        new(new RuntimeAnswer(new Decision.Refused(ExecutionRefusals.Of("runtime_takes_nothing_over", RefusalKind.Conflict)), null));
}

/// <param name="Memo">A guest runtime's private note; only the runtime that wrote it can read it.</param>
public sealed record RuntimeSnapshot(PathwayState State, string? Memo);

/// <param name="Memo">The note to keep for the next call.</param>
public sealed record RuntimeAnswer(Decision Decision, string? Memo);
