using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Definitions;

namespace Iom.Host.Administrators.Studio;

/// <summary>
/// What people do with stages, slots and fields, as edits of the draft's text. In a draft that extends another only the difference
/// is written: where a member stands, what it changes, that it is taken away.
/// </summary>
public sealed class StudioEdits(StudioDocument document)
{
    /// <summary>Changes one value.</summary>
    /// <param name="path">Which.</param>
    /// <param name="value">What it is to be; null: as above, or nothing.</param>
    public bool Set(YamlPath path, YamlNode? value)
    {
        if (value is null)
        {
            return Restore(path);
        }

        // Of a value that stands here whole only what differs is written; what was too much to follow is written anew.
        var own = Yaml.Find(document.Own, path);
        return (own is YamlNode.Map or YamlNode.Sequence && Yaml.Same(own, document.Value(path)) && document.Apply(YamlDifference.Between(path, own, value)))
            || document.Apply([new YamlEdit.Set(path, value, OrderAt(path)), .. Force(path, value)]);
    }

    private static System.Collections.Immutable.ImmutableArray<string> OrderAt(YamlPath path) => path.Parent is not { } holder ? []
        : holder.Steps.IsEmpty ? Vocabulary.Definition
        : StudioPlaces.ListOf(holder) switch
        {
            "stages" => StageOrder,
            "slots" => SlotOrder,
            "tracks" => Vocabulary.Track,
            "triggers" => Vocabulary.Trigger,
            "fields" => Vocabulary.Field,
            _ => [],
        };

    /// <summary>A verdict has a force and nothing else has one, so a change of kind brings it or takes it.</summary>
    private IEnumerable<YamlEdit> Force(YamlPath path, YamlNode value)
    {
        if (path.Last is not YamlStep.Key { Name: "kind" } || path.Parent?.Parent?.Last is not YamlStep.Key { Name: "slots" })
        {
            return [];
        }

        var (force, isVerdict) = (path.Parent.Key("verdict"), value is YamlNode.Text { Value: "verdict" });
        return
        [
            .. isVerdict && document.Value(force) is null ? [new YamlEdit.Set(force, Yaml.Text("concurred"), SlotOrder)]
                : !isVerdict && Yaml.Find(document.Own, force) is not null ? new YamlEdit[] { new YamlEdit.Remove(force) }
                : [],
            .. Ballot(path.Parent, value is YamlNode.Text { Value: "vote" }),
        ];
    }

    /// <summary>A vote is cast by members of a body and has answers of its own.</summary>
    private IEnumerable<YamlEdit> Ballot(YamlPath slot, bool isVote)
    {
        if (isVote && Yaml.Find(document.Value(slot), YamlPath.Parse("performer.body")) is null)
        {
            yield return new YamlEdit.Set(
                slot.Key("performer"), Yaml.Map(("body", Yaml.Text("pedagogical_council")), ("members", Yaml.Text("true")), ("if_nobody", Yaml.Text("up"))), SlotOrder);
        }

        if (Yaml.Find(document.Own, slot.Key(isVote ? "outcomes" : "vote")) is not null)
        {
            yield return new YamlEdit.Remove(slot.Key(isVote ? "outcomes" : "vote"));
        }
    }

    /// <summary>Takes away what the draft says of a path, so that what stands above holds again.</summary>
    public bool Restore(YamlPath path)
    {
        if (Yaml.Find(document.Own, path) is null)
        {
            return true;
        }

        // A member that would say nothing but its key goes too.
        while (document.Upper is not null && path.Parent is { } parent && Alone(parent, path))
        {
            path = parent;
        }

        return document.Apply(new YamlEdit.Remove(path));
    }

    /// <returns>The path of the new member.</returns>
    public YamlPath Add(YamlPath list, YamlNode.Map member, string? after)
    {
        var key = Unused(list, (member.Find("key") as YamlNode.Text)!.Value);
        var named = Yaml.Map([("key", Yaml.Text(key)), .. member.Entries.Where(entry => entry.Key.Value != "key").Select(entry => (entry.Key.Value, (YamlNode?)entry.Value))]);
        var keys = Keys(list);
        after ??= keys.LastOrDefault();
        if (IsLayered(list) && after is not null)
        {
            named = Yaml.Map([("key", Yaml.Text(key)), ("after", Yaml.Text(after)), .. named.Entries.Skip(1).Select(entry => (entry.Key.Value, (YamlNode?)entry.Value))]);
            document.Apply(new YamlEdit.Insert(list, named));
        }
        else
        {
            document.Apply(new YamlEdit.Insert(list, named, after is null ? int.MaxValue : keys.IndexOf(after) + 1));
        }

        return list.Item(key);
    }

    /// <returns>The path of the copy.</returns>
    public YamlPath Copy(YamlPath path)
    {
        var (list, key) = (path.Parent!, ((YamlStep.Item)path.Last!).Name);
        var copy = Unused(list, key);
        if (!IsLayered(list))
        {
            document.Apply(new YamlEdit.Copy(path, copy));
        }
        else if (document.Value(path) is YamlNode.Map whole)
        {
            return Add(list, Yaml.Map([.. whole.Entries.Select(entry => (entry.Key.Value, (YamlNode?)(entry.Key.Value == "key" ? Yaml.Text(copy) : entry.Value)))]), key);
        }

        return list.Item(copy);
    }

    public bool Remove(YamlPath path)
    {
        if (!IsLayered(path.Parent!) || document.Inherited(path) is null)
        {
            return document.Apply(new YamlEdit.Remove(path));
        }

        var gone = Yaml.Map(("key", Yaml.Text(((YamlStep.Item)path.Last!).Name)), ("remove", Yaml.Text("true")));
        return Yaml.Find(document.Own, path) is null
            ? document.Apply(new YamlEdit.Insert(path.Parent!, gone))
            : document.Apply(new YamlEdit.Set(path, gone));
    }

    /// <summary>Moves a member by some places, up when negative.</summary>
    public bool Move(YamlPath path, int by)
    {
        var (list, key) = (path.Parent!, ((YamlStep.Item)path.Last!).Name);
        var keys = Keys(list);
        var (from, to) = (keys.IndexOf(key), Math.Clamp(keys.IndexOf(key) + by, 0, keys.Count - 1));
        if (from < 0 || from == to)
        {
            return true;
        }

        if (!IsLayered(list))
        {
            return document.Apply(new YamlEdit.Move(path, to));
        }

        keys.RemoveAt(from);
        var (word, other, neighbour) = to == 0 ? ("before", "after", keys[0]) : ("after", "before", keys[to - 1]);
        return document.Apply(
        [
            new YamlEdit.Set(path.Key(word), Yaml.Text(neighbour), ["key", word]),
            .. Yaml.Find(document.Own, path.Key(other)) is null ? Array.Empty<YamlEdit>() : [new YamlEdit.Remove(path.Key(other))],
        ]);
    }

    /// <summary>Members that stand above and are taken away here, by key.</summary>
    public IReadOnlyList<string> Gone(YamlPath list) => Yaml.Find(document.Own, list) is YamlNode.Sequence own
        ? [.. own.Items.OfType<YamlNode.Map>().Where(item => item.Find("remove") is YamlNode.Text { Value: "true" }).Select(item => item.Find("key")).OfType<YamlNode.Text>().Select(name => name.Value)]
        : [];

    public List<string> Keys(YamlPath list) => document.Value(list) is YamlNode.Sequence all
        ? [.. all.Items.OfType<YamlNode.Map>().Select(item => item.Find("key")).OfType<YamlNode.Text>().Select(key => key.Value)]
        : [];

    private static readonly System.Collections.Immutable.ImmutableArray<string> StageOrder =
        ["key", "after", "before", "title", "summary", "when", "policy", "on_negative", "seals_revision", "awaits", "ends", "slots", "on"];

    private static readonly System.Collections.Immutable.ImmutableArray<string> SlotOrder = ["key", "after", "before", .. Vocabulary.Slot.Where(word => word is not ("key" or "after" or "before"))];

    /// <summary>Whether members of a list are matched with those of a list above.</summary>
    private bool IsLayered(YamlPath list) => document.Upper is not null && document.Inherited(list) is YamlNode.Sequence;

    private bool Alone(YamlPath parent, YamlPath path) => Yaml.Find(document.Own, parent) switch
    {
        YamlNode.Map map when parent.Last is YamlStep.Item => map.Entries.All(entry => entry.Key.Value == "key" || path.Last is YamlStep.Key key && key.Name == entry.Key.Value),
        YamlNode.Map map => map.Entries.Length == 1 && parent.Steps.Length > 0,
        YamlNode.Sequence list => list.Items.Length == 1,
        _ => false,
    };

    private string Unused(YamlPath list, string wanted)
    {
        var (taken, key) = (Keys(list).Concat(Gone(list)).ToHashSet(StringComparer.Ordinal), wanted);
        for (var i = 2; taken.Contains(key); i++)
        {
            key = $"{wanted}_{i}";
        }

        return key;
    }
}
