using System.Collections.Immutable;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>
/// Joins what two people made of one text, line by line. Changes in different places go together; where both changed the same
/// lines both versions are kept for somebody to choose.
/// </summary>
public static class LineMerge
{
    public static ImmutableArray<MergePart> Merge(string origin, string mine, string theirs)
    {
        var (o, m, t) = (origin.Split('\n'), mine.Split('\n'), theirs.Split('\n'));
        var (inMine, inTheirs) = (LineDiff.Match(o, m), LineDiff.Match(o, t));
        var parts = ImmutableArray.CreateBuilder<MergePart>();
        var (i, j, k) = (0, 0, 0);
        while (i < o.Length || j < m.Length || k < t.Length)
        {
            var next = i;
            while (next < o.Length && (inMine[next] < 0 || inTheirs[next] < 0))
            {
                next++;
            }

            var (toMine, toTheirs) = next < o.Length ? (inMine[next], inTheirs[next]) : (m.Length, t.Length);
            if (next > i || toMine > j || toTheirs > k)
            {
                Add(parts, o[i..next], m[j..toMine], t[k..toTheirs]);
            }

            if (next < o.Length)
            {
                Add(parts, [o[next]], [o[next]], [o[next]]);
                (next, toMine, toTheirs) = (next + 1, toMine + 1, toTheirs + 1);
            }

            (i, j, k) = (next, toMine, toTheirs);
        }

        return parts.ToImmutable();
    }

    /// <summary>The text that the parts make, each conflict answered by a choice.</summary>
    public static string Join(IEnumerable<MergePart> parts, Func<MergePart.Conflict, IEnumerable<string>> choose) =>
        string.Join('\n', parts.SelectMany(part => part switch
        {
            MergePart.Agreed agreed => agreed.Lines,
            MergePart.Conflict conflict => choose(conflict),
            _ => throw new System.Diagnostics.UnreachableException(),
        }));

    private static void Add(ImmutableArray<MergePart>.Builder parts, string[] origin, string[] mine, string[] theirs)
    {
        var agreed = mine.AsSpan().SequenceEqual(theirs) || theirs.AsSpan().SequenceEqual(origin) ? mine
            : mine.AsSpan().SequenceEqual(origin) ? theirs : null;
        switch (parts.Count > 0 ? parts[^1] : null, agreed)
        {
            case (_, null):
                parts.Add(new MergePart.Conflict([.. origin], [.. mine], [.. theirs]));
                break;
            case (MergePart.Agreed last, _):
                parts[^1] = new MergePart.Agreed(last.Lines.AddRange(agreed));
                break;
            default:
                parts.Add(new MergePart.Agreed([.. agreed]));
                break;
        }
    }
}

/// <summary>A stretch of a merged text. A closed union.</summary>
public abstract record MergePart
{
    private MergePart()
    {
    }

    /// <summary>Nobody or only one changed it, or both the same way.</summary>
    public sealed record Agreed(ImmutableArray<string> Lines) : MergePart;

    /// <summary>Both changed it, differently.</summary>
    public sealed record Conflict(ImmutableArray<string> Origin, ImmutableArray<string> Mine, ImmutableArray<string> Theirs) : MergePart;
}
