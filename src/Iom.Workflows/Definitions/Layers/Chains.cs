using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Layers;

/// <summary>Follows <c>extends</c> up to the root and merges down again: region → municipality → school, of any depth.</summary>
internal sealed class Chains
{
    private const int Deepest = 12;
    private readonly Dictionary<string, DefinitionFile> newest = new(StringComparer.Ordinal);

    public Chains(IEnumerable<DefinitionFile> files)
    {
        foreach (var file in files.OrderBy(file => file.Version))
        {
            newest[file.Key] = file;
        }
    }

    public Layer Resolve(DefinitionFile file, DefinitionFaults faults)
    {
        var chain = new List<DefinitionFile> { file };
        while (chain[^1].Tree.Find("extends") is { } extends)
        {
            if (Above(chain, extends, faults) is not { } above)
            {
                return new Layer(file.Tree, LockTable.Of(file, LockTable.Empty, faults), [], Complete: false);
            }

            chain.Add(above);
        }

        var (tree, locks) = (chain[^1].Tree, LockTable.Of(chain[^1], LockTable.Empty, faults));
        for (var i = chain.Count - 2; i >= 0; i--)
        {
            tree = new Overlay(chain[i + 1], locks, faults).Lay(tree, chain[i].Tree);
            locks = LockTable.Of(chain[i], locks, faults);
        }

        return new Layer(tree, locks, [.. chain.Skip(1)], Complete: true);
    }

    /// <summary>The next definition up; null when there is none, with the fault told at the file being resolved.</summary>
    private DefinitionFile? Above(List<DefinitionFile> chain, Node extends, DefinitionFaults faults)
    {
        var key = (extends as Node.Text)?.Value;
        if (key is null || !newest.TryGetValue(key, out var above))
        {
            faults.Add(extends.Place, "unknown_definition", $"Определения «{key}», которое здесь расширяется, среди загруженных нет или оно не читается.{Suggestion.For(key, newest.Keys.Where(other => other != chain[0].Key))}");
            return null;
        }

        var circle = chain.FindIndex(file => file.Key == key);
        if (circle >= 0)
        {
            var keys = chain.Skip(circle).Select(file => file.Key).Append(key).ToImmutableArray();
            faults.Add(extends.Place, "cyclic_extends", $"Определения расширяют друг друга по кругу: {string.Join(" → ", keys)}. Уберите одно из «extends».");
            return null;
        }

        if (chain.Count == Deepest)
        {
            faults.Add(extends.Place, "chain_too_long", $"Цепочка «extends» длиннее {Deepest} определений.");
            return null;
        }

        return above;
    }
}
