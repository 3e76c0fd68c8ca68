namespace Iom.Workflows.Definitions.Layers;

/// <summary>One value of a resolved definition, as finely as levels may change it.</summary>
/// <param name="Path">Keys joined by dots: <c>stages.approval.slots.head.deadline</c>.</param>
/// <param name="Value">What is written; an empty map for an item that has keys of its own below it.</param>
/// <param name="Place">Where it is written.</param>
/// <param name="IsItem">A stage, slot or field itself; its values follow as points of their own.</param>
internal sealed record Point(string Path, Node Value, Place Place, bool IsItem)
{
    /// <summary>What names a definition and is never passed on.</summary>
    private static readonly string[] Names = ["apiVersion", "key", "version", "extends"];

    /// <summary>The points of a tree in the order of its text, items before what is in them.</summary>
    public static IEnumerable<Point> Of(Node.Map tree) =>
        tree.Entries.Where(entry => !Names.Contains(entry.Key)).SelectMany(entry => Of(entry, entry.Key));

    private static IEnumerable<Point> Of(Node.Entry entry, string path)
    {
        if (Overlay.Keyed.ContainsKey(entry.Key) && entry.Value is Node.List list && list.Items.All(item => item is Node.Map map && map.Word("key") is not null))
        {
            return list.Items.Cast<Node.Map>().SelectMany(item => Item(item, $"{path}.{item.Word("key")}"));
        }

        return (Overlay.Open.Contains(entry.Key) || entry.Key == "points") && entry.Value is Node.Map map
            ? map.Entries.SelectMany(inner => Of(inner, $"{path}.{inner.Key}"))
            : [new Point(path, entry.Value, entry.Place, IsItem: false)];
    }

    private static IEnumerable<Point> Item(Node.Map item, string path) =>
    [
        new Point(path, item.With([]), item.Place, IsItem: true),
        .. item.Entries.Where(entry => entry.Key != "key" && !Vocabulary.Placing.Contains(entry.Key)).SelectMany(entry => Of(entry, $"{path}.{entry.Key}")),
    ];
}
