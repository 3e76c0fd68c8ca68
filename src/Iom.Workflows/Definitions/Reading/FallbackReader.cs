using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads what is tried when a rule finds nobody.</summary>
internal static class FallbackReader
{
    public static ImmutableArray<Fallback> Read(MapView owner, Node node)
    {
        var items = node is Node.List list ? list.Items : [node];
        var fallbacks = ImmutableArray.CreateBuilder<Fallback>(items.Length);
        foreach (var item in items)
        {
            if (fallbacks is [.., Fallback.Skip])
            {
                owner.Fault(item, "unreachable_fallback", "после skip (пропустить) остальные замены не рассматриваются; поставьте skip последним.");
            }

            switch (item)
            {
                case Node.Text { Value: "up" }:
                    fallbacks.Add(new Fallback.LevelUp());
                    break;
                case Node.Text { Value: "skip" }:
                    fallbacks.Add(new Fallback.Skip());
                    break;
                case Node.Text { Value: not "subject" } other:
                    owner.Fault(item, "unknown_fallback", $"«{PerformerReader.Short(other.Value)}» — непонятная замена: up (уровнем выше), skip (пропустить) или другой исполнитель, например {{ role: head }}.");
                    break;
                default:
                    if (PerformerReader.ReadRule(owner, item) is { } rule)
                    {
                        fallbacks.Add(new Fallback.Other(rule));
                    }

                    break;
            }
        }

        return fallbacks.DrainToImmutable();
    }
}
