using System.Collections.Immutable;

namespace Iom.Workflows.Engine;

/// <summary>What a search for performers may look at.</summary>
/// <param name="State">The pathway: its subject, its document, who answered before.</param>
/// <param name="Day">Local day on which the roles must be held.</param>
/// <param name="BarSubject">Leave the subject out: nobody decides on their own ИОМ.</param>
/// <param name="Row">The row of a table that the item is about, by column; null: it is about none.</param>
public sealed record PerformerContext(
    PathwayState State, DateOnly Day, bool BarSubject, ImmutableSortedDictionary<string, string>? Row = null);
