using System.Collections.Immutable;
using Iom.Workflows.Authoring;

namespace Iom.Workflows.Definitions.Reading;

/// <summary>Reads where the outcomes of a stage lead.</summary>
internal static class TransitionReader
{
    public static ImmutableArray<TransitionPlan> Read(MapView stage, ImmutableArray<SlotPlan> slots)
    {
        if (stage.Find("on") is not { } node)
        {
            return [];
        }

        if (node is not Node.Map map)
        {
            stage.Context.FlowFault(node.Place, "map_expected", stage.Where, "в «on» пишут исход и куда он ведёт, например «return: { to: drafting, rounds: 3 }».");
            return [];
        }

        var outcomes = slots.SelectMany(slot => slot.Results).GroupBy(outcome => outcome.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var named = ImmutableArray.CreateBuilder<TransitionPlan>();
        foreach (var entry in map.Entries)
        {
            stage.Context.Wrote($"{stage.Path}.on.{entry.Key}", entry.Place);
            if (ReadTarget(stage, entry) is not { } transition)
            {
                stage.Context.BreakFlow();
            }
            else if (outcomes.ContainsKey(entry.Key) || entry.Key == OutcomeReader.Done)
            {
                named.Add(transition);
            }
            else if (!stage.Context.Partial && !stage.Context.IsBroken(stage.Path!))
            {
                stage.Context.FlowFault(
                    entry.Place, "unknown_outcome", stage.Where, $"ни одно задание этапа не имеет исхода «{entry.Key}»; есть: {string.Join(", ", outcomes.Keys.Order(StringComparer.Ordinal))}.{Suggestion.For(entry.Key, outcomes.Keys)}");
            }
        }

        return Spread(stage, named.DrainToImmutable(), outcomes);
    }

    /// <summary>Puts «done» in place of every positive outcome that is not named.</summary>
    private static ImmutableArray<TransitionPlan> Spread(
        MapView stage, ImmutableArray<TransitionPlan> named, Dictionary<string, List<OutcomePlan>> outcomes)
    {
        if (named.FirstOrDefault(transition => transition.Outcome == OutcomeReader.Done) is not { } done)
        {
            return named;
        }

        var rest = outcomes.Where(pair => pair.Value.Any(outcome => outcome.Sense == OutcomeSense.Positive)).Select(pair => pair.Key)
            .Except(named.Select(transition => transition.Outcome)).Order(StringComparer.Ordinal).ToList();
        foreach (var key in rest)
        {
            stage.Context.Wrote($"{stage.Path}.on.{key}", stage.Context.At($"{stage.Path}.on.{OutcomeReader.Done}"));
        }

        return [.. named.Where(transition => transition != done), .. rest.Select(key => done with { Outcome = key })];
    }

    private static TransitionPlan? ReadTarget(MapView stage, Node.Entry entry)
    {
        if (entry.Value is not Node.Map)
        {
            return ReadStages(stage, entry.Key, entry.Value, null);
        }

        if (stage.Map(entry.Value, $"{stage.Path}.on.{entry.Key}", $"{stage.Where}, исход «{entry.Key}»", Vocabulary.Transition) is not { } map)
        {
            return null;
        }

        if (map.Find("to") is not { } to)
        {
            map.Fault(entry.Value, "missing_to", "не сказано, куда ведёт: «to: drafting».");
            return null;
        }

        var transition = ReadStages(map, entry.Key, to, map.Number("rounds", 2, 20));
        return map.Find("due") is { } due && transition is not null ? transition with { Due = ReadDue(map, due, transition) } : transition;
    }

    private static ReturnDuePlan? ReadDue(MapView owner, Node node, TransitionPlan transition)
    {
        if (owner.Map(node, null, owner.Where, Vocabulary.ReturnDue) is not { } map)
        {
            return null;
        }

        if (transition.Target != TargetKind.Stage)
        {
            owner.Fault(node, "misplaced_due", "«due» бывает только у возврата на этап: срок назначают для доработки.");
        }

        const string Example = "срок доработки записывается так: «due: { least: 3 working_days, most: 20 working_days, default: 10 working_days }».";
        return DistanceReader.Required(map, "least", Example) is { } least
            && DistanceReader.Required(map, "most", Example) is { } most
            && DistanceReader.Required(map, "default", Example) is { } usual
                ? new ReturnDuePlan(least, most, usual) : null;
    }

    private static TransitionPlan? ReadStages(MapView owner, string outcome, Node to, int? rounds)
    {
        if (to is Node.Text { Value: var word } && Words.Targets.TryGetValue(word, out var target))
        {
            return new TransitionPlan(outcome, target, [], rounds);
        }

        ImmutableArray<Node> nodes = to is Node.List list ? list.Items : [to];
        var stages = ImmutableArray.CreateBuilder<string>(nodes.Length);
        foreach (var node in nodes)
        {
            if (node is Node.Text { Value: var stage } name && Keys.IsKey(stage) && !Words.Targets.ContainsKey(stage))
            {
                owner.Context.StageNamed(name, owner.Where);
                stages.Add(stage);
            }
            else
            {
                owner.Fault(node, "bad_target", $"здесь ожидается ключ этапа или одно из: {string.Join(", ", Words.Targets.Keys.Order(StringComparer.Ordinal))}.");
                return null;
            }
        }

        if (stages.Count == 0)
        {
            owner.Fault(to, "bad_target", "список этапов пуст.");
            return null;
        }

        return new TransitionPlan(outcome, TargetKind.Stage, stages.DrainToImmutable(), rounds);
    }
}
