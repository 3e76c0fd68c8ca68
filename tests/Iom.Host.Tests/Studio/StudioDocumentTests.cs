using FluentAssertions;
using Iom.Host.Administrators.Studio;
using Iom.Host.Administrators.Studio.Forms;
using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Host.Tests.Studio;

/// <summary>What an administrator does with the list and the forms, seen in the text of the draft.</summary>
public sealed class StudioDocumentTests
{
    private static readonly YamlPath Stages = YamlPath.Parse("stages");
    private static readonly YamlPath Consent = YamlPath.Parse("stages[consent]");

    [Fact]
    public void The_trade_unions_opinion_is_added_whole_and_sound()
    {
        var (document, edits) = Open("base");
        var path = edits.Add(Consent.Key("slots"), SlotPreset.All[0].ToYaml("Мнение профсоюза"), null);

        document.Refusal.Should().BeNull();
        document.Faults.Should().BeEmpty();
        document.Plan!.Stage("consent").Slot("mnenie_profsoyuza").Verdict.Should().Be(VerdictKind.OpinionNoted);
        path.ToString().Should().Be("stages[consent].slots[mnenie_profsoyuza]");
        document.Text.Should().Contain("# Положение, п. 3.5: области компетенций", "comments stay");
    }

    [Fact]
    public void A_deadline_is_moved_by_its_form()
    {
        var (document, edits) = Open("base");
        var path = YamlPath.Parse("stages[drafting].slots[draft].deadline");
        edits.Set(path, (DateForm.From(document.Value(path)) with { Amount = 20 }).ToYaml());

        document.Text.Should().Contain("deadline: { after: opened, working_days: 20 }  # значение шаблона");
        document.Undo();
        document.Text.Should().Be(Text("base"));
        document.Redo();
        document.Text.Should().Contain("working_days: 20");
    }

    [Fact]
    public void A_moved_stage_takes_its_comments_along_and_can_come_back()
    {
        var (document, edits) = Open("base");
        edits.Move(Stages.Item("deputy"), -1);
        edits.Keys(Stages).IndexOf("deputy").Should().Be(2);
        edits.Move(Stages.Item("deputy"), 1);
        document.Text.Should().Be(Text("base"));
    }

    [Fact]
    public void A_fault_is_told_at_once_and_leads_to_its_form()
    {
        var (document, edits) = Open("base");
        edits.Set(YamlPath.Parse("stages[approval].slots[director].deadline"), Yaml.Map(("after", Yaml.Text("opened"))));

        StudioPlaces.At(document.Own, document.Faults.Should().ContainSingle().Subject.Line).ToString().Should().Be("stages[approval].slots[director]");
        document.Plan.Should().NotBeNull("the last sound plan stays to be seen");
    }

    [Fact]
    public void A_text_that_cannot_be_read_keeps_the_last_tree()
    {
        var (document, edits) = Open("base");
        document.Write(document.Text.Replace("stages:", "stages: [", StringComparison.Ordinal));

        document.Readable.Should().BeFalse();
        edits.Keys(Stages).Should().HaveCount(9);
        edits.Set(YamlPath.Parse("title"), Yaml.Text("Иначе")).Should().BeFalse();
        document.Refusal.Should().StartWith("Сначала исправьте");
    }

    [Fact]
    public void In_a_lower_definition_only_the_difference_is_written_and_can_be_taken_back()
    {
        var (document, edits) = Open("priozersk-school-12");
        var path = YamlPath.Parse("stages[deputy].slots[deputy].deadline");
        document.OriginOf(path).Should().Be(ValueOrigin.Inherited);
        edits.Set(path, (DateForm.From(document.Value(path)) with { Amount = 6 }).ToYaml());

        document.OriginOf(path).Should().Be(ValueOrigin.Changed);
        document.Faults.Should().BeEmpty();
        document.Text.Should().EndWith("  - key: deputy\n    slots:\n      - key: deputy\n        deadline: { after: opened, working_days: 6 }\n");

        edits.Restore(path);
        document.Text.Should().Be(Text("priozersk-school-12"));
    }

    [Fact]
    public void In_a_lower_definition_a_new_slot_names_its_place_and_one_from_above_is_taken_away_and_brought_back()
    {
        var (document, edits) = Open("priozersk-school-12");
        edits.Add(Consent.Key("slots"), SlotPreset.All[0].ToYaml("Мнение профсоюза"), "association_lead");
        document.Faults.Should().BeEmpty();
        edits.Keys(Consent.Key("slots")).IndexOf("mnenie_profsoyuza").Should().Be(1);

        edits.Remove(Consent.Key("slots").Item("coordinator"));
        document.Faults.Should().BeEmpty();
        edits.Gone(Consent.Key("slots")).Should().Equal("coordinator");
        edits.Restore(Consent.Key("slots").Item("coordinator"));
        edits.Keys(Consent.Key("slots")).Should().Contain("coordinator");
    }

    [Fact]
    public void In_a_lower_definition_a_stage_from_above_is_moved_and_copied()
    {
        var (document, edits) = Open("priozersk-school-12");
        edits.Move(Stages.Item("deputy"), -1);
        edits.Keys(Stages).IndexOf("deputy").Should().Be(2);
        var copy = edits.Copy(Stages.Item("deputy"));
        document.Refusal.Should().BeNull();
        document.Faults.Should().BeEmpty();
        edits.Keys(Stages).Should().ContainInConsecutiveOrder("deputy", ((YamlStep.Item)copy.Last!).Name);
    }

    [Fact]
    public void What_is_locked_above_is_known_to_be() =>
        Open("priozersk-school-12").Document.LockOf(YamlPath.Parse("stages[drafting].slots[draft].performer")).Should().Be(PointLock.Locked);

    [Fact]
    public void A_kind_that_is_no_verdict_takes_the_force_of_the_verdict_away()
    {
        var (document, edits) = Open("base");
        edits.Set(YamlPath.Parse("stages[deputy].slots[deputy].kind"), Yaml.Text("control"));
        document.Faults.Select(fault => fault.Code).Should().NotContain("misplaced_verdict");
        edits.Set(YamlPath.Parse("stages[deputy].slots[deputy].kind"), Yaml.Text("verdict"));
        document.Faults.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_form_gives_back_what_it_read(string key)
    {
        var (document, edits) = Open(key);
        var before = document.Text;
        foreach (var stage in edits.Keys(Stages).Select(Stages.Item))
        {
            foreach (var slot in edits.Keys(stage.Key("slots")).Select(stage.Key("slots").Item))
            {
                var performer = PerformerForm.From(document.Value(slot.Key("performer")));
                if (performer.Kind != "other")
                {
                    Yaml.Same(performer.ToYaml(), document.Value(slot.Key("performer"))).Should().BeTrue("{0}", slot);
                }

                foreach (var date in new[] { "deadline", "opens" }.Select(slot.Key).Where(date => document.Value(date) is not null && DateForm.From(document.Value(date)).Kind != "other"))
                {
                    Yaml.Same(DateForm.From(document.Value(date)).ToYaml(), document.Value(date)).Should().BeTrue("{0}", date);
                }
            }
        }

        document.Text.Should().Be(before);
    }

    [Theory]
    [InlineData("Мнение профсоюза", "mnenie_profsoyuza")]
    [InlineData("2-й этап", "n_2_y_etap")]
    [InlineData("!!!", "n")]
    public void A_title_gives_a_key(string title, string key) => StudioKeys.Of(title).Should().Be(key);

    public static TheoryData<string> Files => [.. ShippedTexts.Keys];

    private static (StudioDocument Document, StudioEdits Edits) Open(string key)
    {
        var document = new StudioDocument(key, Text(key), ShippedTexts.Library);
        document.Faults.Should().BeEmpty();
        return (document, new StudioEdits(document));
    }

    private static string Text(string key) => ShippedTexts.Of(key);
}
