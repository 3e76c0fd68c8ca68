using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>Whether each point a definition marks for the lower levels exists.</summary>
internal static class PointChecks
{
    public static void Check(DefinitionFile file, ProcessPlan plan, ReadingContext context)
    {
        if (file.Tree.Find("points") is not Node.Map points)
        {
            return;
        }

        var known = Known(plan).ToHashSet(StringComparer.Ordinal);
        known.UnionWith(context.Places.Keys);
        foreach (var point in points.Entries.Where(point => !known.Contains(point.Key)))
        {
            context.Fault(point.Place, "unknown_point", string.Empty, $"точки «{point.Key}» в определении нет.{Suggestion.For(point.Key, known)} Точка записывается как путь: «stages.approval.slots.director.deadline».");
        }
    }

    private static IEnumerable<string> Known(ProcessPlan plan) =>
        Open(Vocabulary.Definition, string.Empty)
            .Concat(Vocabulary.Years.Select(key => "years." + key))
            .Concat(Vocabulary.Defaults.Select(key => "defaults." + key))
            .Concat(plan.AllStages.SelectMany(stage => Open(Vocabulary.Stage, $"{plan.PathOf(stage.Key)}.")))
            .Concat(plan.AllStages.SelectMany(stage => stage.Slots.SelectMany(slot => Open(Vocabulary.Slot, $"{plan.PathOf(stage.Key)}.slots.{slot.Key}."))));

    private static IEnumerable<string> Open(IEnumerable<string> keys, string path) =>
        keys.Except([.. Vocabulary.Placing, "apiVersion", "key", "version", "extends", "points"]).Select(key => path + key);
}
