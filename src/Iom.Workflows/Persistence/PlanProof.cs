using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Persistence;

/// <summary>
/// Walks through everything a plan can become, before it is published. A function that is handed in: the verification lies further
/// down the flow.
/// </summary>
/// <param name="plan">Read without a fault.</param>
/// <param name="roster">Among whom it shall live.</param>
/// <param name="day">Local day on which it comes into force.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate Proven PlanProof(ProcessPlan plan, Roster roster, DateOnly day, CancellationToken cancellationToken);

/// <summary>What a proof found.</summary>
/// <param name="Faults">Somebody's route would get stuck or be decided wrongly; each refuses the publication.</param>
/// <param name="Warnings">What a person should know.</param>
/// <param name="Vacancies">Where nobody could act today, organisation by organisation. They refuse nothing: people come and go.</param>
public sealed record Proven(ImmutableArray<SourceFault> Faults, ImmutableArray<string> Warnings, ImmutableArray<string> Vacancies);
