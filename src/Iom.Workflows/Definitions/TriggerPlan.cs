using System.Collections.Immutable;

namespace Iom.Workflows.Definitions;

/// <summary>Something that may happen at any time and changes the course: new diagnostics, a state priority.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Title">The button, in Russian.</param>
/// <param name="By">Who may fire it.</param>
/// <param name="When">It is not offered when this does not hold.</param>
/// <param name="Fields">What is filled in with it; goes into the document.</param>
/// <param name="Stage">The stage of the main life that follows at once; afterwards the pathway goes back to where it was. Null: none.</param>
/// <param name="Track">The track that is started; null: none. Exactly one of the two is given.</param>
public sealed record TriggerPlan(
    string Key, string Title, PerformerPlan By, Condition When, ImmutableArray<FieldPlan> Fields, string? Stage, string? Track);

/// <summary>A bulk start for everybody in the scope who satisfies a condition; the host carries it out.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Title">What people read.</param>
/// <param name="When">Which educators.</param>
/// <param name="On">The day of the start.</param>
/// <param name="Years">Academic years planned; null: the default of the plan.</param>
public sealed record CampaignPlan(string Key, string Title, Condition When, DateRule On, int? Years);
