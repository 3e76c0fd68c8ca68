using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Persistence;

/// <summary>
/// Looks at the process that a draft describes before it is published. What does so lies further down in the flow, so it is brought in
/// where the library is registered.
/// </summary>
/// <param name="plan">A plan without a fault in its text.</param>
/// <param name="roster">The people it is for.</param>
/// <param name="today">Local day of the scope.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate PlanProof ProvePlan(ProcessPlan plan, Roster roster, DateOnly today, CancellationToken cancellationToken);

/// <summary>What speaks against a process.</summary>
/// <param name="Faults">Each of them forbids publishing.</param>
/// <param name="Warnings">What a person should know; sentences in Russian.</param>
public sealed record PlanProof(ImmutableArray<SourceFault> Faults, ImmutableArray<string> Warnings)
{
    public static PlanProof None { get; } = new([], []);
}
