using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Bpmn;

/// <summary>A rectangle of the drawing, in pixels of the modeler.</summary>
internal readonly record struct Bounds(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public int MiddleX => X + (Width / 2);

    public int MiddleY => Y + (Height / 2);

    public static Bounds Around(int middleX, int middleY, int width, int height) => new(middleX - (width / 2), middleY - (height / 2), width, height);
}

/// <summary>A point of a line, in pixels of the modeler.</summary>
internal readonly record struct Waypoint(int X, int Y);

/// <summary>A node of a process: an event, a gateway, a task or a stage with nodes of its own.</summary>
/// <param name="Element">Name of the BPMN element, e.g. <c>userTask</c>.</param>
/// <param name="Documentation">What a modeler shows under «documentation»; null: nothing.</param>
/// <param name="Inside">For a stage: what it is made of.</param>
/// <param name="Timer">For a task with a last day: that day in words, drawn as a timer on its edge.</param>
internal sealed record BpmnNode(
    string Id, string Element, string? Name, Bounds Bounds, string? Documentation = null, BpmnGraph? Inside = null, string? Timer = null);

/// <summary>A sequence flow.</summary>
/// <param name="Condition">In words; null: taken when no other is.</param>
internal sealed record BpmnFlow(string Id, string From, string To, ImmutableArray<Waypoint> Line, string? Name = null, string? Condition = null);

/// <summary>Nodes and the flows between them, on one level.</summary>
internal sealed record BpmnGraph(ImmutableArray<BpmnNode> Nodes, ImmutableArray<BpmnFlow> Flows);
