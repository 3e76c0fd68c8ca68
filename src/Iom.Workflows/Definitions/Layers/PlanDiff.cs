using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Layers;

/// <summary>What happened to a point between two versions.</summary>
public enum ChangeKind
{
    Added,
    Removed,
    Changed,
    Moved,
}

/// <summary>One difference, as a sentence.</summary>
/// <param name="Path">Keys joined by dots.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Label">Where it stands, in words.</param>
/// <param name="Sentence">In Russian.</param>
/// <param name="Before">In words; null: it was not there.</param>
/// <param name="After">In words; null: it is not there.</param>
public sealed record PlanChange(string Path, ChangeKind Kind, string Label, string Sentence, string? Before, string? After);

/// <summary>What differs between two definitions, most often two versions of one.</summary>
public static class PlanDiff
{
    /// <summary>Differences in the order of the newer one; of an item that came or went whole only the item is told.</summary>
    public static ImmutableArray<PlanChange> Between(ResolvedDefinition before, ResolvedDefinition after) =>
    [
        .. after.Points.Select(point => Changed(before, after, point)).OfType<PlanChange>(),
        .. before.Points.Where(point => !after.ByPath.ContainsKey(point.Path) && !InsideOfOther(before, after, point.Path)).Select(point => Removed(before, point)),
    ];

    private static PlanChange? Changed(ResolvedDefinition before, ResolvedDefinition after, Point point)
    {
        if (before.ByPath.TryGetValue(point.Path, out var old))
        {
            return point.IsItem ? Moved(before, after, point.Path)
                : Node.Same(old.Value, point.Value) ? null
                : Of(point.Path, ChangeKind.Changed, "changed", PointText.Label(after, point.Path), PointText.Value(before, old), PointText.Value(after, point));
        }

        return InsideOfOther(after, before, point.Path) ? null : Of(
            point.Path, ChangeKind.Added, point.IsItem ? "added" : "set", PointText.Label(after, point.Path), null, PointText.Value(after, point));
    }

    private static PlanChange Removed(ResolvedDefinition before, Point point) => Of(
        point.Path, ChangeKind.Removed, point.IsItem ? "removed" : "unset", PointText.Label(before, point.Path), PointText.Value(before, point), null);

    private static PlanChange? Moved(ResolvedDefinition before, ResolvedDefinition after, string path)
    {
        var (old, now) = (before.Siblings(path), after.Siblings(path));
        var both = now.Where(old.Contains).ToList();
        if (LongestCommon(old.Where(both.Contains).ToList(), both).Contains(path))
        {
            return null;
        }

        var label = PointText.Label(after, path);
        var (was, becomes) = (PointText.Position(before, path), PointText.Position(after, path));
        return new PlanChange(path, ChangeKind.Moved, label, LayerTexts.Of("moved", label, becomes), was, becomes);
    }

    private static PlanChange Of(string path, ChangeKind kind, string sentence, string label, string? before, string? after) => new(
        path, kind, label, LayerTexts.Of(sentence, sentence == "unset" ? [label, before] : sentence == "set" ? [label, after] : [label, before, after]), before, after);

    /// <summary>Those that kept their order; the others were moved.</summary>
    private static HashSet<string> LongestCommon(List<string> old, List<string> now)
    {
        var length = Enumerable.Range(0, old.Count + 1).Select(_ => new int[now.Count + 1]).ToArray();
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
            {
                length[i][j] = old[i] == now[j] ? length[i + 1][j + 1] + 1 : Math.Max(length[i + 1][j], length[i][j + 1]);
            }
        }

        var kept = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0, j = 0; i < old.Count && j < now.Count;)
        {
            if (old[i] == now[j])
            {
                kept.Add(old[i]);
                (i, j) = (i + 1, j + 1);
            }
            else if (length[i + 1][j] >= length[i][j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return kept;
    }

    private static bool InsideOfOther(ResolvedDefinition with, ResolvedDefinition without, string path)
    {
        for (var rest = Up(path); rest.Length > 0; rest = Up(rest))
        {
            if (with.ByPath.TryGetValue(rest, out var parent) && parent.IsItem && !without.ByPath.ContainsKey(rest))
            {
                return true;
            }
        }

        return false;
    }

    private static string Up(string path) => path[..Math.Max(0, path.LastIndexOf('.'))];
}
