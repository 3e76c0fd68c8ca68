using System.Collections.Frozen;
using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Layers;

/// <summary>What the levels above allow a lower level to do, by path; a path covers everything below it, the longest one decides.</summary>
internal sealed class LockTable
{
    /// <summary>The cap may be tightened and never loosened, whether a definition says so or not (seed 003, clause 1.5).</summary>
    private const string Cap = "cap";

    private readonly ImmutableSortedDictionary<string, Entry> entries;

    private LockTable(ImmutableSortedDictionary<string, Entry> entries)
    {
        this.entries = entries;
    }

    public static LockTable Empty { get; } = new(ImmutableSortedDictionary.Create<string, Entry>(StringComparer.Ordinal));

    public IEnumerable<KeyValuePair<string, Entry>> Entries => entries;

    /// <summary>The table for the levels below a definition: its own points on top of those above it.</summary>
    public static LockTable Of(DefinitionFile file, LockTable above, DefinitionFaults faults)
    {
        if (file.Tree.Find("points") is not { } node)
        {
            return above;
        }

        if (node is not Node.Map map)
        {
            faults.Add(node.Place, "map_expected", "В «points» пишут, что можно менять ниже: «cap: tightenable», «stages.approval: locked».");
            return above;
        }

        var entries = above.entries.ToBuilder();
        foreach (var entry in map.Entries)
        {
            if ((entry.Value as Node.Text)?.Value is not { } word || !Words.Locks.TryGetValue(word, out var allowed))
            {
                var words = string.Join(", ", Words.Locks.Keys.Order(StringComparer.Ordinal));
                faults.Add(entry.Value.Place, "unknown_word", $"Точка «{entry.Key}»: значение должно быть одним из: {words}.{Suggestion.For((entry.Value as Node.Text)?.Value, Words.Locks.Keys)}");
            }
            else if (above.For(entry.Key) is { Owner: var owner } upper && allowed < upper.Lock)
            {
                faults.Add(entry.Place, "point_loosened", $"Точка «{entry.Key}» закреплена выше, в «{owner}», строже; ослабить её здесь нельзя.");
            }
            else
            {
                entries[entry.Key] = new Entry(allowed, file.Title);
            }
        }

        return new LockTable(entries.ToImmutable());
    }

    /// <summary>What is allowed at a path; null: nobody said anything, so all is free.</summary>
    public Entry? For(string path)
    {
        for (var rest = path; rest.Length > 0; rest = rest[..Math.Max(0, rest.LastIndexOf('.'))])
        {
            if (entries.TryGetValue(rest, out var entry))
            {
                return entry;
            }
        }

        return path == Cap ? new Entry(PointLock.Tightenable, "общее правило") : null;
    }

    /// <summary>The strictest thing said about a path or anything below it; that is what counts when the whole is taken away.</summary>
    public Entry? ForWhole(string path) => entries
        .Where(entry => entry.Key.StartsWith(path + ".", StringComparison.Ordinal))
        .Select(entry => entry.Value)
        .Append(For(path))
        .MaxBy(entry => entry?.Lock ?? PointLock.Free);

    public FrozenDictionary<string, PointLock> ToLocks() =>
        entries.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Lock, StringComparer.Ordinal);

    /// <param name="Lock">What is allowed.</param>
    /// <param name="Owner">Title of the definition that says so.</param>
    internal sealed record Entry(PointLock Lock, string Owner);
}
