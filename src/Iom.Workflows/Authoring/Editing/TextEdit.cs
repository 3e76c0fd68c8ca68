using System.Collections.Immutable;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>Edits of a text by the characters its values take. What comes out is a proposal that <see cref="YamlEditor"/> checks.</summary>
internal sealed class TextEdit(string text, YamlSpan top)
{
    private readonly string lineBreak = TextLines.Break(text);

    /// <returns>Null: there is no safe way.</returns>
    public string? Apply(YamlEdit edit) => edit switch
    {
        YamlEdit.Set set => Set(set),
        YamlEdit.Remove remove => Remove(remove.Path),
        YamlEdit.Insert insert => Insert(insert),
        YamlEdit.Move move => Move(move),
        YamlEdit.Copy copy => Copy(copy),
        YamlEdit.Rename { Path.Last: YamlStep.Key key } rename => Find(rename.Path.Parent!) is YamlSpan.Map map && map.PlaceOf(key.Name) is var at and >= 0
            ? Replace(map.Entries[at].Key, Yaml.Text(rename.NewName), map.Flow) : null,
        YamlEdit.Rename rename => Set(new YamlEdit.Set(rename.Path.Key("key"), Yaml.Text(rename.NewName))),
        _ => throw new System.Diagnostics.UnreachableException($"No arm for {edit.GetType().Name}."),
    };

    private string? Set(YamlEdit.Set set)
    {
        var (path, value) = (set.Path, set.Value);
        while (Find(path) is null)
        {
            // What is missing on the way is made around the value.
            value = path.Last switch
            {
                YamlStep.Key when Find(path.Parent!) is YamlSpan.Map => value,
                YamlStep.Key key => Yaml.Map((key.Name, value)),
                YamlStep.Item item when path.Equals(set.Path) => value,
                YamlStep.Item item => value is YamlNode.Map map
                    ? new YamlNode.Map(0, 0, [new YamlNode.Entry(Yaml.Text("key"), Yaml.Text(item.Name)), .. map.Entries.Where(entry => entry.Key.Value != "key")]) : value,
                _ => value,
            };
            switch (path.Last, Find(path.Parent!))
            {
                case (YamlStep.Key key, YamlSpan.Map map):
                    return Add(map, key.Name, value, set.Order.IsDefault || !path.Equals(set.Path) ? [] : set.Order);
                case (not YamlStep.Key, YamlSpan.Sequence list):
                    return Insert(list, path.Parent!, value, int.MaxValue);
                case (not YamlStep.Key, null):
                    value = Yaml.List(value);
                    break;
                case (_, not null):
                    return null;
            }

            path = path.Parent!;
        }

        return SetExisting(path, Find(path)!, value, set.Order);
    }

    private string? SetExisting(YamlPath path, YamlSpan old, YamlNode value, ImmutableArray<string> order)
    {
        if (old is YamlSpan.Map { Flow: false } block && value is YamlNode.Map wanted)
        {
            // Key by key, so that comments between them stay.
            var edits = block.Entries.Where(entry => wanted.Find(entry.Key.Value) is null).Select(entry => (YamlEdit)new YamlEdit.Remove(path.Key(entry.Key.Value)));
            var sets = wanted.Entries.Select(entry => new YamlEdit.Set(path.Key(entry.Key.Value), entry.Value, order));
            return block.Entries.Any(entry => wanted.Find(entry.Key.Value) is not null)
                ? (YamlEditor.Apply(text, [.. edits, .. sets]) as YamlEditResult.Done)?.Text
                : Replace(path, old, value);
        }

        return old is YamlSpan.Sequence { Flow: false } && value is YamlNode.Sequence { Items.IsEmpty: false } rows ? SetRows(path, rows) : Replace(path, old, value);
    }

    /// <summary>Row by row, for the same reason; what is alike at both ends stays as it is.</summary>
    private string? SetRows(YamlPath path, YamlNode.Sequence wanted)
    {
        var (before, after) = (((YamlNode.Sequence)Yaml.Find(Yaml.Read(text), path)!).Items, wanted.Items);
        var (head, tail) = (0, 0);
        while (head < before.Length && head < after.Length && Yaml.Same(before[head], after[head]))
        {
            head++;
        }

        while (tail < before.Length - head && tail < after.Length - head && Yaml.Same(before[^(tail + 1)], after[^(tail + 1)]))
        {
            tail++;
        }

        var (old, now) = (before.Length - tail, after.Length - tail);
        return (YamlEditor.Apply(text,
        [
            .. Enumerable.Range(head, Math.Max(0, Math.Min(old, now) - head)).Select(at => new YamlEdit.Set(path.At(at), after[at])),
            .. Enumerable.Range(now, Math.Max(0, old - now)).Select(_ => new YamlEdit.Remove(path.At(now))),
            .. Enumerable.Range(old, Math.Max(0, now - old)).Select(at => new YamlEdit.Insert(path, after[at], at)),
        ]) as YamlEditResult.Done)?.Text;
    }

    private string? Replace(YamlPath path, YamlSpan old, YamlNode value)
    {
        var owner = path.Parent is { } parent ? Find(parent) : null;
        if (owner is YamlSpan.Map { Flow: false } map && path.Last is YamlStep.Key key && !(old is YamlSpan.Text { Value.Length: > 0 } && value is YamlNode.Text))
        {
            var entry = map.Entries[map.PlaceOf(key.Name)];
            var colon = text.IndexOf(':', entry.Key.End) + 1;
            var written = YamlWriter.AfterKey(value, TextLines.Column(text, entry.Key.Start), lineBreak);
            var kept = TextLines.LineEnd(text, colon) < old.Start ? text[colon..TextLines.LineEnd(text, colon)].TrimEnd() : string.Empty;
            return written.StartsWith(' ')
                ? Splice(colon, Math.Max(colon, old.End), written + kept)
                : Splice(colon, Math.Max(colon, old.End), kept + written);
        }

        return Replace(old, value, owner is YamlSpan.Map { Flow: true } or YamlSpan.Sequence { Flow: true });
    }

    private string Replace(YamlSpan old, YamlNode value, bool inFlow) => Splice(old.Start, old.End, (old, value) switch
    {
        (YamlSpan.Text was, YamlNode.Text now) => YamlWriter.Like(was, now.Value, inFlow, text, lineBreak),
        _ => YamlWriter.Flow(value, inFlow),
    });

    private string? Add(YamlSpan.Map map, string key, YamlNode value, ImmutableArray<string> order)
    {
        var members = Member.Of(text, map);
        var rank = order.IndexOf(key);
        var after = members.Length - 1;
        if (rank >= 0)
        {
            var before = map.Entries.Select((entry, place) => (Rank: order.IndexOf(entry.Key.Value), Place: place)).Where(entry => entry.Rank >= 0 && entry.Rank < rank).ToList();
            after = before.Count == 0 ? after : before.MaxBy(entry => entry.Rank).Place;
        }

        if (map.Flow)
        {
            var written = $"{key}: {YamlWriter.Flow(value, inFlow: true)}";
            return members.IsEmpty ? Splice(map.Start, map.End, $"{{ {written} }}") : Splice(members[after].End, members[after].End, ", " + written);
        }

        var indent = TextLines.Column(text, map.Start);
        return Splice(members[after].End, members[after].End, $"{lineBreak}{new string(' ', indent)}{key}:{YamlWriter.AfterKey(value, indent, lineBreak)}");
    }

    private string? Insert(YamlEdit.Insert insert) => Find(insert.List) switch
    {
        YamlSpan.Sequence { Items.IsEmpty: false } list => Insert(list, insert.List, insert.Value, insert.Place),
        _ => Set(new YamlEdit.Set(insert.List, Yaml.List(insert.Value))),
    };

    private string? Insert(YamlSpan.Sequence list, YamlPath path, YamlNode value, int place) =>
        list.Items.IsEmpty ? SetExisting(path, list, Yaml.List(value), []) : new MemberText(text, list).Insert(value, place);

    private string? Move(YamlEdit.Move move) =>
        Find(move.Path.Parent!) is YamlSpan.Sequence list ? new MemberText(text, list).Move(PlaceOf(list, move.Path.Last!), move.Place) : null;

    private string? Copy(YamlEdit.Copy copy)
    {
        if (Find(copy.Path.Parent!) is not YamlSpan.Sequence list || PlaceOf(list, copy.Path.Last!) is var at && at < 0
            || list.Items[at] is not YamlSpan.Map item || item.PlaceOf("key") is var key && key < 0)
        {
            return null;
        }

        var members = new MemberText(text, list);
        return members.Insert(members.Copied(at, item.Entries[key].Value, copy.NewKey), at + 1);
    }

    private string? Remove(YamlPath path)
    {
        // What holds nothing else goes with it.
        while (path.Parent is { } parent && Find(parent) is { } owner)
        {
            var members = new MemberText(text, owner);
            if (members.Members.Length > 1)
            {
                return members.Remove(owner is YamlSpan.Map map ? map.PlaceOf(((YamlStep.Key)path.Last!).Name) : PlaceOf((YamlSpan.Sequence)owner, path.Last!));
            }

            path = parent;
        }

        return null;
    }

    private YamlSpan? Find(YamlPath path)
    {
        YamlSpan? at = top;
        foreach (var step in path.Steps)
        {
            at = (at, step) switch
            {
                (YamlSpan.Map map, YamlStep.Key key) => map.PlaceOf(key.Name) is var place and >= 0 ? map.Entries[place].Value : null,
                (YamlSpan.Sequence list, YamlStep.Item or YamlStep.Place) => PlaceOf(list, step) is var place and >= 0 ? list.Items[place] : null,
                _ => null,
            };
        }

        return at;
    }

    private static int PlaceOf(YamlSpan.Sequence list, YamlStep step) => step is YamlStep.Place { Index: var index }
        ? index < list.Items.Length ? index : -1
        : list.Items.ToList().FindIndex(item => item is YamlSpan.Map map && map.PlaceOf("key") is var at and >= 0
            && map.Entries[at].Value is YamlSpan.Text { Value: var key } && step is YamlStep.Item { Name: var name } && key == name);

    private string Splice(int start, int end, string written) => string.Concat(text.AsSpan(0, start), written, text.AsSpan(end));
}
