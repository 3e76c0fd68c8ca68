using FluentAssertions;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>Each fault is told with its code, at the place where its author must look.</summary>
public sealed class FaultTests
{
    [Fact]
    public void The_sample_itself_is_sound() => Sample.Load(Sample.Text).Faults.Should().BeEmpty();

    [Theory]
    // what stands in the sample, what is put there, code, where the fault is told
    [InlineData("apiVersion: iom/v1", "apiVersion: iom/v2", "unknown_api_version", "iom/v2")]
    [InlineData("apiVersion: iom/v1\n", "", "missing_api_version", "key: sample")]
    [InlineData("key: sample", "key: Sample", "bad_key", "Sample")]
    [InlineData("key: sample\n", "", "missing_key", "apiVersion")]
    [InlineData("version: 1", "version: один", "number_expected", "один")]
    [InlineData("\nversion: 1", "", "missing_key", "apiVersion")]
    [InlineData("title: Образец\n", "", "missing_title", "apiVersion")]
    [InlineData("title: Образец", "title: ''", "empty_value", "''")]
    [InlineData("title: Образец", "titel: Образец", "unknown_key", "titel")]
    [InlineData("title: Образец", "title: [Образец]", "text_expected", "[Образец]")]
    [InlineData("cap: 3 years\n", "", "missing_cap", "apiVersion")]
    [InlineData("cap: 3 years", "cap: 3", "amount_expected", "3\nyears")]
    [InlineData("cap: 3 years", "cap: 4 years", "cap_too_long", "cap: 4")]
    [InlineData("default: 2", "default: 4", "beyond_cap", "4, begins_at")]
    [InlineData("begins_at: work", "begins_at: wrok", "unknown_stage", "wrok")]
    [InlineData(", begins_at: work", "", "year_without_beginning", "done: next_year")]
    [InlineData("done: next_year", "done: next", "year_never_begins", "begins_at")]
    [InlineData("09:00-18:00", "18:00-09:00", "window_expected", "18:00-09:00")]
    [InlineData("- before: 2 working_days", "- before: 2 days", "amount_expected", "2 days")]
    [InlineData("- before: 2 working_days", "- { before: 2 working_days, every: 1 }", "endless_reminder", "{ before")]
    [InlineData("- before: 2 working_days", "- { before: 2 working_days, after: 1 working_day }", "unknown_reminder", "{ before")]
    [InlineData("- before: 2 working_days", "- { before: 2 working_days, every: 2, times: 9 }", "ladder_crosses", "reminders:")]
    [InlineData("- before: 2 working_days", "- before: 6 working_days", "reminder_before_opening", "reminders:")]
    [InlineData("- before: 2 working_days", "- on: true", "reminder_twice", "reminders:")]
    [InlineData("key: drafting", "key: next", "bad_key", "next\n")]
    [InlineData("- key: drafting\n    title: Составление", "- title: Составление", "bad_key", "title: Составление")]
    [InlineData("key: consent", "key: drafting", "duplicate_key", "key: drafting\n    title: Согласование")]
    [InlineData("policy: all", "policy: everyone", "unknown_word", "everyone")]
    [InlineData("policy: all", "policy: { at_least: 3 }", "too_many_answers", "3 }")]
    [InlineData("policy: all", "policy: {}", "missing_at_least", "{}")]
    [InlineData("policy: all", "on_negative: never", "unknown_word", "never")]
    [InlineData("policy: all", "seals_revision: yes", "flag_expected", "yes")]
    [InlineData("policy: all", "when: {}", "empty_condition", "{}")]
    [InlineData("policy: all", "when: { categry: teacher }", "unknown_key", "categry")]
    [InlineData("policy: all", "when: { category: [] }", "empty_condition", "[]")]
    [InlineData("policy: all", "when: { leader: maybe }", "flag_expected", "maybe")]
    [InlineData("policy: all", "when: { tenure_below: 90 years }", "number_expected", "90 years")]
    [InlineData("policy: all", "when: { year: second }", "unknown_word", "second")]
    [InlineData("policy: all", "when: { any: [] }", "empty_condition", "[]")]
    [InlineData("policy: all", "when: { field: { key: goles, filled: true } }", "unknown_field", "goles")]
    [InlineData("policy: all", "when: { field: { key: goals } }", "comparison_expected", "{ key: goals }")]
    [InlineData("policy: all", "when: { field: { key: goals, is: a, below: 3 } }", "comparison_expected", "{ key: goals, is")]
    [InlineData("policy: all", "when: { field: { key: goals, below: many } }", "number_expected", "many")]
    [InlineData("policy: all", "when: { attribute: { of: mayor, key: born, filled: true } }", "unknown_word", "mayor")]
    [InlineData("policy: all", "when: { attribute: { is: x } }", "bad_key", "{ is: x }")]
    [InlineData("policy: all", "when: { attribute: { key: born, since: 01.09.2020 } }", "date_expected", "01.09.2020")]
    [InlineData("policy: all", "when: { row: { key: status, is: [] } }", "empty_condition", "[] }")]
    [InlineData("policy: all", "when: { age_below: 0 }", "number_expected", "0 }\n    slots")]
    [InlineData("policy: all", "when: { qualification: [] }", "empty_condition", "[] }")]
    [InlineData("policy: all", "when: { has: nobody }", "unknown_performer", "nobody")]
    [InlineData("policy: all", "when: { has: { role: head, if_nobody: up } }", "misplaced_fallback", "{ role: head, if")]
    [InlineData("policy: all", "when: { round: {} }", "missing_from", "{} }")]
    [InlineData("policy: all", "when: { outcome: { stage: drafting } }", "bad_outcome", "{ stage: drafting }")]
    [InlineData("policy: all", "when: { outcome: { stage: drafting, is: approve } }", "unknown_outcome", "approve }")]
    [InlineData("policy: all", "when: { outcome: { stage: draft, is: submit } }", "unknown_stage", "draft, is")]
    [InlineData("policy: all", "when: { between: [01.09] }", "season_expected", "[01.09]")]
    [InlineData("policy: all", "when: { between: [01.09, 31.02] }", "day_expected", "31.02")]
    [InlineData("cap: 3 years", "cap: { suspension_counts: false }", "missing_years", "{ suspension")]
    [InlineData("cap: 3 years", "cap: { years: 30 }", "number_expected", "30 }")]
    [InlineData("cap: 3 years", "cap: 3 years\nsubject: { who: dog }", "unknown_word", "dog")]
    [InlineData("cap: 3 years", "cap: 3 years\nrequires: [{ message: Нельзя. }]", "missing_that", "{ message")]
    [InlineData("cap: 3 years", "cap: 3 years\nrequires: [{ that: { leader: true } }]", "missing_message", "{ that")]
    [InlineData("kind: report", "kind: report\n        timeout: { outcome: submit }", "missing_after", "{ outcome: submit }")]
    [InlineData("kind: report", "kind: report\n        timeout: { after: 5 working_days }", "missing_outcome", "{ after: 5")]
    [InlineData("kind: report", "kind: report\n        timeout: { after: 5 working_days, outcome: approve }", "unknown_outcome", "approve }")]
    [InlineData("kind: report", "kind: report\n        timeout: { after: 5 weeks, outcome: submit }", "amount_expected", "5 weeks")]
    [InlineData("kind: report", "kind: report\n        fields: [{ key: mentor, title: Наставник, type: person }]", "missing_from", "{ key: mentor")]
    [InlineData("kind: report", "kind: report\n        fields: [{ key: note, title: Заметка, type: text, from: { role: head } }]", "misplaced_from", "{ role: head } }]")]
    [InlineData("kind: report", "kind: report\n        fields: [{ key: note, title: Заметка, type: text, prefill: { from: nothing } }]", "unknown_field", "nothing")]
    [InlineData("kind: report", "kind: report\n        fields: [{ key: note, title: Заметка, type: text, prefill: everything }]", "bad_prefill", "everything")]
    [InlineData("kind: report", "kind: report\n        fields: [{ key: note, title: Заметка, type: confirm, prefill: subject_name }]", "misplaced_prefill", "subject_name")]
    [InlineData("performer: { role: deputy_academic, if_nobody: up }", "performer: { role: deputy_academic }\n        timeout: { after: 5 working_days, outcome: return }", "timeout_used_up", "timeout:")]
    [InlineData("policy: all", "after: drafting", "misplaced_placing", "after: drafting")]
    [InlineData("kind: report", "kind: raport", "unknown_word", "raport")]
    [InlineData("kind: report\n", "\n", "missing_kind", "key: report")]
    [InlineData("kind: report", "kind: report\n        verdict: approved", "misplaced_verdict", "approved\n        performer: subject")]
    [InlineData("        verdict: concurred\n", "", "missing_verdict", "key: deputy")]
    [InlineData("performer: { role: head }", "performer: head", "unknown_performer", "head\n        deadline")]
    [InlineData("performer: { role: head }", "performer: {}", "unknown_performer", "{}")]
    [InlineData("performer: { role: head }", "performer: { role: head, body: council }", "unknown_performer", "{ role: head, body")]
    [InlineData("performer: { role: head }", "performer: { role: head, level: city }", "unknown_word", "city")]
    [InlineData("performer: { role: head }", "performer: { relative: mentor, level: region }", "misplaced_level", "region")]
    [InlineData("performer: { role: head }", "performer: { one_of: [{ role: head }] }", "too_few", "[{ role: head }]")]
    [InlineData("performer: { role: head }", "performer: { person: 0 }", "number_expected", "0 }\n        deadline: { day")]
    [InlineData("performer: { role: head }", "performer: { role: head, if_nobody: [skip, up] }", "unreachable_fallback", "up] }\n        deadline")]
    [InlineData("performer: { role: head }", "performer: { role: head, if_nobody: someone }", "unknown_fallback", "someone")]
    [InlineData("        performer: { role: head }\n", "", "missing_performer", "key: head")]
    [InlineData("performer: { role: head }", "performer: subject", "self_approval", "performer: subject\n        deadline: { day")]
    [InlineData("performer: { role: head }", "performer: { role: head, if_nobody: subject }", "self_approval", "performer: { role: head, if")]
    [InlineData("performer: { role: head }", "performer: { one_of: [{ role: head }, subject] }", "self_approval", "performer: { one_of")]
    [InlineData("        deadline: { day: 20.09 }\n", "", "missing_deadline", "key: head")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { day: 31.02 }", "day_expected", "31.02")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { month: 13 }", "number_expected", "13 }")]
    [InlineData("deadline: { day: 20.09 }", "deadline: {}", "unknown_date", "{}")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { day: 20.09, at: year_end }", "unknown_date", "{ day")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { day: 20.09, weeks: 2 }", "misplaced_amount", "2 }\n")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { after: opened }", "amount_expected", "opened }\n")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { after: opend, weeks: 1 }", "unknown_anchor", "opend")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { after: { stage: nowhere }, weeks: 1 }", "unknown_stage", "nowhere")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { latest: [{ day: 20.09 }] }", "too_few", "[{ day")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { day: 20.09, at_least: 3 weeks }", "amount_expected", "3 weeks")]
    [InlineData("deadline: { day: 20.09 }", "opens: { day: 20.09, at_least: 3 working_days }\n        deadline: none", "misplaced_at_least", "3 working_days")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { after: opened, years: 4 }", "beyond_cap", "deadline: { after: opened, years")]
    [InlineData("deadline: { day: 20.09 }", "deadline: none\n        reminders: [on: true]", "ladder_without_deadline", "reminders: [on")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { day: 20.09 }\n        escalation: [{ after: 1 working_day }]", "missing_to", "{ after: 1")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { day: 20.09 }\n        escalation: [{ to: { role: head } }]", "missing_after", "{ to:")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { day: 20.09 }\n        escalation: [{ after: 0 working_days, to: { role: head } }]", "amount_expected", "0 working_days, to")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { day: 20.09 }\n        escalation: [{ after: 1 working_day, to: subject, mode: join }]", "self_approval", "escalation:")]
    [InlineData("type: long_text, required: true", "type: longtext", "unknown_word", "longtext")]
    [InlineData(", type: long_text, required: true", "", "missing_type", "{ key: goals")]
    [InlineData("type: long_text, required: true", "type: scale, min: 1", "missing_scale", "{ key: goals")]
    [InlineData("type: long_text, required: true", "type: scale, min: 5, max: 1", "limits_crossed", "1 }\n")]
    [InlineData("type: long_text, required: true", "type: table", "missing_columns", "{ key: goals")]
    [InlineData("type: long_text, required: true", "type: planned_years, max: 5", "beyond_cap", "{ key: goals")]
    [InlineData("type: long_text, required: true", "type: date, max: 5", "misplaced_max", "5 }\n")]
    [InlineData("options: [{ key: one, title: Первая }, { key: two, title: Вторая }]", "hint: Без вариантов", "missing_options", "key: area")]
    [InlineData("{ key: two, title: Вторая }]", "{ key: one, title: Вторая }]", "duplicate_key", "{ key: one, title: Вторая")]
    [InlineData("key: area", "key: goals", "duplicate_key", "key: goals\n")]
    [InlineData("shows: [goals]", "shows: [gaols]", "unknown_field", "shows")]
    [InlineData("shows: [goals]", "fields: [{ key: goals, title: Цели, type: date }]", "field_type_differs", "{ key: goals, title: Цели, type: date")]
    [InlineData("shows: [goals]", "outcomes: []", "no_outcomes", "[]")]
    [InlineData("shows: [goals]", "outcomes: [{ key: done, title: Да }]", "bad_key", "done, title")]
    [InlineData("shows: [goals]", "outcomes: [{ key: ok, title: Да }, { key: no, title: Нет, sense: negative, comment: optional }, { key: return, title: Вернуть, sense: negative }]", "comment_not_required", "optional")]
    [InlineData("shows: [goals]", "outcomes: [{ key: return, title: Вернуть, sense: negative }]", "outcomes_used_up", "outcomes:")]
    [InlineData("shows: [goals]", "outcomes: [{ key: return, title: Вернуть }]", "outcome_sense_differs", "slots:\n      - key: deputy")]
    [InlineData("shows: [goals]", "outcomes: [{ key: ok, title: Да }, { key: no, title: Нет, sense: negative }]", "outcome_leads_nowhere", "outcomes:")]
    [InlineData("return: { to: drafting, rounds: 3 }", "return: { to: draftng, rounds: 3 }", "unknown_stage", "draftng")]
    [InlineData("return: { to: drafting, rounds: 3 }", "retrun: drafting", "unknown_outcome", "retrun")]
    [InlineData("return: { to: drafting, rounds: 3 }", "return: { to: work, rounds: 3 }", "return_goes_forward", "return:")]
    [InlineData("return: { to: drafting, rounds: 3 }", "return: next", "negative_goes_on", "return:")]
    [InlineData("return: { to: drafting, rounds: 3 }", "return: { to: drafting, rounds: 1 }", "number_expected", "1 }\n")]
    [InlineData("return: { to: drafting, rounds: 3 }", "return: { rounds: 3 }", "missing_to", "{ rounds")]
    [InlineData("return: { to: drafting, rounds: 3 }", "return: { to: [drafting, end], rounds: 3 }", "bad_target", "end]")]
    [InlineData("return: { to: drafting, rounds: 3 }", "return: rejected\n      approve: drafting", "endless_loop", "approve: drafting")]
    [InlineData("return: { to: drafting, rounds: 3 }", "return: rejected\n      approve: end", "unreachable_stage", "key: work")]
    [InlineData("return: { to: drafting, rounds: 3 }", "- return", "map_expected", "- return")]
    // days
    [InlineData("deadline: { day: 20.09 }", "deadline: { date: 2026-13-01 }", "date_expected", "2026-13-01")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { day: 20.09, count_from: same_day }", "misplaced_amount", "same_day")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { after: opened, weeks: 1, count_from: same_day }", "misplaced_count_from", "same_day")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { day: 20.09, when: { leader: true } }", "misplaced_when", "{ leader")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { cases: [{ day: 20.09 }] }", "too_few", "[{ day")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { cases: [{ day: 20.09 }, { day: 21.09 }] }", "unreachable_case", "{ day: 20.09 }, {")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { cases: [{ when: { leader: true }, day: 20.09 }, { when: { leader: false }, day: 21.09 }] }", "missing_else", "{ when: { leader: false")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { latest: [{ day: 20.09, set_by_return: true }, { day: 21.09 }] }", "misplaced_set_by_return", "true }, {")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { after: { field: nothing }, weeks: 1 }", "unknown_field", "nothing")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { after: { field: goals }, weeks: 1 }", "field_type_unfit", "goals }, weeks")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { after: { row: due }, weeks: 1 }", "unknown_column", "due }, weeks")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { after: { entered: nowhere }, weeks: 1 }", "unknown_stage", "nowhere")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { after: { stage: drafting, notice: 1 week }, weeks: 1 }", "misplaced_notice", "1 week }")]
    [InlineData("deadline: { day: 20.09 }", "deadline: { at: { stage: drafting, entered: drafting } }", "unknown_anchor", "{ stage: drafting, entered")]
    [InlineData("cap: 3 years", "cap: 3 years\nbudgets: [{ key: term, title: Срок, from: consent, through: drafting, within: 60 calendar_days }]", "budget_reversed", "through:")]
    [InlineData("cap: 3 years", "cap: 3 years\nbudgets: [{ key: term, title: Срок, from: drafting, through: wrok, within: 60 calendar_days }]", "unknown_stage", "wrok")]
    [InlineData("cap: 3 years", "cap: 3 years\nbudgets: [{ key: term, title: Срок, from: drafting, through: consent }]", "missing_within", "{ key: term")]
    [InlineData("cap: 3 years", "cap: 3 years\nsittings: [{ body: council, on: [{ at: opened }] }]", "not_a_calendar_day", "{ at: opened")]
    [InlineData("cap: 3 years", "cap: 3 years\nsittings: [{ body: council }]", "missing_on", "{ body: council")]
    [InlineData("return: { to: drafting, rounds: 3 }", "return: { to: drafting, due: { least: 3 working_days, most: 9 working_days } }", "missing_default", "{ least")]
    [InlineData("return: { to: drafting, rounds: 3 }", "return: { to: drafting, due: { least: 3 working_days, most: 9 working_days, default: 10 working_days } }", "due_bounds_crossed", "return:")]
    [InlineData("return: { to: drafting, rounds: 3 }", "return: { to: drafting, due: { least: 3 working_days, most: 9 working_days, default: 5 working_days } }", "due_without_effect", "return:")]
    // people
    [InlineData("performer: { role: head }", "performer: { same_as: drafting }", "bad_key", "drafting }\n        deadline")]
    [InlineData("performer: { role: head }", "performer: { same_as: drafting.drft }", "unknown_slot", "drafting.drft")]
    [InlineData("performer: { role: head }", "performer: { field: area }", "field_type_unfit", "area }\n        deadline")]
    [InlineData("performer: { role: head }", "performer: { role: head, members: true }", "misplaced_members", "true }\n        deadline")]
    [InlineData("performer: { role: head }", "performer: { role: head, unit: school-1, level: region }", "unknown_place", "school-1")]
    [InlineData("performer: { role: head }", "performer: { role: head, where: { leader: true } }", "misplaced_where", "{ leader")]
    [InlineData("performer: { role: head }", "performer: { pool: { role: head }, max_load: { role: mentor } }", "missing_load", "{ role: mentor }")]
    [InlineData("performer: { role: head }", "performer: { role: head, except: [] }", "too_few", "[] }")]
    [InlineData("performer: { role: head }", "performer: { first_of: [{ role: head }, subject] }", "self_approval", "performer: { first_of")]
    [InlineData("performer: { role: head }", "performer: { role: head }\n        same_person: maybe", "unknown_word", "maybe")]
    public void Every_fault_has_a_code_and_a_place(string piece, string by, string code, string at)
    {
        var text = Sample.With(piece, by);

        var faults = Sample.Load(text).Faults;

        var (line, column) = Sample.PlaceOf(text, at);
        faults.Should().Contain(fault => fault.Code == code && fault.Line == line && fault.Column == column);
    }

    [Fact]
    public void A_missing_deadline_is_told_in_a_sentence_for_people() =>
        Sample.Load(Sample.With("        deadline: { day: 20.09 }\n", string.Empty)).Faults.Should().ContainSingle()
            .Which.Sentence.Should().StartWith("Этап «Согласование», задание «Директор»: нет срока ответа.");

    [Fact]
    public void An_unknown_key_comes_with_the_word_that_was_meant() =>
        Sample.Load(Sample.With("deadline: { day: 20.09 }", "deadlin: { day: 20.09 }")).Faults
            .Single(fault => fault.Code == "unknown_key").Sentence.Should().Contain("«deadlin»").And.Contain("имели в виду «deadline»");

    [Fact]
    public void All_faults_of_a_file_come_at_once_and_in_order()
    {
        var text = Sample.Replace(Sample.With("cap: 3 years", "cap: three"), "kind: report", "kind: raport");
        text = Sample.Replace(text, "{ role: head }", "{ role: Head }");
        text = Sample.Replace(text, "title: Область", "titel: Область");

        var faults = Sample.Load(text).Faults;

        faults.Select(fault => fault.Code).Should().Equal("amount_expected", "missing_title", "unknown_key", "bad_key", "unknown_word");
        faults.Select(fault => fault.Line).Should().BeInAscendingOrder();
    }

    [Fact]
    public void A_faulty_definition_gives_no_plan_and_spoils_no_other()
    {
        var set = Sample.Load(Sample.With("kind: report", "kind: raport"), Sample.Text.Replace("key: sample", "key: sound", StringComparison.Ordinal));

        set.Plans.Select(plan => plan.Key).Should().Equal("sound");
    }

    [Fact]
    public void Two_files_may_not_be_the_same_edition()
    {
        var set = Sample.Load(Sample.Text, Sample.Text);

        set.Faults.Should().ContainSingle().Which.Should().Match<Workflows.Authoring.SourceFault>(fault => fault.File == "2.yaml" && fault.Line == 2 && fault.Code == "duplicate_definition");
        set.Plans.Should().ContainSingle();
    }

    [Fact]
    public void Another_kind_of_route_may_last_longer() =>
        Sample.Load(Sample.With("cap: 3 years", "kind: degree_programme\ncap: 4 years")).Faults.Should().BeEmpty();

    [Fact]
    public void A_negative_opinion_that_is_only_noted_goes_on_and_still_needs_reasons()
    {
        var plan = Sample.Plan(Sample.With("verdict: concurred", "verdict: opinion_noted"));

        var outcome = plan.Stage("consent").Slot("deputy").Outcome("disagree");
        outcome.Should().NotBeNull();
        outcome!.Sense.Should().Be(OutcomeSense.Positive);
        outcome.CommentRequired.Should().BeTrue();
    }

    [Fact]
    public void A_year_is_not_lost_on_an_outcome_that_nobody_named()
    {
        var text = Sample.Replace(Sample.With("done: next_year", "submit: next_year"), "kind: report", "kind: report\n        outcomes: [{ key: submit, title: Да }, { key: other, title: Иначе }]");

        Sample.Load(text).Faults.Should().ContainSingle().Which.Code.Should().Be("year_may_be_lost");
    }
}
