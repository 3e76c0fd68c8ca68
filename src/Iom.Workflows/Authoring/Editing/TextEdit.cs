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

        return Replace(path, old, value);
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

    private string? Insert(YamlSpan.Sequence list, YamlPath path, YamlNode value, int place)
    {
        var members = Member.Of(text, list);
        if (members.IsEmpty)
        {
            return SetExisting(path, list, Yaml.List(value), []);
        }

        var written = list.Flow ? YamlWriter.Flow(value, inFlow: true) : YamlWriter.Item(value, TextLines.Column(text, members[0].Head), lineBreak);
        return Insert(list, members, written, place);
    }

    private string? Insert(YamlSpan.Sequence list, ImmutableArray<Member> members, string written, int place)
    {
        var gap = list.Flow ? ", " : lineBreak;
        if (members.Length > 1 && Gap(members, 0) is var usual && (list.Flow ? usual.Trim() == "," : string.IsNullOrWhiteSpace(usual)))
        {
            gap = usual;
        }

        if (place >= members.Length)
        {
            return Splice(members[^1].End, members[^1].End, gap + written);
        }

        return list.Flow || TextLines.BeginsLine(text, members[place].Head) ? Splice(members[place].Start, members[place].Start, written + gap) : null;
    }

    private string? Move(YamlEdit.Move move)
    {
        if (Find(move.Path.Parent!) is not YamlSpan.Sequence list)
        {
            return null;
        }

        var members = Member.Of(text, list);
        if (!list.Flow && !TextLines.BeginsLine(text, members[0].Head))
        {
            return null;
        }

        var order = Enumerable.Range(0, members.Length).ToList();
        var at = PlaceOf(list, move.Path.Last!);
        order.RemoveAt(at);
        order.Insert(Math.Clamp(move.Place, 0, order.Count), at);
        // The members change places; what lies between them stays.
        return text[..members[0].Start]
            + string.Concat(order.Select((member, place) => text[members[member].Start..members[member].End] + (place < order.Count - 1 ? Gap(members, place) : string.Empty)))
            + text[members[^1].End..];
    }

    private string? Copy(YamlEdit.Copy copy)
    {
        if (Find(copy.Path.Parent!) is not YamlSpan.Sequence list || PlaceOf(list, copy.Path.Last!) is var at && at < 0
            || list.Items[at] is not YamlSpan.Map item || item.PlaceOf("key") is var key && key < 0)
        {
            return null;
        }

        var members = Member.Of(text, list);
        var from = list.Flow || !TextLines.BeginsLine(text, members[at].Head) ? members[at].Head : TextLines.LineStart(text, members[at].Head);
        var name = item.Entries[key].Value;
        var written = string.Concat(text.AsSpan(from, name.Start - from), copy.NewKey, text.AsSpan(name.End, members[at].End - name.End));
        return Insert(list, members, written, at + 1);
    }

    private string? Remove(YamlPath path)
    {
        while (true)
        {
            if (path.Parent is not { } parent || Find(parent) is not { } owner)
            {
                return null;
            }

            var members = Member.Of(text, owner);
            if (members.Length > 1)
            {
                return Remove(owner, members, owner is YamlSpan.Map map ? map.PlaceOf(((YamlStep.Key)path.Last!).Name) : PlaceOf((YamlSpan.Sequence)owner, path.Last!));
            }

            path = parent;
        }
    }

    private string? Remove(YamlSpan owner, ImmutableArray<Member> members, int at)
    {
        var flow = owner is YamlSpan.Map { Flow: true } or YamlSpan.Sequence { Flow: true };
        var (own, first) = (members[at], at == 0);
        var gap = Gap(members, first ? 0 : at - 1);
        if (flow)
        {
            return gap.Trim() != "," ? null : first ? Splice(own.Start, members[1].Start, string.Empty) : Splice(members[at - 1].End, own.End, string.Empty);
        }

        if (!TextLines.BeginsLine(text, own.Head))
        {
            // The first key stands behind the dash of its list: the second takes its place.
            return first && !text[own.End..members[1].Head].Contains('#', StringComparison.Ordinal) ? Splice(own.Start, members[1].Head, string.Empty) : null;
        }

        if (string.IsNullOrWhiteSpace(gap))
        {
            return first ? Splice(own.Start, members[1].Start, string.Empty) : Splice(members[at - 1].End, own.End, string.Empty);
        }

        var next = text.IndexOf('\n', own.End);
        return Splice(own.Start, next < 0 ? text.Length : next + 1, string.Empty);
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

    private string Gap(ImmutableArray<Member> members, int after) => text[members[after].End..members[after + 1].Start];

    private string Splice(int start, int end, string written) => string.Concat(text.AsSpan(0, start), written, text.AsSpan(end));
}
