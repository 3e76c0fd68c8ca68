using System.Collections.Immutable;

namespace Iom.Workflows.Directory;

/// <summary>Performers found for a slot.</summary>
/// <param name="People">By person; empty when nobody was found.</param>
/// <param name="Skip">Nobody was found and the definition says to leave the slot out.</param>
/// <param name="Why">How they were found, as a stable note: <c>rule</c>, <c>fallback:2</c>, <c>level_up:municipality</c>, <c>nobody</c>.</param>
public sealed record Found(ImmutableArray<int> People, bool Skip, string Why);
