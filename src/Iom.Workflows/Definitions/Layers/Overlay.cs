using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Layers;

/// <summary>
/// Lays a lower definition over an upper one. Stages, slots and fields are matched by their keys, the rest is replaced value by
/// value; what the upper levels locked stays as it is.
/// </summary>
internal sealed class Overlay(DefinitionFile upper, LockTable locks, DefinitionFaults faults)
{
    /// <summary>What names the lower definition itself and is never inherited as it stands above.</summary>
    private static readonly string[] Own = ["apiVersion", "key", "version", "extends", "points"];

    /// <summary>Lists whose members have keys, with what a member is called in a sentence.</summary>
    internal static readonly Dictionary<string, (string One, string Add)> Keyed = new(StringComparer.Ordinal)
    {
        ["stages"] = ("этапа", "новый этап"),
        ["slots"] = ("задания", "новое задание"),
        ["tracks"] = ("трека", "новый трек"),
        ["triggers"] = ("действия", "новое действие"),
        ["campaigns"] = ("волны", "новая волна"),
        ["fields"] = ("поля", "новое поле"),
        ["budgets"] = ("общего срока", "новый общий срок"),
    };

    /// <summary>Maps that are merged key by key; every other value is replaced whole.</summary>
    internal static readonly string[] Open = ["years", "defaults", "on", "vote"];

    private Node.Map[] trees = [];

    public Node.Map Lay(Node.Map above, Node.Map below)
    {
        trees = [above, below];
        var entries = above.Entries.Where(entry => !Own.Contains(entry.Key) && entry.Key != "title").ToList();
        foreach (var entry in below.Entries)
        {
            Put(entries, entry, Own.Contains(entry.Key) || entry.Key is "title" or "summary" or "scope" or "applies" ? null : entry.Key);
        }

        return below.With([.. entries]);
    }

    /// <param name="entries">What stands above; changed in place.</param>
    /// <param name="entry">What the lower level writes.</param>
    /// <param name="path">Path of the value; null: it is the lower level's own business.</param>
    private void Put(List<Node.Entry> entries, Node.Entry entry, string? path)
    {
        var at = entries.FindIndex(other => other.Key == entry.Key);
        var old = at < 0 ? null : entries[at].Value;
        Node value;
        if (path is not null && Keyed.TryGetValue(entry.Key, out var names) && entry.Value is Node.List changes && old is Node.List items)
        {
            value = LayList(items, changes, path, names);
        }
        else if (path is not null && Open.Contains(entry.Key) && entry.Value is Node.Map inner && old is Node.Map outer)
        {
            value = LayMap(outer, inner, path);
        }
        else
        {
            value = path is null || Allowed(path, entry.Place, old, entry.Value) ? entry.Value : old ?? entry.Value;
        }

        var put = ReferenceEquals(value, old) ? entries[at] : entry with { Value = value };
        if (at < 0)
        {
            entries.Add(put);
        }
        else
        {
            entries[at] = put;
        }
    }

    private Node.Map LayMap(Node.Map above, Node.Map below, string path)
    {
        var entries = above.Entries.ToList();
        foreach (var entry in below.Entries.Where(entry => !Vocabulary.Placing.Contains(entry.Key)))
        {
            Put(entries, entry, $"{path}.{entry.Key}");
        }

        return above.With([.. entries]);
    }

    private Node.List LayList(Node.List above, Node.List below, string path, (string One, string Add) names)
    {
        var items = above.Items.ToList();
        foreach (var node in below.Items)
        {
            if (node is Node.Map change && change.Word("key") is { } key)
            {
                LayItem(items, change, key, $"{path}.{key}", names);
            }
            else
            {
                // No key to match by: the reader will say so, at this place.
                items.Add(node);
            }
        }

        return new Node.List(below.Place, [.. items]);
    }

    private void LayItem(List<Node> items, Node.Map change, string key, string path, (string One, string Add) names)
    {
        var at = IndexOf(items, key);
        var placed = change.FindEntry("after") ?? change.FindEntry("before");
        if (change.FindEntry("remove") is { } remove && (remove.Value as Node.Text)?.Value == "true")
        {
            Remove(items, at, remove, key, path, names);
            return;
        }

        if (at < 0)
        {
            if (placed is null)
            {
                var known = items.OfType<Node.Map>().Select(item => item.Word("key")).OfType<string>();
                faults.Add(change.Place, "unknown_item", $"В «{upper.Title}» нет {names.One} «{key}».{Suggestion.For(key, known)} Если это {names.Add}, укажите его место: «after: …» или «before: …».");
            }

            if (Allowed(path, change.Place, null, change))
            {
                Insert(items, Stripped(change), placed, names);
            }

            return;
        }

        var item = LayMap((Node.Map)items[at], change, path);
        if (placed is null || !Allowed(path, placed.Place, null, change))
        {
            items[at] = item;
        }
        else
        {
            items.RemoveAt(at);
            Insert(items, item, placed, names);
        }
    }

    private void Remove(List<Node> items, int at, Node.Entry remove, string key, string path, (string One, string Add) names)
    {
        if (at < 0)
        {
            faults.Add(remove.Place, "unknown_item", $"Убирать нечего: в «{upper.Title}» нет {names.One} «{key}».");
        }
        else if (locks.ForWhole(path) is { Lock: not PointLock.Free } entry)
        {
            faults.Add(remove.Place, "locked_point", $"{Label(path)}: убрать это нельзя, так закреплено в «{entry.Owner}».");
        }
        else
        {
            items.RemoveAt(at);
        }
    }

    private void Insert(List<Node> items, Node.Map item, Node.Entry? placed, (string One, string Add) names)
    {
        var neighbour = placed is null ? -1 : IndexOf(items, (placed.Value as Node.Text)?.Value);
        if (placed is not null && neighbour < 0)
        {
            faults.Add(placed.Value.Place, "unknown_item", $"Рядом поставить не с чем: {names.One} «{(placed.Value as Node.Text)?.Value}» нет.");
        }

        items.Insert(neighbour < 0 ? items.Count : placed!.Key == "after" ? neighbour + 1 : neighbour, item);
    }

    private bool Allowed(string path, Place place, Node? old, Node value)
    {
        if (locks.For(path) is not { Lock: not PointLock.Free } entry || (old is not null && Node.Same(old, value)))
        {
            return true;
        }

        if (entry.Lock == PointLock.Locked)
        {
            faults.Add(place, "locked_point", $"{Label(path)}: менять это нельзя, так закреплено в «{entry.Owner}».");
            return false;
        }

        if (Tightening.Refuse(path, old, value) is not { } why)
        {
            return true;
        }

        faults.Add(place, "loosened_point", $"{Label(path)}: это можно только ужесточить, так решено в «{entry.Owner}»: {why}");
        return false;
    }

    /// <summary>The point in words, as the beginning of a sentence.</summary>
    private string Label(string path)
    {
        var words = PointLabel.Of(path, trees);
        return char.ToUpper(words[0], CultureInfo.GetCultureInfo("ru-RU")) + words[1..];
    }

    private static int IndexOf(List<Node> items, string? key) =>
        key is null ? -1 : items.FindIndex(item => item is Node.Map map && map.Word("key") == key);

    private static Node.Map Stripped(Node.Map item) =>
        item.With([.. item.Entries.Where(entry => !Vocabulary.Placing.Contains(entry.Key))]);
}
