using System.Xml.Linq;
using Iom.Workflows.Definitions.Explaining;

namespace Iom.Workflows.Definitions;

/// <summary>
/// A plan as a drawing: stages from top to bottom with their slots, returns on the right, the yearly loop on the left.
/// Pure SVG whose colours come from CSS classes alone (<c>d-diagram</c>, <c>d-stage</c>, <c>d-slot</c>, <c>d-title</c>,
/// <c>d-small</c>, <c>d-note</c>, <c>d-end</c>, <c>d-flow</c>, <c>d-return</c>, <c>d-year</c>, <c>d-other</c>, <c>d-head</c>),
/// so that it follows the theme and needs no inline style.
/// </summary>
public static class PlanDiagram
{
    private const int Gap = 34;
    private const int PillHeight = 30;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The <c>&lt;svg&gt;</c> element as text. Two diagrams on one page must be of different plans: ids are made of the key.</summary>
    public static string Draw(ProcessPlan plan)
    {
        var layout = DiagramLayout.Of(plan);
        var id = $"d-{plan.Key}-{plan.Version}";
        var svg = new XElement(
            Svg + "svg",
            new XAttribute("class", "d-diagram"),
            new XAttribute("viewBox", $"0 0 {layout.Width} {layout.Height}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
            new XElement(Svg + "title", new XAttribute("id", $"{id}-title"), PlanTexts.Of("diagram_title", plan.Title)),
            new XElement(Svg + "desc", new XAttribute("id", $"{id}-desc"), DiagramWords.Describe(plan)),
            new XElement(Svg + "defs", Head(id)),
            Pill(layout.Middle, 2, PlanTexts.Of("diagram_start")));
        var above = 2 + PillHeight;
        foreach (var box in layout.Boxes)
        {
            if (box.Heading is { } heading)
            {
                svg.Add(End(layout, above, id), Text(layout.Left, box.Top - 12, heading, "d-title"), Stage(box, layout));
            }
            else
            {
                svg.Add(Line($"M{layout.Middle} {above} V{box.Top - 2}", "d-flow", id), Stage(box, layout));
            }

            above = box.Bottom;
        }

        svg.Add(End(layout, above, id));
        svg.Add(layout.Arrows.Select(arrow => Line(arrow.Path, arrow.Class, id)));
        return svg.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement[] End(DiagramLayout layout, int above, string id) =>
        [Line($"M{layout.Middle} {above} V{above + Gap - 2}", "d-flow", id), Pill(layout.Middle, above + Gap, PlanTexts.Of("diagram_end"))];

    private static XElement Stage(DiagramLayout.Box box, DiagramLayout layout)
    {
        var group = new XElement(
            Svg + "g",
            Rectangle(layout.Left, box.Top, DiagramLayout.StageWidth, box.Bottom - box.Top, 10, "d-stage"),
            Text(layout.Left + 14, box.Top + 24, box.Title, "d-title"));
        group.Add(box.Notes.Select((note, i) => Text(layout.Left + 14, box.Top + 43 + (i * DiagramLayout.NoteHeight), note, "d-small")));
        foreach (var slot in box.Slots)
        {
            group.Add(
                Rectangle(layout.Left + 12, slot.Top, DiagramLayout.StageWidth - 24, DiagramLayout.SlotHeight - 8, 6, "d-slot"),
                Text(layout.Left + 22, slot.Top + 18, slot.Title, "d-name"),
                Text(layout.Left + 22, slot.Top + 35, slot.Performer, "d-small"));
        }

        group.Add(box.Exits.Select(exit => exit.OnTheRight
            ? Text(layout.Left + DiagramLayout.StageWidth - 12, exit.Y + 4, exit.Label, "d-note", "end")
            : Text(layout.Left + 12, exit.Y + 4, exit.Label, "d-note")));
        return group;
    }

    private static XElement Head(string id) => new(
        Svg + "marker",
        new XAttribute("id", id + "-head"),
        new XAttribute("viewBox", "0 0 8 8"),
        new XAttribute("refX", 7),
        new XAttribute("refY", 4),
        new XAttribute("markerWidth", 8),
        new XAttribute("markerHeight", 8),
        new XAttribute("orient", "auto-start-reverse"),
        new XElement(Svg + "path", new XAttribute("d", "M0 0 L8 4 L0 8 Z"), new XAttribute("class", "d-head")));

    private static XElement Pill(int middle, int top, string text) => new(
        Svg + "g",
        Rectangle(middle - 70, top, 140, PillHeight, PillHeight / 2, "d-end"),
        Text(middle, top + 20, text, "d-small", "middle"));

    private static XElement Rectangle(int x, int y, int width, int height, int radius, string css) => new(
        Svg + "rect",
        new XAttribute("class", css),
        new XAttribute("x", x),
        new XAttribute("y", y),
        new XAttribute("width", width),
        new XAttribute("height", height),
        new XAttribute("rx", radius));

    private static XElement Text(int x, int y, string text, string css, string anchor = "start") => new(
        Svg + "text",
        new XAttribute("class", css),
        new XAttribute("x", x),
        new XAttribute("y", y),
        new XAttribute("text-anchor", anchor),
        text);

    private static XElement Line(string path, string css, string id) => new(
        Svg + "path",
        new XAttribute("class", css),
        new XAttribute("d", path),
        new XAttribute("fill", "none"),
        new XAttribute("marker-end", $"url(#{id}-head)"));
}
