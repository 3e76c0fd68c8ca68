using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Bpmn;

/// <summary>A stage as a sub-process: its slots as tasks, side by side or one after the other, as its policy says.</summary>
internal static class BpmnStage
{
    private const int TaskWidth = 180;
    private const int TaskHeight = 80;
    private const int Gap = 50;
    private const int Under = 90;
    private const int Event = 36;
    private const int Gateway = 50;

    /// <param name="plan">The plan, for the words.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="left">Left edge.</param>
    /// <param name="middle">The height on which the life of the pathway runs.</param>
    public static BpmnNode Of(ProcessPlan plan, StagePlan stage, int left, int middle)
    {
        var id = $"stage_{stage.Key}";
        var inOrder = stage.Policy.Kind == PolicyKind.InOrder || stage.Slots.Length == 1;
        var inside = inOrder ? InOrder(plan, stage, id, left, middle) : SideBySide(plan, stage, id, left, middle);
        var height = inside.Nodes.Max(node => node.Bounds.Bottom) - inside.Nodes.Min(node => node.Bounds.Y) + (2 * Gap);
        var bounds = new Bounds(left, middle - (height / 2), inside.Nodes.Max(node => node.Bounds.Right) + Gap - left, height);
        return new BpmnNode(id, "subProcess", stage.Title, bounds, Words(stage), inside);
    }

    private static BpmnGraph InOrder(ProcessPlan plan, StagePlan stage, string id, int left, int middle)
    {
        var nodes = ImmutableArray.CreateBuilder<BpmnNode>();
        nodes.Add(Start(id, left, middle));
        foreach (var slot in stage.Slots)
        {
            nodes.Add(Task(plan, stage, slot, nodes[^1].Bounds.Right + Gap, middle - (TaskHeight / 2)));
        }

        nodes.Add(End(id, nodes[^1].Bounds.Right + Gap, middle));
        return new BpmnGraph(nodes.ToImmutable(), [.. nodes.Zip(nodes.Skip(1), (from, to) => Straight(from, to))]);
    }

    private static BpmnGraph SideBySide(ProcessPlan plan, StagePlan stage, string id, int left, int middle)
    {
        var start = Start(id, left, middle);
        var fork = new BpmnNode(
            $"{id}_fork", "parallelGateway", null, Bounds.Around(start.Bounds.Right + Gap + (Gateway / 2), middle, Gateway, Gateway));
        var tallness = (stage.Slots.Length * (TaskHeight + Under)) - Under;
        var tasks = stage.Slots
            .Select((slot, i) => Task(plan, stage, slot, fork.Bounds.Right + Gap, middle - (tallness / 2) + (i * (TaskHeight + Under))))
            .ToList();
        // Only «all» waits for everybody; any and at-least end as soon as they are decided.
        var join = new BpmnNode(
            $"{id}_join",
            stage.Policy.Kind == PolicyKind.All ? "parallelGateway" : "complexGateway",
            stage.Policy.Kind == PolicyKind.All ? null : PlanText.Policy(stage),
            Bounds.Around(tasks[0].Bounds.Right + Gap + (Gateway / 2), middle, Gateway, Gateway));
        var end = End(id, join.Bounds.Right + Gap, middle);
        return new BpmnGraph(
            [start, fork, .. tasks, join, end],
            [Straight(start, fork), .. tasks.Select(task => Bent(fork, task, fork.Bounds.MiddleX)), .. tasks.Select(task => Bent(task, join, join.Bounds.MiddleX)), Straight(join, end)]);
    }

    private static BpmnNode Start(string id, int left, int middle) =>
        new($"{id}_start", "startEvent", null, Bounds.Around(left + Gap + (Event / 2), middle, Event, Event));

    private static BpmnNode End(string id, int left, int middle) =>
        new($"{id}_end", "endEvent", null, Bounds.Around(left + (Event / 2), middle, Event, Event));

    private static BpmnNode Task(ProcessPlan plan, StagePlan stage, SlotPlan slot, int x, int y) => new(
        $"task_{stage.Key}_{slot.Key}",
        Element(slot.Kind),
        slot.Title,
        new Bounds(x, y, TaskWidth, TaskHeight),
        Words(plan, slot),
        Timer: slot.Deadline is null ? null : PlanText.Deadline(plan, slot.Deadline));

    private static string Element(SlotKind kind) => kind switch
    {
        SlotKind.ExternalResult => "receiveTask",
        SlotKind.Presentation => "manualTask",
        _ => "userTask",
    };

    private static string Words(ProcessPlan plan, SlotPlan slot)
    {
        var lines = new List<string> { PlanTexts.Of("bpmn_kind", PlanText.Kind(slot)), PlanTexts.Of("bpmn_performer", PlanText.Performer(slot.Performer)) };
        if (!ReferenceEquals(slot.When, Condition.Always))
        {
            lines.Add(PlanTexts.Of("diagram_condition", PlanText.Condition(slot.When)));
        }

        lines.Add(PlanTexts.Of("bpmn_deadline", PlanText.Deadline(plan, slot.Deadline)));
        if (slot.Instruction is { } instruction)
        {
            lines.Add(instruction);
        }

        return string.Join('\n', lines);
    }

    private static string? Words(StagePlan stage) =>
        string.Join('\n', new[] { stage.Summary, stage.Slots.Length > 1 ? PlanText.Policy(stage) : null }.OfType<string>()) is { Length: > 0 } words ? words : null;

    private static BpmnFlow Straight(BpmnNode from, BpmnNode to) => new(
        $"{from.Id}__{to.Id}", from.Id, to.Id, [new(from.Bounds.Right, from.Bounds.MiddleY), new(to.Bounds.X, to.Bounds.MiddleY)]);

    private static BpmnFlow Bent(BpmnNode from, BpmnNode to, int at) => new(
        $"{from.Id}__{to.Id}",
        from.Id,
        to.Id,
        from.Bounds.MiddleY == to.Bounds.MiddleY
            ? [new(from.Bounds.Right, from.Bounds.MiddleY), new(to.Bounds.X, to.Bounds.MiddleY)]
            : at <= from.Bounds.Right
                ? [new(at, from.Bounds.MiddleY < to.Bounds.MiddleY ? from.Bounds.Bottom : from.Bounds.Y), new(at, to.Bounds.MiddleY), new(to.Bounds.X, to.Bounds.MiddleY)]
                : [new(from.Bounds.Right, from.Bounds.MiddleY), new(at, from.Bounds.MiddleY), new(at, from.Bounds.MiddleY < to.Bounds.MiddleY ? to.Bounds.Y : to.Bounds.Bottom)]);
}
