using FluentAssertions;
using Iom.Host.Administrators.Definitions;
using Iom.Host.Administrators.Studio;
using Iom.Host.Administrators.Studio.Forms;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Calendars;
using Iom.Workflows.Directory;
using Xunit;

namespace Iom.Host.Tests.Studio;

/// <summary>What a draft stands on: the definitions above it, as they were adopted.</summary>
public sealed class StudioBase
{
    private static readonly OrgUnit Forest = new(4, 1, "lesnoy", OrgLevels.Municipality, "education_authority", "Лесной: район", new CalendarChoice("Asia/Yekaterinburg", WorkWeek.FiveDays, null, "school"));

    [Fact]
    public void An_own_definition_begins_with_everything_as_above_and_takes_the_first_change()
    {
        var text = OwnDefinitions.TextOf(ShippedTexts.Plans["priozerye-region"], Forest);
        var document = new StudioDocument("lesnoy-priozerye-region", text, ShippedTexts.Library);
        var edits = new StudioEdits(document);

        document.Faults.Should().BeEmpty();
        document.Plan!.Title.Should().Be("ИОМ педагога (Лесной: район)");
        document.Plan.Scope.Should().Be("lesnoy");
        edits.Add(YamlPath.Parse("stages[consent].slots"), SlotPreset.All[0].ToYaml("Мнение профсоюза"), null);
        edits.Set(YamlPath.Parse("stages[drafting].slots[draft].deadline"), Yaml.Read("{ after: opened, working_days: 10 }"));
        document.Faults.Should().BeEmpty();
        document.Plan.Stage("consent").Slots.Select(slot => slot.Title).Should().Contain("Мнение профсоюза");
        document.OriginOf(YamlPath.Parse("stages[deputy]")).Should().Be(ValueOrigin.Inherited);
    }

    [Fact]
    public void A_newer_top_is_not_seen_until_the_level_between_adopts_it()
    {
        var adopted = ShippedTexts.Of("base");
        var newer = adopted.Replace("title: Самоопределение", "title: Новое самоопределение", StringComparison.Ordinal).Replace("version: 1", "version: 2", StringComparison.Ordinal);
        var region = new SourceFile("priozerye-region.yaml", ShippedTexts.Of("priozerye-region"));
        var library = new StudioLibrary(new Dictionary<string, IReadOnlyList<SourceFile>>
        {
            ["base"] = [new SourceFile("base.yaml", newer)],
            ["priozerye-region"] = [region, new SourceFile("base.yaml", adopted)],
        });

        newer.Should().NotBe(adopted);
        library.Above("priozerye-region", "priozersk-municipality").Select(file => file.Text).Should().Equal(region.Text, adopted);
        library.Above("base", "other").Select(file => file.Text).Should().Equal(newer);
    }

    [Fact]
    public void A_draft_that_extends_itself_stands_on_nothing() => ShippedTexts.Library.Above("base", "base").Should().BeEmpty();
}
