using System.Collections.Immutable;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>
/// The same edits on a tree instead of a text. What a text says after an edit is held against it, so that a change that cannot be
/// made safely is refused instead of made by halves.
/// </summary>
internal static class TreeEdit
{
    /// <returns>Null: what is to be edited is not there, or nothing would be left.</returns>
    public static YamlNode? Apply(YamlNode top, YamlEdit edit) => edit switch
    {
        YamlEdit.Set set => At(top, set.Path.Steps, _ => set.Value),
        YamlEdit.Remove remove => Yaml.Find(top, remove.Path) is null ? null : At(top, remove.Path.Steps, _ => null),
        YamlEdit.Insert insert => At(top, insert.List.Steps, old => old switch
        {
            null => Yaml.List(insert.Value),
            YamlNode.Sequence list => list with { Items = list.Items.Insert(Math.Clamp(insert.Place, 0, list.Items.Length), insert.Value) },
            _ => null,
        }),
        YamlEdit.Move move => InList(top, move.Path, (list, at) => list.RemoveAt(at).Insert(Math.Clamp(move.Place, 0, list.Length - 1), list[at])),
        YamlEdit.Copy copy => InList(top, copy.Path, (list, at) =>
            At(list[at], [new YamlStep.Key("key")], _ => Yaml.Text(copy.NewKey)) is { } copied ? list.Insert(at + 1, copied) : null),
        YamlEdit.Rename { Path.Last: YamlStep.Key key } rename => Yaml.Find(top, rename.Path) is null ? null : At(top, rename.Path.Parent!.Steps, old =>
            old is YamlNode.Map map && map.Find(rename.NewName) is null
                ? map with { Entries = [.. map.Entries.Select(entry => entry.Key.Value == key.Name ? entry with { Key = Yaml.Text(rename.NewName) } : entry)] }
                : null),
        YamlEdit.Rename rename => Yaml.Find(top, rename.Path) is null ? null : At(top, rename.Path.Key("key").Steps, _ => Yaml.Text(rename.NewName)),
        _ => throw new System.Diagnostics.UnreachableException($"No arm for {edit.GetType().Name}."),
    };

    private static YamlNode? InList(YamlNode top, YamlPath path, Func<ImmutableArray<YamlNode>, int, ImmutableArray<YamlNode>?> change) =>
        path is { Parent: { } parent, Last: YamlStep.Item or YamlStep.Place } && Yaml.Find(top, parent) is YamlNode.Sequence list && Yaml.PlaceOf(list, path.Last) is var at and >= 0
        && change(list.Items, at) is { } items
            ? At(top, parent.Steps, _ => list with { Items = items })
            : null;

    /// <returns>The node with one value inside it changed; null: it is empty now, or there is no way there.</returns>
    private static YamlNode? At(YamlNode? node, ReadOnlyMemory<YamlStep> steps, Func<YamlNode?, YamlNode?> change)
    {
        if (steps.IsEmpty)
        {
            return change(node);
        }

        switch (steps.Span[0], node)
        {
            case (YamlStep.Key key, null or YamlNode.Map):
                var entries = (node as YamlNode.Map)?.Entries ?? [];
                var place = entries.ToList().FindIndex(entry => entry.Key.Value == key.Name);
                var value = At(place < 0 ? null : entries[place].Value, steps[1..], change);
                entries = (place, value) switch
                {
                    ( < 0, null) => entries,
                    (_, null) => entries.RemoveAt(place),
                    ( < 0, _) => entries.Add(new YamlNode.Entry(Yaml.Text(key.Name), value)),
                    _ => entries.SetItem(place, entries[place] with { Value = value }),
                };
                return entries.IsEmpty ? null : new YamlNode.Map(0, 0, entries);
            case (var step, null or YamlNode.Sequence):
                var list = node as YamlNode.Sequence ?? Yaml.List();
                var at = Yaml.PlaceOf(list, step);
                var start = at >= 0 ? list.Items[at] : step is YamlStep.Item item ? Yaml.Map(("key", Yaml.Text(item.Name))) : null;
                var items = At(start, steps[1..], change) is not { } made ? at < 0 ? list.Items : list.Items.RemoveAt(at)
                    : at < 0 ? list.Items.Add(made) : list.Items.SetItem(at, made);
                return items.IsEmpty ? null : new YamlNode.Sequence(0, 0, items);
            default:
                return null;
        }
    }

    private static YamlNode? At(YamlNode? node, ImmutableArray<YamlStep> steps, Func<YamlNode?, YamlNode?> change) => At(node, steps.AsMemory(), change);
}
