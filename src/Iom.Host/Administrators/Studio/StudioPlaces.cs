using System.Collections.Immutable;
using System.Globalization;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Definitions;

namespace Iom.Host.Administrators.Studio;

/// <summary>Which stage, slot, track or trigger a line of the draft or a point of the plan belongs to, so that a problem leads to its form.</summary>
public static class StudioPlaces
{
    /// <summary>Lists whose members have forms of their own.</summary>
    private static readonly string[] Lists = ["stages", "slots", "tracks", "triggers"];

    /// <returns>The top when the line belongs to no form.</returns>
    public static YamlPath At(YamlNode.Map? own, int line)
    {
        var place = YamlPath.Top;
        while (Yaml.Find(own, place) is YamlNode.Map map
            && map.Entries.Where(entry => entry.Key.Line <= line).MaxBy(entry => entry.Key.Line) is { Value: YamlNode.Sequence list } entry
            && Lists.Contains(entry.Key.Value)
            && list.Items.LastOrDefault(item => item.Line <= line) is YamlNode.Map member && member.Find("key") is YamlNode.Text key)
        {
            place = place.Key(entry.Key.Value).Item(key.Value);
        }

        return place;
    }

    /// <summary>The form of a value by the place where it was written, in whatever file of the chain.</summary>
    public static YamlPath Of(ProcessPlan plan, Origin? place)
    {
        var point = plan.Origins.Where(origin => origin.Value == place).Select(origin => origin.Key).MinBy(path => path.Length);
        var at = YamlPath.Top;
        foreach (var pair in (point ?? string.Empty).Split('.').Chunk(2).TakeWhile(pair => pair.Length == 2 && Lists.Contains(pair[0])))
        {
            at = at.Key(pair[0]).Item(pair[1]);
        }

        return at;
    }

    /// <summary>The list a form's value is a member of: <c>stages</c>, <c>slots</c> …; null: the definition itself.</summary>
    public static string? ListOf(YamlPath path) => path is { Last: YamlStep.Item, Parent.Last: YamlStep.Key list } ? list.Name : null;

    /// <summary>The slot of a sound plan that a path leads to.</summary>
    public static SlotPlan? Slot(ProcessPlan? plan, YamlPath path) =>
        path.Parent?.Parent is { } stage ? Stage(plan, stage)?.Slots.FirstOrDefault(slot => slot.Key == (path.Last as YamlStep.Item)?.Name) : null;

    /// <summary>The stage of a sound plan that a path leads to, of the main life or beside it.</summary>
    public static StagePlan? Stage(ProcessPlan? plan, YamlPath path) => plan?.AllStages.FirstOrDefault(stage => stage.Key == (path.Last as YamlStep.Item)?.Name);

    /// <summary>The last line and column of a value.</summary>
    public static (int Line, int Column) End(YamlNode node) => node switch
    {
        YamlNode.Map { Entries: [.., var last] } => End(last.Value),
        YamlNode.Sequence { Items: [.., var last] } => End(last),
        YamlNode.Text text => (text.Line, text.Column + text.Value.Length),
        _ => (node.Line, node.Column),
    };

    public static string LineId(int line) => "line-" + line.ToString(CultureInfo.InvariantCulture);

    /// <summary>Every stage of the draft with its path, also those of tracks.</summary>
    public static ImmutableArray<YamlPath> Stages(StudioEdits edits) =>
    [
        .. edits.Keys(YamlPath.Parse("stages")).Select(YamlPath.Parse("stages").Item),
        .. edits.Keys(YamlPath.Parse("tracks")).Select(YamlPath.Parse("tracks").Item).SelectMany(track => edits.Keys(track.Key("stages")).Select(track.Key("stages").Item)),
    ];
}
