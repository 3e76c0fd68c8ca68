using System.Collections.Immutable;

namespace Iom.Workflows.Authoring;

/// <summary>A piece of YAML with the place where it stands (1-based). A closed union; anchors, aliases and tags do not exist in it.</summary>
public abstract record YamlNode(int Line, int Column)
{
    /// <summary>A single value.</summary>
    public sealed record Text(int Line, int Column, string Value) : YamlNode(Line, Column);

    /// <summary>A list.</summary>
    public sealed record Sequence(int Line, int Column, ImmutableArray<YamlNode> Items) : YamlNode(Line, Column);

    /// <summary>Keys with values, in the order they were written.</summary>
    public sealed record Map(int Line, int Column, ImmutableArray<Entry> Entries) : YamlNode(Line, Column)
    {
        public YamlNode? Find(string key)
        {
            foreach (var entry in Entries)
            {
                if (entry.Key.Value == key)
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }

    /// <summary>One key with its value.</summary>
    public sealed record Entry(Text Key, YamlNode Value);
}
