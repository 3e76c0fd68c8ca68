using System.Collections.Immutable;
using Iom.Workflows.Definitions.Explaining;

namespace Iom.Workflows.Definitions.Bpmn;

/// <summary>
/// The life of a pathway as one line of stages from left to right. A stage that may be passed over has a gateway before it and a way
/// above it; a stage with outcomes that lead elsewhere has a gateway behind it, and those ways run below the line.
/// </summary>
internal sealed class BpmnLife
{
    private const int Left = 160;
    private const int Gap = 60;
    private const int Event = 36;
    private const int Gateway = 50;
    private const int Lane = 26;

    private readonly ProcessPlan plan;
    private readonly List<BpmnNode> nodes = [];
    private readonly List<BpmnFlow> flows = [];
    private readonly Dictionary<string, BpmnNode> entries = [];
    private readonly int middle;
    private readonly int above;
    private int below;

    private BpmnLife(ProcessPlan plan)
    {
        this.plan = plan;
        var tallest = plan.Stages.Max(stage => BpmnStage.Of(plan, stage, 0, 0).Bounds.Height);
        above = 80;
        middle = above + Lane + (tallest / 2);
        below = middle + (tallest / 2) + Lane;
    }

    public static BpmnGraph Of(ProcessPlan plan)
    {
        var life = new BpmnLife(plan);
        life.Place();
        return new BpmnGraph([.. life.nodes], [.. life.flows]);
    }

    private void Place()
    {
        var start = Add("start", "startEvent", PlanTexts.Of("diagram_start"), Left, Event);
        var exits = new List<(BpmnNode Gateway, StagePlan Stage, TransitionPlan Transition)>();
        var skips = new List<BpmnNode>();
        var last = start;
        foreach (var stage in plan.Stages)
        {
            string? condition = null;
            if (!Equals(stage.When, Condition.Always))
            {
                condition = PlanText.Condition(stage.When);
                var asks = Add($"when_{stage.Key}", "exclusiveGateway", null, last.Bounds.Right + Gap, Gateway);
                entries[stage.Key] = Next(last, asks);
                Passed(skips, asks);
                skips.Add(asks);
                last = asks;
            }

            var node = BpmnStage.Of(plan, stage, last.Bounds.Right + Gap, middle);
            nodes.Add(node);
            if (entries.TryAdd(stage.Key, node))
            {
                Passed(skips, node);
            }

            last = Next(last, node, condition);
            var leading = stage.Transitions.Where(transition => transition.Target != TargetKind.Next)
                .DistinctBy(transition => transition.Target == TargetKind.NextYear ? string.Empty : transition.Outcome).ToList();
            if (leading.Count > 0)
            {
                last = Next(node, Add($"exit_{stage.Key}", "exclusiveGateway", null, node.Bounds.Right + Gap, Gateway));
                exits.AddRange(leading.Select(transition => (last, stage, transition)));
            }
        }

        var end = Next(last, Add("end", "endEvent", PlanTexts.Of("diagram_end"), last.Bounds.Right + Gap, Event));
        Passed(skips, end);
        exits.ForEach(exit => Leave(exit.Gateway, exit.Stage, exit.Transition, end));
    }

    /// <summary>The ways above the line: past the stages that do not apply, to whatever comes next.</summary>
    private void Passed(List<BpmnNode> skips, BpmnNode to)
    {
        foreach (var gateway in skips)
        {
            flows.Add(new BpmnFlow($"skip_{gateway.Id}", gateway.Id, to.Id, Over(gateway, to, above), PlanTexts.Of("bpmn_otherwise")));
        }

        skips.Clear();
    }

    private void Leave(BpmnNode gateway, StagePlan stage, TransitionPlan transition, BpmnNode end)
    {
        var words = Words(stage, transition);
        var targets = transition.Target switch
        {
            TargetKind.Stage => transition.Stages.Select(key => entries[key]),
            TargetKind.NextYear => [entries[plan.YearBeginsAt!]],
            TargetKind.End => [end],
            _ => [Rejected(end)],
        };
        foreach (var to in targets)
        {
            flows.Add(new BpmnFlow($"{gateway.Id}_{transition.Outcome}_{to.Id}", gateway.Id, to.Id, Under(gateway, to, below), words, words));
            below += Lane;
        }
    }

    private BpmnNode Rejected(BpmnNode end)
    {
        if (nodes.Find(node => node.Id == "rejected") is { } known)
        {
            return known;
        }

        var node = new BpmnNode("rejected", "endEvent", PlanTexts.Of("diagram_rejected"), Bounds.Around(end.Bounds.MiddleX, end.Bounds.MiddleY + 100, Event, Event));
        nodes.Add(node);
        return node;
    }

    private BpmnNode Add(string id, string element, string? name, int left, int size)
    {
        var node = new BpmnNode(id, element, name, Bounds.Around(left + (size / 2), middle, size, size));
        nodes.Add(node);
        return node;
    }

    private BpmnNode Next(BpmnNode from, BpmnNode to, string? condition = null)
    {
        flows.Add(new BpmnFlow(
            $"{from.Id}__{to.Id}", from.Id, to.Id, [new(from.Bounds.Right, middle), new(to.Bounds.X, middle)], condition, condition));
        return to;
    }

    private static ImmutableArray<Waypoint> Over(BpmnNode from, BpmnNode to, int y) =>
        [new(from.Bounds.MiddleX, from.Bounds.Y), new(from.Bounds.MiddleX, y), new(to.Bounds.MiddleX, y), new(to.Bounds.MiddleX, to.Bounds.Y)];

    private static ImmutableArray<Waypoint> Under(BpmnNode from, BpmnNode to, int y) =>
        [new(from.Bounds.MiddleX, from.Bounds.Bottom), new(from.Bounds.MiddleX, y), new(to.Bounds.MiddleX, y), new(to.Bounds.MiddleX, to.Bounds.Bottom)];

    private static string Words(StagePlan stage, TransitionPlan transition) => transition switch
    {
        { Target: TargetKind.NextYear } => PlanTexts.Of("diagram_next_year"),
        { MaxRounds: { } rounds } => PlanTexts.Of("bpmn_rounds", DiagramWords.Title(stage, transition), PlanTexts.Count(rounds, "rounds_genitive")),
        _ => DiagramWords.Title(stage, transition),
    };
}
