using System.Text;

namespace Iom.Host.CommandLine;

/// <summary>A table of plain text: columns as wide as needed up to their limits, long cells go on in the next line.</summary>
internal sealed class TextTable(params (string Title, int Most)[] columns)
{
    private const string Gap = "  ";

    private readonly List<(string? Heading, string[] Cells)> rows = [];

    /// <summary>A line of its own over the rows that follow.</summary>
    public void Heading(string text) => rows.Add((text, []));

    public void Row(params string[] cells) => rows.Add((null, cells));

    public override string ToString()
    {
        var titles = columns.Select(column => column.Title).ToArray();
        var widths = columns.Select((column, at) =>
            Math.Min(column.Most, rows.Where(row => row.Heading is null).Select(row => row.Cells[at].Length).Append(column.Title.Length).Max())).ToArray();
        var text = new StringBuilder();
        Write(text, titles, widths);
        text.AppendJoin(Gap, widths.Select(width => new string('─', width))).Append('\n');
        foreach (var (heading, cells) in rows)
        {
            if (heading is not null)
            {
                text.Append('\n').Append(heading).Append('\n');
            }
            else
            {
                Write(text, cells, widths);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, string[] cells, int[] widths)
    {
        var wrapped = cells.Select((cell, at) => Wrapped(cell, widths[at]).ToArray()).ToArray();
        for (var line = 0; line < wrapped.Max(cell => cell.Length); line++)
        {
            text.Append(string.Join(Gap, wrapped.Select((cell, at) => (line < cell.Length ? cell[line] : string.Empty).PadRight(widths[at]))).TrimEnd()).Append('\n');
        }
    }

    private static IEnumerable<string> Wrapped(string cell, int width)
    {
        var line = string.Empty;
        foreach (var word in cell.Split(' ').SelectMany(word => word.Chunk(width)).Select(letters => new string(letters)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
