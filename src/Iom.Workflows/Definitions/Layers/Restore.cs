using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Workflows.Definitions.Layers;

/// <summary>«Вернуть как у региона»: takes a level's own value out of its text and leaves everything else as its author wrote it.</summary>
public static class Restore
{
    /// <param name="text">YAML of the lower definition.</param>
    /// <param name="path">A point of a <see cref="LayerView"/>; of an item everything this level says of it goes.</param>
    public static YamlEditResult Apply(string text, string path)
    {
        var keys = path.Split('.');
        var result = YamlEditor.Apply(text, new YamlEdit.Remove(Path(keys)));
        // An item of which nothing but its key is left says nothing.
        for (var length = keys.Length - 1; length > 1 && result is YamlEditResult.Done done; length--)
        {
            if (Overlay.Keyed.ContainsKey(keys[length - 2]) && IsBare(done.Text, keys[..length]))
            {
                result = YamlEditor.Apply(done.Text, new YamlEdit.Remove(Path(keys[..length])));
            }
        }

        return result;
    }

    private static YamlPath Path(string[] keys)
    {
        var path = YamlPath.Top;
        for (var i = 0; i < keys.Length; i++)
        {
            path = path.Key(keys[i]);
            if (Overlay.Keyed.ContainsKey(keys[i]) && i + 1 < keys.Length)
            {
                path = path.Item(keys[++i]);
            }
        }

        return path;
    }

    private static bool IsBare(string text, string[] keys)
    {
        Node? node = DefinitionFile.Read(new SourceFile("lower.yaml", text), new DefinitionFaults())?.Tree;
        foreach (var key in keys)
        {
            node = node switch
            {
                Node.Map map => map.Find(key),
                Node.List list => list.Items.OfType<Node.Map>().FirstOrDefault(item => item.Word("key") == key),
                _ => null,
            };
        }

        return node is Node.Map { Entries: [{ Key: "key" }] };
    }
}
