using FluentAssertions;
using Iom.Host.Administrators.Studio;
using Iom.Host.Administrators.Studio.Forms;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;
using Xunit;

namespace Iom.Host.Tests.Studio;

/// <summary>Votes, tracks, requirements and rules for performers made by forms, seen in the text of the draft.</summary>
public sealed class StudioNewLanguage
{
    private static readonly YamlPath Director = YamlPath.Parse("stages[approval].slots[director]");

    [Fact]
    public void A_vote_is_sound_as_soon_as_the_kind_is_chosen()
    {
        var (document, edits) = Open("base");
        edits.Set(Director.Key("kind"), Yaml.Text("vote"));
        edits.Set(Director.Key("vote").Key("quorum"), Yaml.Text("2/3"));

        document.Faults.Select(fault => fault.Code).Should().NotContain(["unknown_performer", "misplaced_outcomes", "misplaced_vote"]);
        document.Text.Should().Contain("vote: { quorum: 2/3 }").And.Contain("members: true");
        edits.Set(Director.Key("kind"), Yaml.Text("verdict"));
        document.Text.Should().NotContain("quorum", "only a vote has one");
    }

    [Theory]
    [InlineData("{ role: mentor, org_type: school, if_nobody: up }")]
    [InlineData("{ body: expert_council, level: municipality, members: true, except: subject }")]
    [InlineData("{ field: mentor, if_nobody: [up, skip] }")]
    [InlineData("{ pool: { role: mentor }, where: { qualification: [highest] }, max_load: { role: mentor, below: 2 } }")]
    [InlineData("{ educators: { where: { category: [teacher] } }, level: municipality }")]
    [InlineData("{ all_of: [{ role: head }, { relative: association_lead }], except: subject }")]
    [InlineData("{ same_as: drafting.draft }")]
    public void A_rule_for_performers_comes_back_from_its_form_as_it_was(string rule)
    {
        var node = Yaml.Read(rule);
        var form = PerformerForm.From(node);
        form.Kind.Should().NotBe("other");
        Yaml.Same(form.ToYaml(), node).Should().BeTrue($"{YamlSnippet.Of(form.ToYaml())} is {rule}");
    }

    [Theory]
    [InlineData("{ body: x, except: [subject, { role: head }] }")]
    [InlineData("{ pool: { role: mentor }, max_load: { role: tutor, below: 2 } }")]
    [InlineData("{ one_of: [{ all_of: [{ role: head }, { role: mentor }] }, { role: tutor }] }")]
    public void A_rule_that_no_form_can_show_is_left_to_its_text(string rule) => PerformerForm.From(Yaml.Read(rule)).Kind.Should().Be("other");

    [Theory]
    [InlineData("{ attribute: { key: qualification, is: [first, highest] }, round: { from: 2 } }", false)]
    [InlineData("{ field: { key: score, below: 10 }, has: { relative: mentor }, age_below: 35 }", false)]
    [InlineData("{ category: teacher, tenure_below: 3 }", false)]
    [InlineData("{ any: [{ category: [teacher] }, { leader: true }] }", true)]
    [InlineData("{ attribute: { key: born, is: [a], before: 2020-01-01 } }", true)]
    [InlineData("{ has: { role: head, level: region } }", true)]
    public void A_condition_is_shown_whole_or_left_to_its_text(string condition, bool beyond) => ConditionForm.From(Yaml.Read(condition)).Beyond.Should().Be(beyond);

    [Theory]
    [InlineData("{ after: { sitting: expert_council }, working_days: 3 }")]
    [InlineData("{ before: { field: event_on }, calendar_days: 10 }")]
    [InlineData("{ after: returned, working_days: 5 }")]
    [InlineData("{ after: { entered: drafting }, weeks: 2 }")]
    public void A_new_anchor_comes_back_from_its_form_as_it_was(string rule)
    {
        var node = Yaml.Read(rule);
        var form = DateForm.From(node);
        form.Kind.Should().NotBe("other");
        Yaml.Same(form.ToYaml(), node).Should().BeTrue();
    }

    [Fact]
    public void A_value_changed_as_text_keeps_the_comments_inside_it()
    {
        var (document, edits) = Open("base");
        var snippet = YamlSnippet.Of(document.Text, YamlPath.Parse("stages[drafting]"))!;
        snippet.Should().StartWith("key: drafting").And.Contain("# значение шаблона");

        edits.Set(YamlPath.Parse("stages[drafting]"), Yaml.Read(snippet.Replace("working_days: 15", "working_days: 12", StringComparison.Ordinal)));
        document.Refusal.Should().BeNull();
        var (before, after) = (Text("base").Split('\n'), document.Text.Split('\n'));
        after.Length.Should().Be(before.Length);
        before.Zip(after).Where(pair => pair.First != pair.Second).Should().NotBeEmpty().And.OnlyContain(pair => pair.First.Contains("working_days: 15", StringComparison.Ordinal));
    }

    [Fact]
    public void A_track_of_its_own_has_stages_that_are_found_and_moved()
    {
        var (document, edits) = Open("base");
        var consent = SlotPreset.All.First(one => one.Name == "concur").ToYaml("Согласие");
        YamlNode.Map Stage(string key) => Yaml.Map(("key", Yaml.Text(key)), ("title", Yaml.Text(key)), ("on", Yaml.Map(("return", Yaml.Text("rejected")))), ("slots", Yaml.List(consent)));
        var track = edits.Add(YamlPath.Parse("tracks"), Yaml.Map(
            ("key", Yaml.Text("mentoring")), ("title", Yaml.Text("Наставничество")), ("starts", Yaml.Map(("with", Yaml.Text("start")))), ("stages", Yaml.List(Stage("meet")))), null);
        edits.Add(track.Key("stages"), Stage("report_back"), null);
        edits.Move(track.Key("stages").Item("report_back"), -1);

        document.Faults.Should().BeEmpty();
        document.Plan!.Track("mentoring").Stages.Select(stage => stage.Key).Should().Equal("report_back", "meet");
        StudioPlaces.Slot(document.Plan, track.Key("stages").Item("meet").Key("slots").Item("soglasie")).Should().NotBeNull();
        var line = document.Text.Split('\n').ToList().FindIndex(text => text.Contains("key: meet", StringComparison.Ordinal)) + 1;
        StudioPlaces.At(document.Own, line).Should().Be(track.Key("stages").Item("meet"));
    }

    [Fact]
    public void A_fault_stands_beside_the_value_it_is_about()
    {
        var (document, edits) = Open("base");
        edits.Set(Director.Key("deadline"), Yaml.Map(("after", Yaml.Text("opened"))));

        document.FaultsIn(Director.Key("deadline")).Should().ContainSingle();
        document.FaultsIn(Director.Key("performer")).Should().BeEmpty();
    }

    private static string Text(string key) => ShippedTexts.Of(key);

    private static (StudioDocument Document, StudioEdits Edits) Open(string key)
    {
        var document = new StudioDocument(key, Text(key), ShippedTexts.Library);
        return (document, new StudioEdits(document));
    }
}
