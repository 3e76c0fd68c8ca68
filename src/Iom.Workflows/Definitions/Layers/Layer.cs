using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Layers;

/// <summary>A definition with everything it extends laid under it.</summary>
/// <param name="Tree">The merged tree; every value still knows its own file.</param>
/// <param name="Locks">What lower levels may do.</param>
/// <param name="Above">The definitions it extends, nearest first.</param>
/// <param name="Complete">False when the chain is broken: what is missing cannot be told from what is inherited.</param>
internal sealed record Layer(Node.Map Tree, LockTable Locks, ImmutableArray<DefinitionFile> Above, bool Complete);
