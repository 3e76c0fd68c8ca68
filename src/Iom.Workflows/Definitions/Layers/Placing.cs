namespace Iom.Workflows.Definitions.Layers;

/// <summary>Where a definition's own text puts an item that it has from above, or a new one.</summary>
/// <param name="Item">Path of the item.</param>
/// <param name="Path">Path of the word that places it; what <see cref="Restore"/> takes out to let the item go back.</param>
/// <param name="Place">Where that word is written.</param>
internal sealed record Placing(string Item, string Path, Place Place)
{
    public static IEnumerable<Placing> Of(ResolvedDefinition definition) => Of(definition.Own, string.Empty);

    private static IEnumerable<Placing> Of(Node.Map map, string path)
    {
        foreach (var entry in map.Entries.Where(entry => Overlay.Keyed.ContainsKey(entry.Key)))
        {
            foreach (var item in (entry.Value as Node.List)?.Items.OfType<Node.Map>().Where(item => item.Word("key") is not null) ?? [])
            {
                var itemPath = $"{path}{entry.Key}.{item.Word("key")}";
                if ((item.FindEntry("after") ?? item.FindEntry("before")) is { } placed)
                {
                    yield return new Placing(itemPath, $"{itemPath}.{placed.Key}", placed.Place);
                }

                foreach (var inner in Of(item, itemPath + "."))
                {
                    yield return inner;
                }
            }
        }
    }
}
