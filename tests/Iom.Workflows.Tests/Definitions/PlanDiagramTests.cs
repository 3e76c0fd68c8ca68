using System.Xml.Linq;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>A plan as a drawing: everything in it, readable without seeing it, and nothing that a strict CSP forbids.</summary>
public sealed class PlanDiagramTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Keys => [.. Shipped.Plans.Select(plan => plan.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_stage_and_slot_of_a_shipped_plan_is_drawn(string key)
    {
        var plan = Shipped.Plans.Single(plan => plan.Key == key);
        var svg = XElement.Parse(PlanDiagram.Draw(plan));

        Classed(svg, "d-stage").Should().HaveCount(plan.AllStages.Count());
        Classed(svg, "d-slot").Should().HaveCount(plan.AllStages.Sum(stage => stage.Slots.Length));
        Classed(svg, "d-title").Select(text => text.Value).Where(title => !title.StartsWith("Трек «", StringComparison.Ordinal)).Should().Equal(
            plan.Tracks.Select(track => track.Stages).Prepend(plan.Stages).SelectMany(life => life.Select((stage, i) => $"{i + 1}. {stage.Title}")));
        Classed(svg, "d-return").Should().HaveCount(plan.AllStages.Sum(stage => stage.Transitions.Sum(transition => transition.Stages.Length)));
        Classed(svg, "d-year").Should().HaveCount(plan.YearBeginsAt is null ? 0 : 1);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_diagram_has_no_style_no_colour_and_no_script_of_its_own(string key)
    {
        var svg = XElement.Parse(PlanDiagram.Draw(Shipped.Plans.Single(plan => plan.Key == key)));

        svg.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName).Should().NotIntersectWith(["style", "stroke", "color", "onclick", "href"]);
        svg.DescendantsAndSelf().Attributes("fill").Should().OnlyContain(fill => fill.Value == "none");
        svg.Descendants().Select(element => element.Name.LocalName).Distinct()
            .Should().BeSubsetOf(["title", "desc", "defs", "marker", "g", "rect", "text", "path"]);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Nothing_is_drawn_outside_the_view(string key)
    {
        var svg = XElement.Parse(PlanDiagram.Draw(Shipped.Plans.Single(plan => plan.Key == key)));
        var view = svg.Attribute("viewBox")!.Value.Split(' ').Select(int.Parse).ToArray();

        foreach (var rectangle in svg.Descendants(Svg + "rect"))
        {
            ((int)rectangle.Attribute("x")!).Should().BeGreaterThanOrEqualTo(0);
            ((int)rectangle.Attribute("x")! + (int)rectangle.Attribute("width")!).Should().BeLessThanOrEqualTo(view[2]);
            ((int)rectangle.Attribute("y")! + (int)rectangle.Attribute("height")!).Should().BeLessThanOrEqualTo(view[3]);
        }
    }

    [Fact]
    public void Those_who_cannot_see_it_hear_the_stages_the_returns_and_the_year()
    {
        var svg = XElement.Parse(PlanDiagram.Draw(Sample.Plan(Sample.Text)));
        var description = svg.Element(Svg + "desc")!;

        svg.Attribute("role")!.Value.Should().Be("img");
        svg.Attribute("aria-labelledby")!.Value.Should().Be($"{svg.Element(Svg + "title")!.Attribute("id")!.Value} {description.Attribute("id")!.Value}");
        svg.Element(Svg + "title")!.Value.Should().Be("Схема процесса «Образец»");
        description.Value.Should().Be(
            "Этапы по порядку: «Составление», «Согласование», «Работа». С этапа «Согласование» исход «Вернуть на доработку» возвращает на этап «Составление». "
            + "После этапа «Работа» начинается следующий год с этапа «Работа».");
    }

    [Fact]
    public void Arrows_back_are_labelled_with_the_outcome_and_its_rounds() =>
        Classed(XElement.Parse(PlanDiagram.Draw(Sample.Plan(Sample.Text))), "d-note").Select(text => text.Value)
            .Should().Equal("«Вернуть на доработку», до 3 кругов", "следующий год");

    [Fact]
    public void Titles_with_special_characters_and_of_great_length_do_no_harm()
    {
        var plan = Sample.Plan(Sample.With("title: Согласование", $"title: '<script>alert(1)</script> & \"{new string('о', 150)}\"'"));

        var drawn = PlanDiagram.Draw(plan);

        drawn.Should().NotContain("<script>");
        Classed(XElement.Parse(drawn), "d-title").Should().OnlyContain(text => text.Value.Length <= 60);
    }

    private static List<XElement> Classed(XElement svg, string css) =>
        [.. svg.Descendants().Where(element => element.Attribute("class")?.Value.Split(' ').Contains(css) == true)];
}
