using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions;

/// <summary>Keeps every fault inside its file: parsers point behind the last line of a text that was cut off.</summary>
internal static class FaultPlaces
{
    public static IReadOnlyList<SourceFault> InsideFiles(IEnumerable<SourceFault> faults, IReadOnlyList<SourceFile> sources)
    {
        var lines = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            lines.TryAdd(source.Name, source.Text.Split('\n'));
        }

        return
        [
            .. faults.Select(fault => Inside(fault, lines[fault.File])).Distinct()
                .OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Line).ThenBy(fault => fault.Column)
                .ThenBy(fault => fault.Code, StringComparer.Ordinal),
        ];
    }

    private static SourceFault Inside(SourceFault fault, string[] lines)
    {
        if (fault.Line <= 0)
        {
            return fault with { Line = 0, Column = 0 };
        }

        var last = lines.Length;
        while (last > 1 && string.IsNullOrWhiteSpace(lines[last - 1]))
        {
            last--;
        }

        return fault.Line <= last
            ? fault with { Column = Math.Clamp(fault.Column, 1, lines[fault.Line - 1].Length + 1) }
            : fault with { Line = last, Column = lines[last - 1].TrimEnd().Length + 1 };
    }
}
