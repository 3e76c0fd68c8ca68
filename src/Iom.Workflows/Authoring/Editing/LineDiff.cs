using System.Collections.Immutable;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>What changed from one text to another, line by line.</summary>
public static class LineDiff
{
    /// <summary>Beyond so many pairs of lines the middle counts as replaced whole: nobody reads such a comparison.</summary>
    private const int MostPairs = 4_000_000;

    /// <summary>The lines of both texts in reading order.</summary>
    public static ImmutableArray<DiffLine> Of(string before, string after)
    {
        var (a, b) = (before.Split('\n'), after.Split('\n'));
        var match = Match(a, b);
        var lines = ImmutableArray.CreateBuilder<DiffLine>();
        var j = 0;
        for (var i = 0; i <= a.Length; i++)
        {
            var until = i == a.Length ? b.Length : match[i];
            if (until < 0)
            {
                lines.Add(new DiffLine(DiffKind.Removed, a[i], i + 1));
                continue;
            }

            for (; j < until; j++)
            {
                lines.Add(new DiffLine(DiffKind.Added, b[j], j + 1));
            }

            if (i < a.Length)
            {
                lines.Add(new DiffLine(DiffKind.Same, a[i], ++j));
            }
        }

        return lines.ToImmutable();
    }

    /// <summary>For each line of the first text its place in the second; -1: it is gone. Places only grow.</summary>
    internal static int[] Match(string[] a, string[] b)
    {
        var match = new int[a.Length];
        Array.Fill(match, -1);
        var head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head])
        {
            match[head] = head++;
        }

        var tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
            match[^tail] = b.Length - tail;
        }

        var (rows, columns) = (a.Length - head - tail, b.Length - head - tail);
        if ((long)rows * columns is 0 or > MostPairs)
        {
            return match;
        }

        var longest = Enumerable.Range(0, rows + 1).Select(_ => new int[columns + 1]).ToArray();
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                longest[i][j] = a[head + i] == b[head + j] ? longest[i + 1][j + 1] + 1 : Math.Max(longest[i + 1][j], longest[i][j + 1]);
            }
        }

        for (var (i, j) = (0, 0); i < rows && j < columns;)
        {
            if (a[head + i] == b[head + j])
            {
                match[head + i++] = head + j++;
            }
            else
            {
                _ = longest[i + 1][j] >= longest[i][j + 1] ? i++ : j++;
            }
        }

        return match;
    }
}

/// <summary>One line of a comparison.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Text">What it says.</param>
/// <param name="Number">Its number in the text it stands in, from 1; of a removed line in the older one.</param>
public sealed record DiffLine(DiffKind Kind, string Text, int Number);

/// <summary>What became of a line.</summary>
public enum DiffKind
{
    Same,
    Added,
    Removed,
}
