using FluentAssertions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Definitions;
using Iom.Workflows.Definitions.Layers;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>What people are told about the levels of a definition: where a value comes from, what a new edition above changes.</summary>
public sealed class LayersTests
{
    private const string Deadline = "stages.consent.slots.deputy.deadline";

    private const string Lower = Sample.OverlayText + """

        stages:
          - key: consent
            slots:
              # Наш заместитель успевает быстрее.
              - key: deputy
                deadline: { after: opened, working_days: 3 } # так решил педсовет
              - key: head
                remove: true
          - key: talk
            after: drafting
            title: Беседа
            slots:
              - { key: talk, title: Беседа, kind: form, performer: subject, deadline: none }
            on:
              submit: next
        """;

    private static readonly SourceFile Above = new("sample.yaml", Sample.With("send_window:", "points:\n  stages.work: locked\n  stages.consent: tightenable\n  stages.consent.slots.head: free\nsend_window:"));

    [Fact]
    public void Every_point_tells_what_this_level_did_with_it_and_what_stands_above()
    {
        var view = View(Lower);

        var deadline = view.Points.Single(point => point.Path == Deadline);
        (deadline.State, deadline.Lock).Should().Be((PointState.Overridden, PointLock.Tightenable));
        (deadline.Value, deadline.Above).Should().Be(("3 рабочих дня после открытия", "5 рабочих дней после открытия"));
        deadline.Label.Should().Be("этап «Согласование» → задание «Заместитель» → срок");
        (deadline.Source.Definition, deadline.SourceTitle).Should().Be(("school", "Школа"));
        var report = view.Points.Single(point => point.Path == "stages.work.slots.report.deadline");
        (report.State, report.Lock, report.SourceTitle, report.CanRestore).Should().Be((PointState.Inherited, PointLock.Locked, "Образец", false));
        view.Points.Single(point => point.Path == "stages.talk").State.Should().Be(PointState.Added);
        view.Points.Where(point => point.State == PointState.Removed).Select(point => point.Path).Should().Equal("stages.consent.slots.head");
    }

    [Fact]
    public void The_levels_of_a_faulty_text_can_be_seen_too() =>
        View(Lower.Replace("title: Беседа", "titel: Беседа", StringComparison.Ordinal)).Points.Should().Contain(point => point.Path == Deadline && point.State == PointState.Overridden);

    [Theory]
    [InlineData(Deadline)]
    [InlineData("stages.consent.slots.head")]
    [InlineData("stages.talk")]
    public void Going_back_to_the_value_above_takes_away_nothing_else(string path)
    {
        var before = View(Lower).Points.Where(point => point.CanRestore && !Within(point.Path, path)).Select(point => point.Path).ToList();

        var text = Restore.Apply(Lower, path).Should().BeOfType<YamlEditResult.Done>().Subject.Text;

        var after = View(text);
        after.Points.Where(point => point.CanRestore).Select(point => point.Path).Should().Equal(before);
        Sample.Load(Above.Text, text).Faults.Should().BeEmpty();
    }

    [Fact]
    public void An_item_of_which_nothing_but_its_key_is_left_goes_too() =>
        ((YamlEditResult.Done)Restore.Apply(Lower, Deadline)).Text.Should().NotContain("key: deputy").And.Contain("key: head");

    [Fact]
    public void Comments_on_other_values_stay_when_one_goes_back() =>
        ((YamlEditResult.Done)Restore.Apply(Lower, "stages.talk")).Text.Should().Contain("# Наш заместитель").And.Contain("# так решил педсовет").And.NotContain("Беседа");

    [Fact]
    public void A_new_edition_above_that_touches_nothing_of_ours_is_merged_without_a_question()
    {
        var merge = Onto(Replaced("title: Работа", "title: Реализация"));

        merge.Conflicts.Should().BeEmpty();
        merge.Inherited.Should().ContainSingle().Which.Sentence.Should().Be("Изменено: этап «Реализация» → название. Было: Работа; стало: Реализация.");
    }

    [Fact]
    public void A_value_that_both_levels_changed_is_a_question_with_all_three_values_and_ours_stays()
    {
        var merge = Onto(Replaced("deadline: { after: opened, working_days: 5 }", "deadline: { after: opened, working_days: 4 }"));

        var conflict = merge.Conflicts.Should().ContainSingle().Subject;
        (conflict.Kind, conflict.Path).Should().Be((ConflictKind.Changed, Deadline));
        conflict.Sentence.Should().Contain("«5 рабочих дней после открытия»").And.Contain("«4 рабочих дня после открытия»").And.Contain("«3 рабочих дня после открытия»");
        conflict.Line.Should().Be(Sample.PlaceOf(Lower, "deadline: { after: opened, working_days: 3").Line);
        merge.Inherited.Should().BeEmpty();
    }

    [Fact]
    public void A_value_that_came_to_be_ours_above_need_not_be_kept_below() =>
        Onto(Replaced("deadline: { after: opened, working_days: 5 }", "deadline: { after: opened, working_days: 3 }"))
            .Conflicts.Should().ContainSingle().Which.Kind.Should().Be(ConflictKind.Same);

    [Fact]
    public void What_is_gone_above_and_changed_below_is_told_once()
    {
        var from = Above.Text.IndexOf("      - key: deputy", StringComparison.Ordinal);
        var to = Above.Text.IndexOf("      - key: head", StringComparison.Ordinal);

        var merge = Onto(Above with { Text = Above.Text.Remove(from, to - from) });

        merge.Conflicts.Where(conflict => conflict.Kind == ConflictKind.Gone).Should().ContainSingle()
            .Which.Path.Should().Be("stages.consent.slots.deputy");
    }

    [Fact]
    public void A_new_lock_above_is_told_as_the_fault_it_makes_below() =>
        Onto(Replaced("stages.consent: tightenable", "stages.consent: locked")).Conflicts
            .Should().Contain(conflict => conflict.Kind == ConflictKind.Broken && conflict.Sentence.Contains("закреплено в «Образец»"));

    [Fact]
    public void A_change_inside_of_what_we_took_away_is_a_question() =>
        Onto(Replaced("deadline: { day: 20.09 }", "deadline: { day: 25.09 }")).Conflicts
            .Should().ContainSingle().Which.Path.Should().Be("stages.consent.slots.head");

    [Fact]
    public void Differences_are_sentences_and_what_comes_or_goes_whole_is_told_once()
    {
        var before = Resolve(Sample.Text);
        var after = Resolve(Sample.Replace(
            Sample.Replace(Sample.Text, "deadline: { day: 20.09 }", "deadline: { day: 25.09 }\n        instruction: Решите"),
            "policy: all", "policy: any"));

        PlanDiff.Between(before, after).Select(change => change.Sentence).Should().Equal(
            "Изменено: этап «Согласование» → сколько ответов нужно. Было: нужны все ответы; первый отрицательный ответ завершает этап; стало: достаточно одного ответа.",
            "Изменено: этап «Согласование» → задание «Директор» → срок. Было: до 20 сентября; стало: до 25 сентября.",
            "Задано: этап «Согласование» → задание «Директор» → что сделать. Теперь: Решите.");
        PlanDiff.Between(before, before).Should().BeEmpty();
    }

    [Fact]
    public void A_stage_that_came_went_or_moved_is_one_difference()
    {
        var before = ResolvedDefinition.Of([Above, new SourceFile("school.yaml", Sample.OverlayText)], "school")!;
        var after = ResolvedDefinition.Of([Above, new SourceFile("school.yaml", Lower)], "school")!;

        PlanDiff.Between(before, after).Where(change => change.Path.EndsWith("talk", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Sentence.Should().Be("Добавлено: этап «Беседа».");
        PlanDiff.Between(after, before).Select(change => (change.Path, change.Kind)).Should().Contain(("stages.talk", ChangeKind.Removed)).And.Contain(("stages.consent.slots.head", ChangeKind.Added));
        var moved = ResolvedDefinition.Of([Above, new SourceFile("school.yaml", Sample.OverlayText + "\nstages:\n  - key: consent\n    slots:\n      - { key: head, before: deputy }")], "school")!;
        PlanDiff.Between(before, moved).Should().ContainSingle().Which.Kind.Should().Be(ChangeKind.Moved);
    }

    [Fact]
    public void A_task_put_at_another_place_is_an_own_point_that_can_go_back()
    {
        var text = Sample.OverlayText + "\nstages:\n  - key: consent\n    slots:\n      - { key: head, before: deputy }\n";

        var moved = View(text).Points.Should().ContainSingle(point => point.State == PointState.Moved).Subject;

        (moved.Label, moved.Value, moved.Above).Should().Be(("этап «Согласование» → задание «Директор» → место среди соседних", "в самом начале", "после «Заместитель»"));
        var back = Restore.Apply(text, moved.Path).Should().BeOfType<YamlEditResult.Done>().Subject.Text;
        View(back).Points.Should().NotContain(point => point.State == PointState.Moved);
    }

    [Theory]
    [InlineData("")]
    [InlineData("key: [")]
    [InlineData("- a\n- b")]
    public void A_text_that_is_no_definition_has_no_levels(string text) => LayerView.Of([Above, new SourceFile("school.yaml", text)], "school").Should().BeNull();

    [Fact]
    public void Definitions_that_extend_each_other_in_a_circle_end() =>
        View(Lower.Replace("extends: sample", "extends: school", StringComparison.Ordinal)).Above.Should().BeNull();

    [Theory]
    [InlineData("version: 7 # прежний\nkey: a", "version: 12 # прежний\nkey: a")]
    [InlineData("key: a\nversion:  7", "key: a\nversion:  12")]
    [InlineData("basis:\n  version: 3", "basis:\n  version: 3")]
    public void Only_the_number_of_the_version_is_changed(string text, string expected) => DefinitionHead.WithVersion(text, 12).Should().Be(expected);

    private static bool Within(string path, string whole) => path == whole || path.StartsWith(whole + ".", StringComparison.Ordinal);

    private static SourceFile Replaced(string piece, string by) => Above with { Text = Sample.Replace(Above.Text, piece, by) };

    private static LayerView View(string text) => LayerView.Of([Above, new SourceFile("school.yaml", text)], "school")!;

    private static ResolvedDefinition Resolve(string text) => ResolvedDefinition.Of([new SourceFile("sample.yaml", text)], "sample")!;

    private static Merge Onto(SourceFile newer) => Merge.Onto(new SourceFile("school.yaml", Lower), [Above], [newer])!;
}
