using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Layers;

/// <summary>What a level did with a point.</summary>
public enum PointState
{
    /// <summary>The value of the level above, whatever it becomes there.</summary>
    Inherited,

    /// <summary>A value of its own in place of the one above.</summary>
    Overridden,

    /// <summary>Nothing like it above.</summary>
    Added,

    /// <summary>Taken away here.</summary>
    Removed,

    /// <summary>Put at another place among its neighbours.</summary>
    Moved,
}

/// <summary>One point of a definition among its levels.</summary>
/// <param name="Path">Keys joined by dots.</param>
/// <param name="Label">Where it stands, in words.</param>
/// <param name="Value">In words; null: taken away.</param>
/// <param name="Above">The value one level up; null: none.</param>
/// <param name="State">What this level did.</param>
/// <param name="Lock">What the levels above let this level do.</param>
/// <param name="Source">Which definition wrote the value, in which file and line.</param>
/// <param name="SourceTitle">The title of that definition.</param>
public sealed record LayerPoint(
    string Path, string Label, string? Value, string? Above, PointState State, PointLock Lock, Origin Source, string SourceTitle)
{
    /// <summary>Whether «вернуть как у региона» makes sense.</summary>
    public bool CanRestore => State != PointState.Inherited;
}

/// <summary>A definition point by point: what is inherited, overridden, locked, and from where.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Above">The one it extends; null: none.</param>
/// <param name="Points">In the order of the definition; what is taken away last.</param>
public sealed record LayerView(ResolvedDefinition Definition, ResolvedDefinition? Above, ImmutableArray<LayerPoint> Points)
{
    /// <summary>What a level says of itself and not for those below.</summary>
    private static readonly string[] Own = ["title", "summary", "scope", "applies", "points"];

    /// <returns>Null: no readable file says that it is that definition.</returns>
    public static LayerView? Of(IReadOnlyList<SourceFile> files, string key) =>
        ResolvedDefinition.Of(files, key) is { } definition ? Of(definition) : null;

    /// <summary>The same of a definition that is resolved already.</summary>
    public static LayerView Of(ResolvedDefinition definition)
    {
        var above = definition.Above;
        var points = definition.Points
            .Where(point => !point.IsItem || above?.ByPath.ContainsKey(point.Path) != true)
            .Select(point => Here(definition, above, point));
        var removed = above is null ? [] : above.Points
            .Where(point => !IsOwn(point.Path) && !definition.ByPath.ContainsKey(point.Path) && ParentStays(definition, above, point.Path))
            .Select(point => Gone(definition, above, point));
        var moved = above is null ? [] : Placing.Of(definition)
            .Where(placing => above.ByPath.ContainsKey(placing.Item) && definition.ByPath.ContainsKey(placing.Item))
            .Select(placing => Moved(definition, above, placing));
        return new LayerView(definition, above, [.. points, .. moved, .. removed]);
    }

    private static LayerPoint Here(ResolvedDefinition definition, ResolvedDefinition? above, Point point)
    {
        var old = IsOwn(point.Path) ? null : above?.ByPath.GetValueOrDefault(point.Path);
        var state = above is null || point.Place.File != definition.FileName || IsOwn(point.Path) ? PointState.Inherited
            : old is null ? PointState.Added : PointState.Overridden;
        return new LayerPoint(
            point.Path, PointText.Label(definition, point.Path), PointText.Value(definition, point),
            old is null ? null : PointText.Value(above!, old), state, LockOf(above, point.Path), OriginOf(definition, point.Place), definition.Author(point.Place).Title);
    }

    private static LayerPoint Gone(ResolvedDefinition definition, ResolvedDefinition above, Point point) => new(
        point.Path, PointText.Label(above, point.Path), null, PointText.Value(above, point), PointState.Removed, LockOf(above, point.Path),
        OriginOf(above, point.Place), above.Author(point.Place).Title);

    private static LayerPoint Moved(ResolvedDefinition definition, ResolvedDefinition above, Placing placing) => new(
        placing.Path, PointText.Label(definition, placing.Path), PointText.Position(definition, placing.Item), PointText.Position(above, placing.Item),
        PointState.Moved, LockOf(above, placing.Item), OriginOf(definition, placing.Place), definition.Author(placing.Place).Title);

    private static PointLock LockOf(ResolvedDefinition? above, string path) => above?.Locks.For(path)?.Lock ?? PointLock.Free;

    private static Origin OriginOf(ResolvedDefinition definition, Place place) =>
        new(definition.Author(place).Key, place.File, place.Line, place.Column);

    private static bool IsOwn(string path) => Own.Contains(path.Split('.')[0]);

    /// <summary>Of something taken away whole only the whole is told.</summary>
    private static bool ParentStays(ResolvedDefinition definition, ResolvedDefinition above, string path)
    {
        for (var rest = Up(path); rest.Length > 0; rest = Up(rest))
        {
            if (above.ByPath.TryGetValue(rest, out var parent) && parent.IsItem && !definition.ByPath.ContainsKey(rest))
            {
                return false;
            }
        }

        return true;
    }

    private static string Up(string path) => path[..Math.Max(0, path.LastIndexOf('.'))];
}
