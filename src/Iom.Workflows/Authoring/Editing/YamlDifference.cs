using System.Collections.Immutable;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>The smallest edits that make one value of another, so that comments and manners inside it stay.</summary>
public static class YamlDifference
{
    /// <param name="path">Where the value stands.</param>
    /// <param name="old">What is written there.</param>
    /// <param name="now">What is to be written.</param>
    public static IEnumerable<YamlEdit> Between(YamlPath path, YamlNode old, YamlNode now) => (old, now) switch
    {
        _ when Yaml.Same(old, now) => [],
        (YamlNode.Map one, YamlNode.Map other) when one.Entries.Any(entry => other.Find(entry.Key.Value) is not null) => OfMaps(path, one, other),
        (YamlNode.Sequence one, YamlNode.Sequence other) => OfLists(path, one.Items, other.Items) ?? [new YamlEdit.Set(path, now)],
        _ => [new YamlEdit.Set(path, now)],
    };

    private static IEnumerable<YamlEdit> OfMaps(YamlPath path, YamlNode.Map old, YamlNode.Map now)
    {
        var order = now.Entries.Select(entry => entry.Key.Value).ToImmutableArray();
        return
        [
            .. now.Entries.SelectMany(entry => old.Find(entry.Key.Value) is { } value
                ? Between(path.Key(entry.Key.Value), value, entry.Value)
                : [new YamlEdit.Set(path.Key(entry.Key.Value), entry.Value, order)]),
            .. old.Entries.Where(entry => now.Find(entry.Key.Value) is null).Select(entry => new YamlEdit.Remove(path.Key(entry.Key.Value))),
        ];
    }

    /// <returns>Null: too much has changed to say what.</returns>
    private static IEnumerable<YamlEdit>? OfLists(YamlPath path, ImmutableArray<YamlNode> old, ImmutableArray<YamlNode> now)
    {
        var same = old.Zip(now).TakeWhile(pair => Yaml.Same(pair.First, pair.Second)).Count();
        if (old.Length == now.Length)
        {
            return old.Zip(now).SelectMany((pair, at) => Between(path.At(at), pair.First, pair.Second));
        }

        return now.Length == old.Length + 1 && same == old.Length ? [new YamlEdit.Insert(path, now[^1])]
            : now.Length == old.Length - 1 && now.Length > 0 && old.RemoveAt(same).Zip(now).All(pair => Yaml.Same(pair.First, pair.Second)) ? [new YamlEdit.Remove(path.At(same))]
            : null;
    }
}
