using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Layers;

/// <summary>Why a person must look.</summary>
public enum ConflictKind
{
    /// <summary>The level above changed what this level has its own value for.</summary>
    Changed,

    /// <summary>The level above now says the same.</summary>
    Same,

    /// <summary>What this level changed is gone above.</summary>
    Gone,

    /// <summary>The text no longer holds over the new edition: a new lock, or a fault.</summary>
    Broken,
}

/// <summary>One thing to decide, as a sentence.</summary>
/// <param name="Path">Keys joined by dots; null: a fault at a place of the text.</param>
/// <param name="Kind">Why.</param>
/// <param name="Sentence">In Russian.</param>
/// <param name="Line">Of the lower text, 1-based; 0: none.</param>
public sealed record MergeConflict(string? Path, ConflictKind Kind, string Sentence, int Line);

/// <summary>What a new edition above means for a definition below, whose text stays as it is.</summary>
/// <param name="Conflicts">What a person must look at; the lower value stands until they decide.</param>
/// <param name="Inherited">What changes below by itself.</param>
public sealed record Merge(ImmutableArray<MergeConflict> Conflicts, ImmutableArray<PlanChange> Inherited)
{
    /// <summary>Lays the lower text over a new edition of what it extends.</summary>
    /// <param name="lower">The lower definition.</param>
    /// <param name="oldUpper">What stood above it so far, all levels.</param>
    /// <param name="newUpper">What stands above it now, all levels.</param>
    /// <returns>Null: the lower text says no key or extends nothing among the old.</returns>
    public static Merge? Onto(SourceFile lower, IReadOnlyList<SourceFile> oldUpper, IReadOnlyList<SourceFile> newUpper)
    {
        if (DefinitionFile.Read(lower, new DefinitionFaults()) is not { } file
            || ResolvedDefinition.Of([lower, .. oldUpper], file.Key) is not { Above: { } above } before
            || ResolvedDefinition.Of([lower, .. newUpper], file.Key) is not { } after)
        {
            return null;
        }

        var upper = after.Above;
        var mine = LayerView.Of(before).Points.Where(point => point.State is PointState.Overridden or PointState.Removed).ToList();
        // A fault at a point that is gone is told as that, and once.
        var gone = upper is null ? [] : mine.Where(point => !upper.ByPath.ContainsKey(point.Path)).ToList();
        var conflicts = upper is null ? [] : mine.Except(gone).Select(point => Differs(before, above, upper, point)).OfType<MergeConflict>();
        var inherited = PlanDiff.Between(before, after).Where(change => mine.TrueForAll(point => point.Path != change.Path));
        return new Merge(
            [
                .. after.Faults.Where(fault => fault.Code != "unknown_item" || gone.Count == 0).Select(fault => new MergeConflict(null, ConflictKind.Broken, fault.Sentence, fault.Line)),
                .. Roots(gone, upper).Select(path => new MergeConflict(path, ConflictKind.Gone, LayerTexts.Of("conflict_gone", PointText.Label(above, path)), Line(before, path))),
                .. conflicts,
            ],
            [.. inherited.Where(change => !gone.Exists(point => point.Path.StartsWith(change.Path, StringComparison.Ordinal)))]);
    }

    private static MergeConflict? Differs(ResolvedDefinition lower, ResolvedDefinition above, ResolvedDefinition upper, LayerPoint point)
    {
        var (old, now) = (above.ByPath[point.Path], upper.ByPath[point.Path]);
        if (point.State == PointState.Removed)
        {
            return Inside(above, point.Path).SequenceEqual(Inside(upper, point.Path), PointsSame.Instance) ? null
                : new MergeConflict(point.Path, ConflictKind.Changed, LayerTexts.Of("conflict_removed", point.Label), 0);
        }

        if (Node.Same(old.Value, now.Value))
        {
            return null;
        }

        return Node.Same(now.Value, lower.ByPath[point.Path].Value)
            ? new MergeConflict(point.Path, ConflictKind.Same, LayerTexts.Of("conflict_same", point.Label, point.Value), point.Source.Line)
            : new MergeConflict(
                point.Path, ConflictKind.Changed,
                LayerTexts.Of("conflict_changed", point.Label, PointText.Value(above, old), PointText.Value(upper, now), point.Value), point.Source.Line);
    }

    private static IEnumerable<Point> Inside(ResolvedDefinition definition, string path) =>
        definition.Points.Where(point => point.Path == path || point.Path.StartsWith(path + ".", StringComparison.Ordinal));

    /// <summary>Of everything that is gone, the largest pieces.</summary>
    private static IEnumerable<string> Roots(IEnumerable<LayerPoint> gone, ResolvedDefinition? upper) =>
        gone.Select(point => Root(point.Path, upper!)).Distinct(StringComparer.Ordinal);

    private static string Root(string path, ResolvedDefinition upper)
    {
        var keys = path.Split('.');
        for (var i = 0; i + 1 < keys.Length; i++)
        {
            var item = string.Join('.', keys[..(i + 2)]);
            if (Overlay.Keyed.ContainsKey(keys[i]) && !upper.ByPath.ContainsKey(item))
            {
                return item;
            }
        }

        return path;
    }

    private static int Line(ResolvedDefinition lower, string path) =>
        lower.Points.FirstOrDefault(point => point.Path.StartsWith(path, StringComparison.Ordinal) && point.Place.File == lower.FileName)?.Place.Line ?? 0;

    private sealed class PointsSame : IEqualityComparer<Point>
    {
        public static PointsSame Instance { get; } = new();

        public bool Equals(Point? x, Point? y) => x?.Path == y?.Path && Node.Same(x?.Value, y?.Value);

        public int GetHashCode(Point obj) => obj.Path.GetHashCode(StringComparison.Ordinal);
    }
}
