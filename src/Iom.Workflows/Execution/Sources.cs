using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Execution;

/// <summary>Published plans, kept in memory once loaded.</summary>
public interface IPlanSource
{
    /// <summary>The plan; null: never published.</summary>
    ValueTask<ProcessPlan?> FindAsync(string key, int version, CancellationToken cancellationToken);

    /// <summary>The newest version of every published plan that is in force.</summary>
    ValueTask<IReadOnlyList<ProcessPlan>> CurrentAsync(CancellationToken cancellationToken);
}

/// <summary>The directory as of now, as an immutable snapshot.</summary>
public interface IRosterSource
{
    ValueTask<Roster> CurrentAsync(CancellationToken cancellationToken);
}
