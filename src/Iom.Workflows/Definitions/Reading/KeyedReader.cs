using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Opens a member of a list whose members have keys.</summary>
internal static class KeyedReader
{
    /// <returns>Null when it is no map or has no usable key; the faults say so.</returns>
    public static (string Key, MapView Map)? Open(MapView owner, Node node, string list, string what, ImmutableArray<string> vocabulary)
    {
        var key = (node as Node.Map)?.Word("key");
        var where = $"{what} «{(node as Node.Map)?.Word("title") ?? key ?? "без названия"}»";
        if (key is null || !Keys.IsKey(key))
        {
            owner.Context.Fault(
                (node as Node.Map)?.Find("key")?.Place ?? node.Place, "bad_key", where, "нужен ключ «key»: латинские строчные буквы, цифры и подчёркивание, например «mentoring».");
            return null;
        }

        var path = $"{owner.PathOf(list)}.{key}";
        if (owner.Map(node, path, where, vocabulary) is not { } map)
        {
            return null;
        }

        owner.Context.Wrote(path, node.Place);
        return (key, map);
    }
}
