using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Execution;

/// <summary>The port for runtimes. Answers one question and nothing else: what does this event make of this pathway?</summary>
/// <remarks>No database, bus or clock behind this line; the caller stores the answer in one transaction.</remarks>
public interface IPathwayRuntime
{
    /// <summary>Stored with every pathway it began.</summary>
    string Name { get; }

    ValueTask<RuntimeAnswer> DecideAsync(
        ProcessPlan plan, RuntimeSnapshot snapshot, PathwayEvent happened, Roster roster, CancellationToken cancellationToken);
}

/// <param name="Memo">A guest runtime's private note; only the runtime that wrote it can read it.</param>
public sealed record RuntimeSnapshot(PathwayState State, string? Memo);

/// <param name="Memo">The note to keep for the next call.</param>
public sealed record RuntimeAnswer(Decision Decision, string? Memo);
