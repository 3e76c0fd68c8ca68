using System.Xml.Linq;
using FluentAssertions;
using Iom.Workflows.Definitions.Bpmn;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

public sealed class BpmnTests
{
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static readonly XNamespace Dc = "http://www.omg.org/spec/DD/20100524/DC";

    public static TheoryData<string> Keys => [.. Shipped.Plans.Select(plan => plan.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_reference_leads_somewhere_and_everything_is_drawn_once(string key)
    {
        var document = Written(key);
        var ids = document.Descendants().Attributes("id").Select(id => id.Value).ToList();
        ids.Should().OnlyHaveUniqueItems();
        document.Descendants(Model + "sequenceFlow").SelectMany(flow => new[] { flow.Attribute("sourceRef")!.Value, flow.Attribute("targetRef")!.Value })
            .Should().BeSubsetOf(ids);
        document.Descendants(Di + "BPMNEdge").Concat(document.Descendants(Di + "BPMNShape")).Select(shape => shape.Attribute("bpmnElement")!.Value)
            .Should().BeEquivalentTo(Drawable(document));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_stage_lies_on_a_way_from_the_start_to_the_end(string key)
    {
        var document = Written(key);
        var flows = document.Descendants(Model + "process").Single().Elements(Model + "sequenceFlow")
            .Select(flow => (From: flow.Attribute("sourceRef")!.Value, To: flow.Attribute("targetRef")!.Value)).ToList();
        var stages = document.Descendants(Model + "subProcess").Select(stage => stage.Attribute("id")!.Value).ToList();
        stages.Should().NotBeEmpty();
        Reached("start", id => flows.Where(flow => flow.From == id).Select(flow => flow.To)).Should().Contain(stages);
        Reached("end", id => flows.Where(flow => flow.To == id).Select(flow => flow.From)).Should().Contain(stages);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void No_stage_is_drawn_over_another_and_each_holds_its_tasks(string key)
    {
        var document = Written(key);
        var bounds = document.Descendants(Di + "BPMNShape").ToDictionary(shape => shape.Attribute("bpmnElement")!.Value, Rectangle);
        var stages = document.Descendants(Model + "subProcess").ToList();
        foreach (var (left, right) in stages.Zip(stages.Skip(1)))
        {
            bounds[Id(left)].Right.Should().BeLessThan(bounds[Id(right)].Left);
        }

        foreach (var stage in stages)
        {
            var box = bounds[Id(stage)];
            stage.Elements().Where(element => bounds.ContainsKey(element.Attribute("id")?.Value ?? string.Empty)).Select(element => bounds[Id(element)])
                .Should().OnlyContain(inner => inner.Left > box.Left && inner.Right < box.Right && inner.Top > box.Top && inner.Bottom < box.Bottom);
        }
    }

    [Fact]
    public void A_return_says_what_it_is_called_and_how_often_it_may_happen() =>
        Written("base").Descendants(Model + "sequenceFlow").Select(flow => flow.Attribute("name")?.Value)
            .Should().Contain("Вернуть на доработку, до 3 кругов").And.Contain("следующий год");

    [Fact]
    public void A_task_says_who_does_it_and_by_when() =>
        Written("base").Descendants().Single(element => element.Attribute("id")?.Value == "task_drafting_draft")
            .Element(Model + "documentation")!.Value.Should().Contain("Исполнитель: ").And.Contain("Срок: 15 рабочих дней после открытия");

    [Fact]
    public void The_process_is_not_offered_for_execution() =>
        Written("base").Descendants(Model + "process").Single().Attribute("isExecutable")!.Value.Should().Be("false");

    private static XDocument Written(string key) => XDocument.Parse(BpmnExport.Write(Shipped.Plans.Single(plan => plan.Key == key)));

    private static string Id(XElement element) => element.Attribute("id")!.Value;

    private static IEnumerable<string> Drawable(XDocument document) => document.Descendants(Model + "process").Single().Descendants()
        .Where(element => element.Name.LocalName is "sequenceFlow" or "subProcess" || element.Name.LocalName.EndsWith("Event", StringComparison.Ordinal)
            || element.Name.LocalName.EndsWith("Task", StringComparison.Ordinal) || element.Name.LocalName.EndsWith("Gateway", StringComparison.Ordinal))
        .Select(Id);

    private static HashSet<string> Reached(string from, Func<string, IEnumerable<string>> next)
    {
        var seen = new HashSet<string> { from };
        for (var open = new Queue<string>([from]); open.TryDequeue(out var id);)
        {
            foreach (var to in next(id).Where(seen.Add))
            {
                open.Enqueue(to);
            }
        }

        return seen;
    }

    private static (int Left, int Top, int Right, int Bottom) Rectangle(XElement shape)
    {
        var bounds = shape.Element(Dc + "Bounds")!;
        int Of(string name) => (int)bounds.Attribute(name)!;
        return (Of("x"), Of("y"), Of("x") + Of("width"), Of("y") + Of("height"));
    }
}
