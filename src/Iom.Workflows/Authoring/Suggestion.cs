namespace Iom.Workflows.Authoring;

/// <summary>«Возможно, вы имели в виду …»: the nearest known word.</summary>
public static class Suggestion
{
    private const int MaxWord = 60;

    /// <returns>A sentence that begins with a space; empty when nothing is near.</returns>
    public static string For(string? written, IEnumerable<string> known)
    {
        if (written is null or { Length: 0 or > MaxWord })
        {
            return string.Empty;
        }

        var nearest = known
            .Select(word => (Word: word, Distance: Distance(written, word)))
            .Where(pair => pair.Distance <= Math.Max(1, written.Length / 3))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Word, StringComparer.Ordinal)
            .Select(pair => pair.Word)
            .FirstOrDefault();
        return nearest is null ? string.Empty : $" Возможно, вы имели в виду «{nearest}».";
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[b.Length];
    }
}
