using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads what must hold before a pathway begins or an answer counts.</summary>
internal static class RequirementReader
{
    public static ImmutableArray<RequirementPlan> Read(MapView owner) =>
        [.. owner.List("requires").Select(node => ReadOne(owner, node)).OfType<RequirementPlan>()];

    private static RequirementPlan? ReadOne(MapView owner, Node node)
    {
        if (owner.Map(node, null, owner.Where, Vocabulary.Requirement) is not { } map)
        {
            return null;
        }

        if (!map.Has("that"))
        {
            map.Fault(node, "missing_that", "не сказано, что требуется: «that: { qualification: [first, highest] }».");
            return null;
        }

        if (!map.Has("message"))
        {
            map.Fault(node, "missing_message", "не сказано, что увидит человек, если требование не выполнено: «message: …».");
            return null;
        }

        var that = ConditionReader.Read(map, "that");
        var soft = map.Flag("soft") ?? false;
        return map.Text("message", MapView.ProseLength) is { } message ? new RequirementPlan(that, message, soft) : null;
    }
}
