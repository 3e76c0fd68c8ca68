using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads levels of the org tree.</summary>
internal static class LevelReader
{
    /// <summary>From the top.</summary>
    internal static readonly string[] Levels = ["region", "municipality", "organisation"];

    /// <returns>Null when absent or faulty.</returns>
    public static string? Read(MapView map)
    {
        if (map.Find("level") is not { } node)
        {
            return null;
        }

        var level = (node as Node.Text)?.Value;
        if (level is not null && Levels.Contains(level))
        {
            return level;
        }

        map.Fault(node, "unknown_word", $"уровень «level» — один из: {string.Join(", ", Levels)}.{Suggestion.For(level, Levels)}");
        return null;
    }
}
