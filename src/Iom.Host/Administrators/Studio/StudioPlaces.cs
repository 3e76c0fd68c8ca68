using System.Globalization;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;

namespace Iom.Host.Administrators.Studio;

/// <summary>Which stage or slot a line of the draft belongs to, so that a problem leads to its form.</summary>
public static class StudioPlaces
{
    /// <returns>The top when the line belongs to no stage.</returns>
    public static YamlPath At(YamlNode.Map? own, int line)
    {
        var place = YamlPath.Top;
        foreach (var list in new[] { "stages", "slots" })
        {
            var path = place.Key(list);
            var key = (Yaml.Find(own, path) as YamlNode.Sequence)?.Items.LastOrDefault(item => item.Line <= line) is YamlNode.Map map
                && map.Find("key") is YamlNode.Text text ? text.Value : null;
            if (key is null || IsPast(own, place, list, line))
            {
                return place;
            }

            place = path.Item(key);
        }

        return place;
    }

    /// <summary>Whether the line stands in a later key of the same map than the list.</summary>
    private static bool IsPast(YamlNode.Map? own, YamlPath holder, string list, int line) =>
        Yaml.Find(own, holder) is YamlNode.Map map
        && map.Entries.Where(entry => entry.Key.Line <= line).Select(entry => entry.Key).MaxBy(key => key.Line) is { } nearest && nearest.Value != list;

    public static string LineId(int line) => "line-" + line.ToString(CultureInfo.InvariantCulture);
}
