using System.Collections.Immutable;

namespace Iom.Workflows.Engine;

/// <summary>What a day or a performer is looked for.</summary>
/// <param name="Opened">Local day on which the item is opened.</param>
/// <param name="Stage">Key of its stage.</param>
/// <param name="Row">The row of a table that the item is about, by column; null: it is about none.</param>
internal readonly record struct Occasion(DateOnly Opened, string Stage, ImmutableSortedDictionary<string, string>? Row = null);
