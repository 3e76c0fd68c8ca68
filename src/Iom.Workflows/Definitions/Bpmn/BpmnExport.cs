using System.Globalization;
using System.Xml.Linq;

namespace Iom.Workflows.Definitions.Bpmn;

/// <summary>
/// A plan as BPMN 2.0, with its drawing, for modelers. It is a picture to read and to discuss, not a second source: rights,
/// calendars and rounds stand in it as words, and the process is marked as not executable.
/// </summary>
public static class BpmnExport
{
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static readonly XNamespace Dc = "http://www.omg.org/spec/DD/20100524/DC";
    private static readonly XNamespace Line = "http://www.omg.org/spec/DD/20100524/DI";
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The document as text, with an XML declaration in UTF-8.</summary>
    public static string Write(ProcessPlan plan)
    {
        var graph = BpmnLife.Of(plan);
        var process = $"process_{plan.Key}";
        var document = new XElement(
            Model + "definitions",
            new XAttribute(XNamespace.Xmlns + "bpmn", Model),
            new XAttribute(XNamespace.Xmlns + "bpmndi", Di),
            new XAttribute(XNamespace.Xmlns + "dc", Dc),
            new XAttribute(XNamespace.Xmlns + "di", Line),
            new XAttribute(XNamespace.Xmlns + "xsi", Instance),
            new XAttribute("id", $"definitions_{plan.Key}"),
            new XAttribute("targetNamespace", $"urn:iom:{plan.Key}:{plan.Version.ToString(CultureInfo.InvariantCulture)}"),
            new XElement(
                Model + "process",
                new XAttribute("id", process),
                new XAttribute("name", plan.Title),
                new XAttribute("isExecutable", false),
                Documentation(plan.Summary),
                Elements(graph)),
            new XElement(
                Di + "BPMNDiagram",
                new XAttribute("id", "diagram"),
                new XElement(Di + "BPMNPlane", new XAttribute("id", "plane"), new XAttribute("bpmnElement", process), Shapes(graph))));
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}\n";
    }

    private static IEnumerable<XElement> Elements(BpmnGraph graph) =>
        graph.Nodes.SelectMany(node => Element(node, graph)).Concat(graph.Flows.Select(Flow));

    private static IEnumerable<XElement> Element(BpmnNode node, BpmnGraph graph)
    {
        var element = new XElement(Model + node.Element, new XAttribute("id", node.Id));
        if (node.Name is { } name)
        {
            element.Add(new XAttribute("name", name));
        }

        // The way without a condition is the one taken when no other is.
        if (node.Element == "exclusiveGateway" && graph.Flows.FirstOrDefault(flow => flow.From == node.Id && flow.Condition is null) is { } otherwise)
        {
            element.Add(new XAttribute("default", otherwise.Id));
        }

        element.Add(Documentation(node.Documentation));
        element.Add(graph.Flows.Where(flow => flow.To == node.Id).Select(flow => new XElement(Model + "incoming", flow.Id)));
        element.Add(graph.Flows.Where(flow => flow.From == node.Id).Select(flow => new XElement(Model + "outgoing", flow.Id)));
        if (node.Inside is { } inside)
        {
            element.Add(Elements(inside));
        }

        yield return element;
        if (node.Timer is { } timer)
        {
            yield return new XElement(
                Model + "boundaryEvent",
                new XAttribute("id", TimerId(node)),
                new XAttribute("name", timer),
                new XAttribute("cancelActivity", false),
                new XAttribute("attachedToRef", node.Id),
                new XElement(Model + "timerEventDefinition", new XAttribute("id", TimerId(node) + "_rule"), Expression("timeDate", timer)));
        }
    }

    private static XElement Flow(BpmnFlow flow)
    {
        var element = new XElement(Model + "sequenceFlow", new XAttribute("id", flow.Id), new XAttribute("sourceRef", flow.From), new XAttribute("targetRef", flow.To));
        if (flow.Name is { } name)
        {
            element.Add(new XAttribute("name", name));
        }

        if (flow.Condition is { } condition)
        {
            element.Add(Expression("conditionExpression", condition));
        }

        return element;
    }

    private static XElement Expression(string name, string words) =>
        new(Model + name, new XAttribute(Instance + "type", "bpmn:tFormalExpression"), words);

    private static XElement? Documentation(string? text) => text is null ? null : new XElement(Model + "documentation", text);

    private static IEnumerable<XElement> Shapes(BpmnGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            yield return Shape(node.Id, node.Bounds, node.Inside is null ? null : new XAttribute("isExpanded", true));
            if (node.Timer is not null)
            {
                yield return Shape(TimerId(node), Bounds.Around(node.Bounds.Right - 30, node.Bounds.Bottom, 36, 36));
            }

            if (node.Inside is { } inside)
            {
                foreach (var shape in Shapes(inside))
                {
                    yield return shape;
                }
            }
        }

        foreach (var flow in graph.Flows)
        {
            yield return new XElement(
                Di + "BPMNEdge",
                new XAttribute("id", flow.Id + "_di"),
                new XAttribute("bpmnElement", flow.Id),
                flow.Line.Select(point => new XElement(Line + "waypoint", new XAttribute("x", point.X), new XAttribute("y", point.Y))));
        }
    }

    private static XElement Shape(string id, Bounds bounds, XAttribute? more = null) => new(
        Di + "BPMNShape",
        new XAttribute("id", id + "_di"),
        new XAttribute("bpmnElement", id),
        more,
        new XElement(
            Dc + "Bounds",
            new XAttribute("x", bounds.X),
            new XAttribute("y", bounds.Y),
            new XAttribute("width", bounds.Width),
            new XAttribute("height", bounds.Height)));

    private static string TimerId(BpmnNode node) => node.Id + "_due";
}
