using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions;

/// <summary>What came of loading: the plans that are sound, and every fault of those that are not.</summary>
/// <param name="Plans">Plans without a fault, ordered by key and version.</param>
/// <param name="Faults">All faults of all files, ordered by file, line and column.</param>
public sealed record DefinitionSet(IReadOnlyList<ProcessPlan> Plans, IReadOnlyList<SourceFault> Faults)
{
    /// <summary>The newest version of a definition; null: there is none, or it is faulty.</summary>
    public ProcessPlan? Find(string key) => Plans.LastOrDefault(plan => plan.Key == key);
}
