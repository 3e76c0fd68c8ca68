using FluentAssertions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>A lower level changes named points only, and what is locked above stays.</summary>
public sealed class OverlayTests
{
    private const string Deputy = "\nstages:\n  - key: consent\n    slots:\n      - key: deputy\n        ";

    [Fact]
    public void An_overlay_takes_over_everything_it_does_not_name()
    {
        var above = Sample.Plan(Sample.Text);
        var plan = Sample.Plan(Sample.Text, Sample.OverlayText);

        plan.Key.Should().Be("school");
        plan.Title.Should().Be("Школа");
        plan.Scope.Should().Be("school-12");
        plan.Extends.Should().Equal("sample");
        plan.Files.Should().Equal("2.yaml", "1.yaml");
        plan.CapYears.Should().Be(above.CapYears);
        plan.Stages.Select(stage => stage.Key).Should().Equal(above.Stages.Select(stage => stage.Key));
        plan.Hash.Should().NotBe(above.Hash);
    }

    [Fact]
    public void Only_the_named_point_changes()
    {
        var plan = Sample.Plan(Sample.Text, Sample.OverlayText + Deputy + "deadline: { after: opened, working_days: 3 }\n        reminders: []");

        var slot = plan.Stage("consent").Slot("deputy");
        slot.Deadline!.Rule.Should().Be(new DateRule.Offset(new DateAnchor.Opened(), 3, DateUnit.WorkingDays, RollRule.Next));
        slot.Title.Should().Be("Заместитель");
        slot.Shows.Should().Equal("goals");
        slot.Reminders.Should().BeEmpty();
        plan.Stage("consent").Slot("head").Reminders.Should().HaveCount(2);
    }

    [Fact]
    public void A_new_stage_slot_or_field_stands_where_it_is_put()
    {
        const string changes = """

            stages:
              - key: drafting
                slots:
                  - key: draft
                    fields:
                      - { key: needs, before: area, title: Потребности, type: text }
              - key: opinion
                before: consent
                title: Мнение
                slots:
                  - { key: union, title: Профсоюз, kind: verdict, verdict: opinion_noted, performer: { body: trade_union, if_nobody: skip }, deadline: none }
              - key: consent
                slots:
                  - { key: methodologist, after: deputy, title: Методист, kind: verdict, verdict: concurred, performer: { role: methodologist, level: municipality, if_nobody: skip }, deadline: none }
              - key: work
                before: consent
            """;

        var plan = Sample.Plan(Sample.With("return: { to: drafting, rounds: 3 }", "return: { to: drafting, rounds: 3 }\n      approve: next"), Sample.OverlayText + changes);

        plan.Stages.Select(stage => stage.Key).Should().Equal("drafting", "opinion", "work", "consent");
        plan.Stage("consent").Slots.Select(slot => slot.Key).Should().Equal("deputy", "methodologist", "head");
        plan.Stage("drafting").Slot("draft").Fields.Select(field => field.Key).Should().Equal("goals", "needs", "area");
    }

    [Fact]
    public void A_slot_can_be_taken_away()
    {
        var plan = Sample.Plan(Sample.Text, Sample.OverlayText + Deputy + "remove: true");

        plan.Stage("consent").Slots.Select(slot => slot.Key).Should().Equal("head");
    }

    [Fact]
    public void Every_value_tells_which_definition_wrote_it_and_where()
    {
        var text = Sample.OverlayText + Deputy + "deadline: { after: opened, working_days: 3 }";
        var plan = Sample.Plan(Sample.Text, text);

        var (line, column) = Sample.PlaceOf(text, "deadline:");
        plan.Origins["stages.consent.slots.deputy.deadline"].Should().Be(new Origin("school", "2.yaml", line, column));
        (line, column) = Sample.PlaceOf(Sample.Text, "performer: { role: deputy");
        plan.Origins["stages.consent.slots.deputy.performer"].Should().Be(new Origin("sample", "1.yaml", line, column));
        (line, column) = Sample.PlaceOf(Sample.Text, "reminders:");
        plan.Origins["stages.consent.slots.deputy.reminders"].Should().Be(new Origin("sample", "1.yaml", line, column));
        plan.Origins["title"].Definition.Should().Be("school");
        plan.Origins["cap"].Definition.Should().Be("sample");
        plan.Origins["stages.drafting.slots.draft.fields.goals"].Definition.Should().Be("sample");
        plan.Origins["stages.work.on.submit"].Should().Be(plan.Origins["stages.work.on.done"]);
    }

    [Theory]
    [InlineData("stages.consent.slots.deputy.performer: locked", "performer: { role: head }", "Этап «Согласование» → задание «Заместитель» → кто выполняет: менять это нельзя, так закреплено в «Образец».")]
    [InlineData("stages.consent: locked", "remove: true", "Этап «Согласование» → задание «Заместитель»: убрать это нельзя, так закреплено в «Образец».")]
    [InlineData("stages.consent: tightenable", "deadline: none", "Этап «Согласование» → задание «Заместитель» → срок: это можно только ужесточить, так решено в «Образец»: срок нельзя отменить.")]
    public void What_is_locked_is_named_in_words(string point, string change, string sentence) =>
        Sample.Load(Sample.With("send_window:", $"points:\n  {point}\nsend_window:"), Sample.OverlayText + Deputy + change)
            .Faults.Should().ContainSingle().Which.Sentence.Should().Be(sentence);

    [Theory]
    // what the upper level says of its points, what the overlay writes, code, where
    [InlineData("stages.consent: locked", "title: Зам", "locked_point", "title: Зам")]
    [InlineData("stages: locked", "title: Зам", "locked_point", "title: Зам")]
    [InlineData("stages.consent.slots.deputy.performer: locked", "performer: { role: head }", "locked_point", "performer: { role: head }")]
    [InlineData("stages.consent.slots.deputy.performer: locked", "remove: true", "locked_point", "remove: true")]
    [InlineData("stages.consent: locked", "{ key: extra, after: head, title: Ещё }", "locked_point", "- key: extra")]
    [InlineData("stages.consent: tightenable", "deadline: { after: opened, working_days: 6 }", "loosened_point", "deadline: { after")]
    [InlineData("stages.consent: tightenable", "deadline: { after: opened, calendar_days: 3 }", "loosened_point", "deadline: { after")]
    [InlineData("stages.consent: tightenable", "deadline: { after: opened, working_days: 5, at_least: 9 working_days }", "loosened_point", "deadline: { after")]
    [InlineData("stages.consent: tightenable", "deadline: none", "loosened_point", "deadline: none")]
    [InlineData("stages.consent: tightenable", "deadline: { after: opened, working_days: 5, set_by_return: true }", "loosened_point", "deadline: { after")]
    [InlineData("stages.consent: tightenable", "deadline: { cases: [{ when: { leader: true }, after: opened, working_days: 6 }, { after: opened, working_days: 5 }] }", "loosened_point", "deadline: { cases")]
    [InlineData("stages.consent: tightenable", "title: Зам", "loosened_point", "title: Зам")]
    public void What_is_locked_above_cannot_be_changed_below(string point, string change, string code, string at)
    {
        var above = Sample.With("send_window:", $"points:\n  {point}\nsend_window:");
        var below = change.StartsWith('{')
            ? Sample.OverlayText + "\nstages:\n  - key: consent\n    slots:\n      - key: extra\n        after: head\n        title: Ещё\n        kind: form\n        performer: subject\n        deadline: none"
            : Sample.OverlayText + Deputy + change;

        var set = Sample.Load(above, below);

        var (line, column) = Sample.PlaceOf(below, at);
        column += at.StartsWith("- ", StringComparison.Ordinal) ? 2 : 0;
        var fault = set.Faults.Should().ContainSingle().Subject;
        fault.Should().BeEquivalentTo(new { File = "2.yaml", Line = line, Column = column, Code = code });
        fault.Sentence.Should().Contain("«Образец»", "the author must know who locked it");
        set.Plans.Select(plan => plan.Key).Should().Equal("sample");
    }

    [Theory]
    [InlineData("stages.consent: tightenable", "deadline: { after: opened, working_days: 4 }")]
    [InlineData("stages.consent: tightenable", "deadline: { after: opened, working_days: 5, at_least: 2 working_days }")]
    [InlineData("stages.consent: tightenable", "deadline: { earliest: [{ after: opened, working_days: 5 }, { day: 01.10 }] }")]
    [InlineData("stages.consent: tightenable", "deadline: { after: opened, working_days: 5 }")]
    [InlineData("stages.consent: tightenable", "deadline: { cases: [{ when: { leader: true }, after: opened, working_days: 4 }, { after: opened, working_days: 5 }] }")]
    [InlineData("stages.consent: tightenable", "deadline: { after: opened, working_days: 5, count_from: same_day }")]
    [InlineData("stages.consent: locked", "performer: { role: deputy_academic, if_nobody: up }")]
    [InlineData("stages: locked\n  stages.consent: free", "title: Зам")]
    public void What_is_stricter_the_same_or_freed_is_allowed(string point, string change) =>
        Sample.Load(Sample.With("send_window:", $"points:\n  {point}\nsend_window:"), Sample.OverlayText + Deputy + change).Faults.Should().BeEmpty();

    [Theory]
    [InlineData("day: 19.09", true)]
    [InlineData("day: 21.09", false)]
    [InlineData("day: 20.01", false)]
    [InlineData("day: 25.08", true)]
    public void A_day_is_earlier_in_the_order_of_the_academic_year(string day, bool allowed)
    {
        var above = Sample.With("send_window:", "points:\n  stages.consent: tightenable\nsend_window:");
        var below = Sample.OverlayText + $"\nstages:\n  - key: consent\n    slots:\n      - key: head\n        deadline: {{ {day} }}";

        Sample.Load(above, below).Faults.Any(fault => fault.Code == "loosened_point").Should().Be(!allowed);
    }

    [Theory]
    [InlineData("rounds: 2", true)]
    [InlineData("rounds: 4", false)]
    public void Rounds_may_become_fewer(string rounds, bool allowed)
    {
        var above = Sample.With("send_window:", "points:\n  stages.consent.on.return: tightenable\nsend_window:");
        var below = Sample.OverlayText + $"\nstages:\n  - key: consent\n    on:\n      return: {{ to: drafting, {rounds} }}";

        Sample.Load(above, below).Faults.Any(fault => fault.Code == "loosened_point").Should().Be(!allowed);
    }

    [Theory]
    [InlineData("{ key: term, within: 50 calendar_days }", true)]
    [InlineData("{ key: term, within: 70 calendar_days }", false)]
    [InlineData("{ key: term, within: 5 weeks }", false)]
    [InlineData("{ key: term, remove: true }", false)]
    [InlineData("{ key: other, after: term, title: Ещё, from: consent, through: consent, within: 2 weeks }", true)]
    public void A_common_term_may_become_shorter_and_another_may_join_it(string budget, bool allowed)
    {
        var above = Sample.With(
            "send_window:", "points:\n  budgets: tightenable\nbudgets: [{ key: term, title: Срок, from: drafting, through: consent, within: 60 calendar_days }]\nsend_window:");

        Sample.Load(above, Sample.OverlayText + $"\nbudgets: [{budget}]").Faults.Should().HaveCount(allowed ? 0 : 1);
    }

    [Theory]
    [InlineData("least: 3 working_days, most: 8 working_days, default: 5 working_days", true)]
    [InlineData("least: 3 working_days, most: 12 working_days, default: 5 working_days", false)]
    [InlineData("least: 3 working_days, most: 10 working_days, default: 6 working_days", false)]
    public void Less_time_may_be_offered_for_a_rework(string due, bool allowed)
    {
        var above = Sample.Replace(
            Sample.Replace(Sample.With("send_window:", "points:\n  stages.consent.on.return: tightenable\nsend_window:"), "working_days: 10 }", "working_days: 10, set_by_return: true }"),
            "rounds: 3", "rounds: 3, due: { least: 3 working_days, most: 10 working_days, default: 5 working_days }");
        var below = Sample.OverlayText + $"\nstages:\n  - key: consent\n    on:\n      return: {{ to: drafting, rounds: 3, due: {{ {due} }} }}";

        Sample.Load(above, below).Faults.Any(fault => fault.Code == "loosened_point").Should().Be(!allowed);
    }

    [Fact]
    public void The_cap_can_be_tightened_and_never_loosened_whatever_the_points_say()
    {
        var shorter = Sample.Replace(Sample.Text, "cap: 3 years", "cap: 2 years");

        Sample.Load(Sample.Text, Sample.OverlayText + "\ncap: 2 years").Faults.Should().BeEmpty();
        Sample.Load(shorter, Sample.OverlayText + "\ncap: 3 years").Faults.Should().ContainSingle().Which.Code.Should().Be("loosened_point");
    }

    [Fact]
    public void A_lock_from_above_holds_two_levels_below_and_cannot_be_lifted_between()
    {
        var region = Sample.With("send_window:", "points:\n  stages.consent.slots.head: locked\nsend_window:");
        var municipality = Sample.OverlayText.Replace("key: school", "key: town", StringComparison.Ordinal) + "\npoints:\n  stages.consent.slots.head: free";
        var school = Sample.OverlayText.Replace("extends: sample", "extends: town", StringComparison.Ordinal)
            + "\nstages:\n  - key: consent\n    slots:\n      - key: head\n        title: Иначе";

        var faults = Sample.Load(region, municipality, school).Faults;

        faults.Select(fault => (fault.File, fault.Code)).Should().BeEquivalentTo([("2.yaml", "point_loosened"), ("3.yaml", "faulty_parent"), ("3.yaml", "locked_point")]);
    }

    [Fact]
    public void A_chain_of_three_levels_is_resolved_from_the_top()
    {
        var town = Sample.OverlayText.Replace("key: school", "key: town", StringComparison.Ordinal) + "\ncap: 2 years";
        var school = Sample.OverlayText.Replace("extends: sample", "extends: town", StringComparison.Ordinal) + Deputy + "title: Зам";

        var plan = Sample.Plan(Sample.Text, town, school);

        plan.Extends.Should().Equal("town", "sample");
        plan.CapYears.Should().Be(2);
        plan.Stage("consent").Slot("deputy").Title.Should().Be("Зам");
        plan.Origins["cap"].Definition.Should().Be("town");
    }

    [Theory]
    [InlineData("extends: sample", "extends: sampl", "unknown_definition", "sampl\n")]
    [InlineData("extends: sample", "extends: school", "cyclic_extends", "school\nscope")]
    [InlineData("extends: sample", "extends: [sample]", "unknown_definition", "[sample]")]
    public void A_chain_that_leads_nowhere_is_told_at_extends(string piece, string by, string code, string at)
    {
        var text = Sample.Replace(Sample.OverlayText, piece, by);

        var (line, column) = Sample.PlaceOf(text, at);
        Sample.Load(Sample.Text, text).Faults.Should().ContainSingle().Which.Should().BeEquivalentTo(new { File = "2.yaml", Line = line, Column = column, Code = code });
    }

    [Fact]
    public void A_circle_of_definitions_is_told_to_each_of_them()
    {
        var a = Sample.OverlayText.Replace("key: school", "key: a", StringComparison.Ordinal).Replace("extends: sample", "extends: b", StringComparison.Ordinal);
        var b = Sample.OverlayText.Replace("key: school", "key: b", StringComparison.Ordinal).Replace("extends: sample", "extends: a", StringComparison.Ordinal);

        var faults = Sample.Load(a, b).Faults;

        faults.Where(fault => fault.Code == "cyclic_extends").Select(fault => fault.File).Distinct().Should().BeEquivalentTo(["1.yaml", "2.yaml"]);
    }

    [Fact]
    public void A_chain_of_hundreds_of_definitions_is_refused()
    {
        var chain = Enumerable.Range(0, 300).Select(i => Sample.OverlayText
            .Replace("key: school", $"key: level-{i}", StringComparison.Ordinal)
            .Replace("extends: sample", $"extends: level-{i + 1}", StringComparison.Ordinal));

        Sample.Load([.. chain]).Faults.Should().Contain(fault => fault.Code == "chain_too_long");
    }

    [Theory]
    [InlineData("stages:\n  - key: consnt\n    title: Опечатка", "unknown_item", "key: consnt")]
    [InlineData("stages:\n  - key: consent\n    after: nowhere", "unknown_item", "nowhere")]
    [InlineData("stages:\n  - key: gone\n    remove: true", "unknown_item", "remove")]
    [InlineData("points:\n  stages.consnt: locked", "unknown_point", "stages.consnt")]
    [InlineData("points:\n  cap: frozen", "unknown_word", "frozen")]
    [InlineData("points: locked", "map_expected", "locked")]
    public void What_is_not_above_cannot_be_named(string change, string code, string at)
    {
        var text = Sample.OverlayText + "\n" + change;

        var (line, column) = Sample.PlaceOf(text, at);
        Sample.Load(Sample.Text, text).Faults.Should().Contain(new SourceFaultPlace("2.yaml", line, column, code).Matches);
    }

    [Fact]
    public void What_an_overlay_makes_wrong_above_is_told_to_the_overlay()
    {
        var text = Sample.OverlayText + "\ncap: 1 year";

        var (line, column) = Sample.PlaceOf(text, "sample");
        var fault = Sample.Load(Sample.Text, text).Faults.Should().ContainSingle().Subject;
        fault.Should().BeEquivalentTo(new { File = "2.yaml", Line = line, Column = column, Code = "beyond_cap" });
        fault.Sentence.Should().Contain("1.yaml, строка 6");
    }

    [Fact]
    public void Faults_of_an_overlay_are_told_even_when_the_definition_above_is_faulty()
    {
        var faults = Sample.Load(Sample.With("kind: report", "kind: raport"), Sample.OverlayText + Deputy + "titel: Зам").Faults;

        faults.Select(fault => (fault.File, fault.Code)).Should().BeEquivalentTo(
            [("1.yaml", "unknown_word"), ("2.yaml", "faulty_parent"), ("2.yaml", "unknown_key")]);
    }

    [Fact]
    public void Faults_of_an_overlay_are_told_even_when_the_definition_above_is_missing()
    {
        var faults = Sample.Load(Sample.OverlayText + Deputy + "titel: Зам").Faults;

        faults.Select(fault => fault.Code).Should().Equal("unknown_definition", "unknown_key");
    }

    private sealed record SourceFaultPlace(string File, int Line, int Column, string Code)
    {
        public System.Linq.Expressions.Expression<Func<SourceFault, bool>> Matches =>
            fault => fault.File == File && fault.Line == Line && fault.Column == Column && fault.Code == Code;
    }
}
