using FluentAssertions;
using Iom.Workflows.Authoring.Editing;
using Xunit;

namespace Iom.Workflows.Tests.Editing;

/// <summary>Edits of a text as a person would make them by hand.</summary>
public sealed class YamlEditorTests
{
    private const string Sample = """
        # Начало
        key: sample   # имя
        stages:
          # Первый этап
          - key: consent
            title: Согласование
            slots:
              - key: lead
                title: "Руководитель МО"
                deadline: { after: opened, working_days: 5 }  # значение шаблона
                # конец задания
              - key: methodist
                instruction: >-
                  Посмотрите, чем муниципалитет
                  может помочь.
                deadline:
                  after: opened   # от чего
                  weeks: 2
            on: { return: drafting }

          # Второй этап
          - key: approval
            title: 'Утверждение'
            slots: [{ key: head, title: Директор }, { key: deputy, title: Завуч }]

          - key: last
            title: Последний
        """;

    [Fact]
    public void A_value_is_replaced_and_the_comment_behind_it_stays() =>
        After(new YamlEdit.Set(P("stages[consent].slots[lead].deadline"), Yaml.Map(("after", Yaml.Text("opened")), ("working_days", Yaml.Text("7")))))
            .Should().Be(Sample.Replace("working_days: 5", "working_days: 7", StringComparison.Ordinal));

    [Theory]
    [InlineData("stages[consent].slots[lead].title", "Глава: МО", "\"Руководитель МО\"", "\"Глава: МО\"")]
    [InlineData("stages[approval].title", "Д'Артаньян", "'Утверждение'", "'Д''Артаньян'")]
    [InlineData("stages[consent].title", "Этап: первый", "Согласование", "\"Этап: первый\"")]
    [InlineData("stages[consent].slots[methodist].instruction", "Коротко.", ">-\n          Посмотрите, чем муниципалитет\n          может помочь.", ">-\n          Коротко.")]
    [InlineData("stages[approval].slots[deputy].title", "Завуч, УВР", "title: Завуч", "title: \"Завуч, УВР\"")]
    public void A_text_is_replaced_in_the_manner_of_the_old_one(string path, string value, string old, string now) =>
        After(new YamlEdit.Set(P(path), Yaml.Text(value))).Should().Be(Sample.Replace(old, now, StringComparison.Ordinal));

    [Fact]
    public void A_map_of_several_lines_is_changed_key_by_key() =>
        After(new YamlEdit.Set(P("stages[consent].slots[methodist].deadline"), Yaml.Map(("after", Yaml.Text("opened")), ("working_days", Yaml.Text("3")))))
            .Should().Contain("after: opened   # от чего\n          working_days: 3").And.NotContain("weeks");

    [Fact]
    public void A_member_moves_with_its_comments() =>
        After(new YamlEdit.Move(P("stages[approval]"), 0)).Should().Be(Sample.Replace("\n\n  # Второй этап\n  - key: approval\n    title: 'Утверждение'\n    slots: [{ key: head, title: Директор }, { key: deputy, title: Завуч }]", string.Empty, StringComparison.Ordinal)
            .Replace("  # Первый этап\n", "  # Второй этап\n  - key: approval\n    title: 'Утверждение'\n    slots: [{ key: head, title: Директор }, { key: deputy, title: Завуч }]\n\n  # Первый этап\n", StringComparison.Ordinal));

    [Fact]
    public void A_member_between_brackets_moves_too() =>
        After(new YamlEdit.Move(P("stages[approval].slots[deputy]"), 0))
            .Should().Contain("slots: [{ key: deputy, title: Завуч }, { key: head, title: Директор }]");

    [Fact]
    public void A_member_is_removed_with_its_comments() =>
        After(new YamlEdit.Remove(P("stages[approval]"))).Should().Be(Sample.Replace(
            "\n\n  # Второй этап\n  - key: approval\n    title: 'Утверждение'\n    slots: [{ key: head, title: Директор }, { key: deputy, title: Завуч }]", string.Empty, StringComparison.Ordinal));

    [Fact]
    public void A_copy_keeps_the_comments_inside() =>
        After(new YamlEdit.Copy(P("stages[consent].slots[lead]"), "union")).Should().Contain(
            "      - key: union\n        title: \"Руководитель МО\"\n        deadline: { after: opened, working_days: 5 }  # значение шаблона\n        # конец задания\n      - key: methodist");

    [Fact]
    public void A_new_member_stands_where_it_was_put_and_looks_like_its_neighbours() =>
        After(new YamlEdit.Insert(P("stages[consent].slots"), Yaml.Map(("key", Yaml.Text("union")), ("title", Yaml.Text("Мнение профсоюза")), ("performer", Yaml.Map(("role", Yaml.Text("union_chair"))))), 1))
            .Should().Contain("        # конец задания\n      - key: union\n        title: Мнение профсоюза\n        performer: { role: union_chair }\n      - key: methodist");

    [Fact]
    public void A_new_stage_keeps_the_blank_lines_between_stages() =>
        After(new YamlEdit.Insert(P("stages"), Yaml.Map(("key", Yaml.Text("extra")), ("title", Yaml.Text("Ещё")))))
            .Should().EndWith("    title: Последний\n\n  - key: extra\n    title: Ещё");

    [Fact]
    public void A_new_key_finds_its_usual_place() =>
        After(new YamlEdit.Set(P("stages[consent].policy"), Yaml.Text("any"), ["key", "title", "policy", "slots", "on"]))
            .Should().Contain("    title: Согласование\n    policy: any\n    slots:");

    [Fact]
    public void What_is_missing_on_the_way_is_made() =>
        After(new YamlEdit.Set(P("stages[drafting].slots[draft].deadline.day"), Yaml.Text("20.09")))
            .Should().EndWith("\n\n  - key: drafting\n    slots:\n      - key: draft\n        deadline: { day: 20.09 }");

    [Fact]
    public void The_last_thing_removed_takes_its_list_with_it() =>
        After(new YamlEdit.Remove(P("stages[consent].on.return"))).Should().Be(Sample.Replace("\n    on: { return: drafting }", string.Empty, StringComparison.Ordinal));

    [Fact]
    public void Keys_are_renamed() =>
        After(new YamlEdit.Rename(P("stages[consent]"), "agreement"), new YamlEdit.Rename(P("stages[agreement].on.return"), "reject"))
            .Should().Contain("- key: agreement\n").And.Contain("on: { reject: drafting }");

    [Fact]
    public void Line_breaks_of_another_system_stay()
    {
        var windows = Sample.Replace("\n", "\r\n", StringComparison.Ordinal);
        var edited = YamlEditor.Apply(windows, [new YamlEdit.Move(P("stages[last]"), 0), new YamlEdit.Set(P("stages[last].summary"), Yaml.Text("Кратко"))]);
        var plain = After(new YamlEdit.Move(P("stages[last]"), 0), new YamlEdit.Set(P("stages[last].summary"), Yaml.Text("Кратко")));
        edited.Should().Be(new YamlEditResult.Done(plain.Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("stages: [", "unreadable")]
    [InlineData("stages: []", "not_found")]
    [InlineData("- - stages\n", "not_found")]
    public void What_cannot_be_done_is_refused_with_a_reason(string text, string code) =>
        YamlEditor.Apply(text, new YamlEdit.Remove(P("stages[a]"))).Should().BeOfType<YamlEditResult.Refused>().Which.Code.Should().Be(code);

    [Fact]
    public void A_change_that_would_lose_a_comment_is_left_to_the_author() =>
        YamlEditor.Apply("list: [a, # первый\n  b]\n", new YamlEdit.Remove(P("list[0]"))).Should().BeOfType<YamlEditResult.Refused>().Which.Code.Should().Be("by_hand");

    private static YamlPath P(string path) => YamlPath.Parse(path);

    private static string After(params YamlEdit[] edits) => YamlEditor.Apply(Sample, edits).Should().BeOfType<YamlEditResult.Done>().Which.Text;
}
