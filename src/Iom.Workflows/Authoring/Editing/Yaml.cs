using System.Collections.Immutable;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>Makes and compares values that have no place in a file yet.</summary>
public static class Yaml
{
    public static YamlNode.Text Text(string value) => new(0, 0, value);

    public static YamlNode.Sequence List(params ReadOnlySpan<YamlNode> items) => new(0, 0, [.. items]);

    public static YamlNode.Map Map(params ReadOnlySpan<(string Key, YamlNode? Value)> entries)
    {
        var made = ImmutableArray.CreateBuilder<YamlNode.Entry>(entries.Length);
        foreach (var (key, value) in entries)
        {
            if (value is not null)
            {
                made.Add(new YamlNode.Entry(Text(key), value));
            }
        }

        return new YamlNode.Map(0, 0, made.ToImmutable());
    }

    /// <returns>Null when the text is not YAML that we read without a fault.</returns>
    public static YamlNode? Read(string text)
    {
        var faults = new FaultList(string.Empty);
        var node = YamlReader.Read(new SourceFile(string.Empty, text.TrimStart('\uFEFF')), faults);
        return faults.Faults.Count == 0 ? node : null;
    }

    /// <summary>Whether two values say the same, wherever and in whatever order of keys they are written.</summary>
    public static bool Same(YamlNode? a, YamlNode? b) => (a, b) switch
    {
        (null, null) => true,
        (YamlNode.Text one, YamlNode.Text other) => one.Value == other.Value,
        (YamlNode.Sequence one, YamlNode.Sequence other) =>
            one.Items.Length == other.Items.Length && one.Items.Zip(other.Items).All(pair => Same(pair.First, pair.Second)),
        (YamlNode.Map one, YamlNode.Map other) =>
            one.Entries.Length == other.Entries.Length && one.Entries.All(entry => other.Find(entry.Key.Value) is { } value && Same(entry.Value, value)),
        _ => false,
    };

    /// <returns>The value at a path; null: there is none.</returns>
    public static YamlNode? Find(YamlNode? top, YamlPath path)
    {
        foreach (var step in path.Steps)
        {
            top = (top, step) switch
            {
                (YamlNode.Map map, YamlStep.Key key) => map.Find(key.Name),
                (YamlNode.Sequence list, YamlStep.Item or YamlStep.Place) when PlaceOf(list, step) is var place and >= 0 => list.Items[place],
                _ => null,
            };
        }

        return top;
    }

    /// <returns>The place of a member; -1: there is none.</returns>
    internal static int PlaceOf(YamlNode.Sequence list, YamlStep step)
    {
        if (step is YamlStep.Place { Index: var index })
        {
            return index < list.Items.Length ? index : -1;
        }

        for (var i = 0; i < list.Items.Length; i++)
        {
            if (list.Items[i] is YamlNode.Map map && map.Find("key") is YamlNode.Text { Value: var key } && step is YamlStep.Item item && key == item.Name)
            {
                return i;
            }
        }

        return -1;
    }
}
