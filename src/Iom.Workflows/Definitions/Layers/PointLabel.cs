namespace Iom.Workflows.Definitions.Layers;

/// <summary>Where a point stands, as people read it: «этап «Согласование» → задание «Согласование методистом» → срок».</summary>
internal static class PointLabel
{
    /// <param name="path">Keys joined by dots.</param>
    /// <param name="title">Title of the stage, slot or field with a path; null: it has none.</param>
    /// <param name="outcome">How the outcome at the end of these keys is called; null: as it is written.</param>
    public static string Of(string path, Func<string, string?> title, Func<string[], string?> outcome)
    {
        var words = new List<string>();
        var keys = path.Split('.');
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] == "points" && i == 0)
            {
                return $"{Key(keys[0])}: {Of(string.Join('.', keys[1..]), title, outcome)}";
            }

            if (Overlay.Keyed.ContainsKey(keys[i]) && i + 1 < keys.Length)
            {
                words.Add($"{LayerTexts.Find("item_" + keys[i]) ?? LayerTexts.Of("item_other")} «{title(string.Join('.', keys[..(i + 2)])) ?? keys[i + 1]}»");
                i++;
            }
            else if (keys[i] == "on" && i + 1 < keys.Length)
            {
                words.Add($"{Key("on")} «{outcome(keys[..(i + 2)]) ?? keys[i + 1]}»");
                i++;
            }
            else
            {
                words.Add(Key(keys[i]));
            }
        }

        return string.Join(" → ", words);
    }

    /// <summary>The same by the titles written in some trees, the first that has one.</summary>
    public static string Of(string path, params Node.Map[] trees) => Of(
        path,
        item => trees.Select(tree => Title(tree, item.Split('.'))).FirstOrDefault(title => title is not null),
        keys => trees.Select(tree => OutcomeTitle(Find(tree, keys[..^2]), keys[^1])).FirstOrDefault(title => title is not null) ?? PlanTexts.Find($"outcome_{keys[^1]}"));

    private static string? Title(Node.Map tree, string[] keys) => Find(tree, keys)?.Word("title");

    /// <summary>How the slots of a stage call an outcome.</summary>
    private static string? OutcomeTitle(Node.Map? stage, string outcome) => (stage?.Find("slots") as Node.List)?.Items.OfType<Node.Map>()
        .SelectMany(slot => (slot.Find("outcomes") as Node.List)?.Items.OfType<Node.Map>() ?? [])
        .FirstOrDefault(each => each.Word("key") == outcome)?.Word("title");

    private static Node.Map? Find(Node.Map tree, string[] keys)
    {
        Node? at = tree;
        foreach (var key in keys)
        {
            at = at switch
            {
                Node.Map map => map.Find(key),
                Node.List list => list.Items.OfType<Node.Map>().FirstOrDefault(item => item.Word("key") == key),
                _ => null,
            };
        }

        return at as Node.Map;
    }

    private static string Key(string key) => LayerTexts.Find("key_" + key) ?? key;
}
