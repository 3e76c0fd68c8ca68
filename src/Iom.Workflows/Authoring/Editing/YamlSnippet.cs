using System.Text;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>One value as a text of its own, so that it can be shown and changed apart from its file.</summary>
public static class YamlSnippet
{
    /// <summary>The value as its author wrote it, with the comments inside it, moved to the left edge.</summary>
    /// <returns>Null when the text cannot be read or has no such value.</returns>
    public static string? Of(string text, YamlPath path)
    {
        if (Yaml.Read(text) is not { } tree || Yaml.Find(tree, path) is null || Find(YamlSpan.Read(text), tree, path) is not { } span)
        {
            return null;
        }

        var column = span.Start - (text.LastIndexOf('\n', Math.Max(0, span.Start - 1)) + 1);
        var snippet = new StringBuilder();
        foreach (var line in text[span.Start..span.End].Split('\n'))
        {
            var indent = snippet.Length == 0 ? 0 : Math.Min(column, line.Length - line.TrimStart(' ').Length);
            snippet.Append(snippet.Length == 0 ? string.Empty : "\n").Append(line.AsSpan(indent).TrimEnd('\r'));
        }

        return snippet.ToString();
    }

    /// <summary>A value that has no text yet, as a person would write it.</summary>
    public static string Of(YamlNode value) => YamlWriter.Whole(value);

    /// <returns>What keeps a text from being read; null: nothing.</returns>
    public static SourceFault? FaultOf(string text)
    {
        var faults = new FaultList(string.Empty);
        YamlReader.Read(new SourceFile(string.Empty, text), faults);
        return faults.Faults is [var first, ..] ? first : null;
    }

    private static YamlSpan? Find(YamlSpan span, YamlNode tree, YamlPath path)
    {
        var (at, node) = ((YamlSpan?)span, (YamlNode?)tree);
        foreach (var step in path.Steps)
        {
            switch (at, node, step)
            {
                case (YamlSpan.Map map, YamlNode.Map inner, YamlStep.Key key):
                    (at, node) = (map.Entries[map.PlaceOf(key.Name)].Value, inner.Find(key.Name));
                    break;
                case (YamlSpan.Sequence list, YamlNode.Sequence inner, _):
                    var place = Yaml.PlaceOf(inner, step);
                    (at, node) = (list.Items[place], inner.Items[place]);
                    break;
                default:
                    return null;
            }
        }

        return at;
    }
}
