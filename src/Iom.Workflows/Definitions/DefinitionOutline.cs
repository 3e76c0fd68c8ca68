using System.Collections.Frozen;
using System.Collections.Immutable;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions.Layers;

namespace Iom.Workflows.Definitions;

/// <summary>
/// A definition with its overlays resolved but not checked: what an editor shows while the text is still faulty and gives no plan.
/// </summary>
/// <param name="Key">Key of the definition.</param>
/// <param name="Tree">Everything it says, its own and inherited.</param>
/// <param name="Above">Titles of the definitions it extends, nearest first.</param>
/// <param name="Locks">What its own and the upper points allow to levels below it, by path.</param>
public sealed record DefinitionOutline(string Key, YamlNode.Map Tree, ImmutableArray<string> Above, FrozenDictionary<string, PointLock> Locks)
{
    /// <param name="sources">The file and those it extends.</param>
    /// <param name="file">Name of the file among them.</param>
    /// <returns>Null: it cannot be read as a definition at all.</returns>
    public static DefinitionOutline? Read(IReadOnlyList<SourceFile> sources, string file)
    {
        var faults = new DefinitionFaults();
        var files = sources.Select(source => DefinitionFile.Read(source, faults)).OfType<DefinitionFile>().ToList();
        if (files.Find(one => one.Source.Name == file) is not { } own)
        {
            return null;
        }

        var layer = new Chains(files).Resolve(own, faults);
        return new DefinitionOutline(own.Key, (YamlNode.Map)Plain(layer.Tree), [.. layer.Above.Select(above => above.Title)], layer.Locks.ToLocks());
    }

    private static YamlNode Plain(Node node) => node switch
    {
        Node.Text text => new YamlNode.Text(text.Place.Line, text.Place.Column, text.Value),
        Node.List list => new YamlNode.Sequence(list.Place.Line, list.Place.Column, [.. list.Items.Select(Plain)]),
        Node.Map map => new YamlNode.Map(map.Place.Line, map.Place.Column, [.. map.Entries.Select(entry =>
            new YamlNode.Entry(new YamlNode.Text(entry.Place.Line, entry.Place.Column, entry.Key), Plain(entry.Value)))]),
        _ => throw new System.Diagnostics.UnreachableException($"No outline for {node.GetType().Name}."),
    };
}
