using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions;

/// <summary>
/// A piece of YAML that knows its file, so that a tree merged from several definitions still tells where each value was written.
/// A closed union.
/// </summary>
internal abstract class Node
{
    private Node(Place place)
    {
        Place = place;
    }

    public Place Place { get; }

    public static Node From(YamlNode node, string file) => node switch
    {
        YamlNode.Text text => new Text(new Place(file, text.Line, text.Column), text.Value.Trim()),
        YamlNode.Sequence list => new List(
            new Place(file, list.Line, list.Column), [.. list.Items.Select(item => From(item, file))]),
        YamlNode.Map map => new Map(new Place(file, map.Line, map.Column), [.. map.Entries.Select(entry => FromEntry(entry, file))]),
        _ => throw new System.Diagnostics.UnreachableException($"No node for {node.GetType().Name}."),
    };

    /// <summary>Whether two pieces say the same, wherever they stand.</summary>
    public static bool Same(Node? a, Node? b) => (a, b) switch
    {
        (null, null) => true,
        (Text one, Text other) => one.Value == other.Value,
        (List one, List other) => one.Items.Length == other.Items.Length && one.Items.Zip(other.Items).All(pair => Same(pair.First, pair.Second)),
        (Map one, Map other) => one.Entries.Length == other.Entries.Length && one.Entries.All(entry => Same(entry.Value, other.Find(entry.Key))),
        _ => false,
    };

    private static Entry FromEntry(YamlNode.Entry entry, string file) =>
        new(entry.Key.Value, new Place(file, entry.Key.Line, entry.Key.Column), From(entry.Value, file));

    /// <summary>A single value.</summary>
    internal sealed class Text(Place place, string value) : Node(place)
    {
        public string Value => value;
    }

    /// <summary>A list.</summary>
    internal sealed class List(Place place, ImmutableArray<Node> items) : Node(place)
    {
        public ImmutableArray<Node> Items => items;
    }

    /// <summary>Keys with values, in the order they were written.</summary>
    internal sealed class Map(Place place, ImmutableArray<Entry> entries) : Node(place)
    {
        public ImmutableArray<Entry> Entries => entries;

        public Node? Find(string key) => FindEntry(key)?.Value;

        public Entry? FindEntry(string key) => entries.FirstOrDefault(entry => entry.Key == key);

        /// <summary>The value as a short text; null when absent or not a text.</summary>
        public string? Word(string key) => (Find(key) as Text)?.Value;

        public Map With(ImmutableArray<Entry> others) => new(Place, others);
    }

    /// <summary>One key with its value; the place is that of the key.</summary>
    internal sealed record Entry(string Key, Place Place, Node Value);
}
