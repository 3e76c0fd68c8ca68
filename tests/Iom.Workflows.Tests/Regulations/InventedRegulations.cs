using FluentAssertions;
using Iom.Workflows.Engine;
using Iom.Workflows.Tests.Definitions;
using Iom.Workflows.Tests.Engine;
using Iom.Workflows.Tests.Golden;
using Xunit;

namespace Iom.Workflows.Tests.Regulations;

/// <summary>Regulations that nobody has written, unlike the shipped ones: what the language can say without having been made for it.</summary>
public sealed class InventedRegulations
{
    /// <summary>A college counts by half-years; the trade union is asked, and its no does not stop anything.</summary>
    private const string College = """
        apiVersion: iom/v1
        key: college-growth
        version: 1
        title: План преподавателя колледжа
        cap: 1 year
        applies: { org_type: college }
        stages:
          - key: plan
            title: План
            slots:
              - key: plan
                title: Составить план
                kind: form
                performer: subject
                deadline: { after: half_year_1_start, weeks: 2, at_least: 5 working_days }
                fields: [{ key: goals, title: Цели, type: long_text, required: true }]
          - key: opinion
            title: Мнение профсоюза
            slots:
              - key: union
                title: Мнение профсоюзного комитета
                kind: verdict
                verdict: opinion_noted
                performer: { body: trade_union, if_nobody: skip }
                deadline: { after: opened, working_days: 5 }
          - key: semesters
            title: Семестры
            slots:
              - key: report
                title: Отчёт за семестр
                kind: report
                performer: subject
                each: { dates: { every: half_year, of: end } }
                into: reports
                fields: [{ key: done, title: Сделано, type: long_text, required: true }]
        """;

    /// <summary>The result of the diagnostics centre names the day of a conference, and everything is counted back from it.</summary>
    private const string Conference = """
        apiVersion: iom/v1
        key: conference
        version: 1
        title: Выступление на конференции
        cap: 1 year
        stages:
          - key: result
            title: Результат центра
            slots:
              - key: centre
                title: Внести результат диагностики
                kind: external_result
                performer: { role: methodologist, level: municipality, if_nobody: up }
                deadline: none
                fields:
                  - { key: score, title: Балл, type: number, min: 0, max: 100, required: true }
                  - { key: conference_on, title: День конференции, type: date, required: true }
                requires:
                  - { that: { field: { key: conference_on, days_ahead_at_least: 40 } }, message: До конференции меньше сорока дней. }
          - key: theses
            title: Тезисы
            slots:
              - key: theses
                title: Подать тезисы
                kind: form
                performer: subject
                deadline: { before: { field: conference_on }, weeks: 4, at_least: 3 working_days }
                fields: [{ key: theses, title: Тезисы, type: long_text, required: true }]
          - key: rehearsal
            title: Репетиция
            when: { field: { key: score, below: 60 } }
            slots:
              - key: rehearsal
                title: Провести репетицию
                kind: report
                performer: { relative: association_lead, if_nobody: { role: head } }
                deadline: { before: { field: conference_on }, working_days: 5, at_least: 1 working_days }
          - key: talk
            title: Выступление
            slots:
              - key: talk
                title: Выступить
                kind: presentation
                performer: subject
                opens: { at: { field: conference_on } }
                deadline: { after: opened, working_days: 3 }
        """;

    /// <summary>The head draws three from those who have been here long; two are enough, and silence means consent.</summary>
    private const string Silence = """
        apiVersion: iom/v1
        key: three-of-us
        version: 1
        title: Комиссия трёх
        cap: 1 year
        stages:
          - key: draw
            title: Состав
            slots:
              - key: draw
                title: Назвать троих
                kind: assignment
                performer: { role: head, if_nobody: up }
                deadline: { after: opened, working_days: 3 }
                fields:
                  - { key: first, title: Первый, type: person, required: true, from: { pool: { educators: {} }, where: { attribute: { key: in_organisation_since, years_at_least: 5 } } } }
                  - { key: second, title: Второй, type: person, required: true, from: { pool: { educators: {} }, where: { attribute: { key: in_organisation_since, years_at_least: 5 } } } }
                  - { key: third, title: Третий, type: person, required: true, from: { pool: { educators: {} }, where: { attribute: { key: in_organisation_since, years_at_least: 5 } } } }
          - key: commission
            title: Комиссия
            seals_revision: true
            slots:
              - key: view
                title: Согласовать
                kind: verdict
                verdict: concurred
                each: person
                enough: 2
                performer: { all_of: [{ field: first }, { field: second }, { field: third }], if_nobody: { role: head } }
                deadline: { after: opened, working_days: 5 }
                timeout: { after: 2 working_days, outcome: approve }
            on:
              return: rejected
        """;

    [Fact]
    public void A_union_that_disagrees_is_heard_and_the_semesters_go_on()
    {
        var life = LivedRoute.Begun(Sample.Plan(College), GoldenTown.CollegeTeacher, roster: GoldenTown.With(new Iom.Workflows.Directory.Assignment(32, "secretary:trade_union", 5)));
        life.Answer("plan", "submit").Answer("union", "disagree");

        life.State.Stage.Should().Be("semesters");
        life.Items("report").Should().HaveCount(2, "a semester has one report");
    }

    [Fact]
    public void Everything_is_counted_back_from_the_day_of_the_conference()
    {
        var life = LivedRoute.Begun(Sample.Plan(Conference), GoldenTown.Teacher);
        life.Refused("centre", "submit", null, ("conference_on", "2025-10-01")).Code.Should().Be("requirement_not_met");
        life.Answer("centre", "submit", ("conference_on", "2025-11-20"), ("score", "50"));

        life.Item("theses").DueOn.Should().Be(Town.Day("2025-10-23"));
        life.Answer("theses", "submit").Item("rehearsal").DueOn.Should().Be(Town.Day("2025-11-14"), "five working days of six a week");
        life.Answer("rehearsal", "submit").Item("talk").Status.Should().Be(ItemStatus.Scheduled);
        life.On("2025-11-20").Item("talk").Status.Should().Be(ItemStatus.Open);
    }

    [Fact]
    public void Two_of_three_are_enough_and_who_is_silent_agrees()
    {
        var life = LivedRoute.Begun(Sample.Plan(Silence), GoldenTown.Teacher);
        life.Answer("draw", "assign", ("first", $"{GoldenTown.Mentor}"), ("second", $"{GoldenTown.Researcher}"), ("third", $"{GoldenTown.Methodist}"));
        life.Items("view").Should().HaveCount(3);
        life.AnswerBy(GoldenTown.Mentor, "view", "return").State.Status.Should().Be(PathwayStatus.Running, "two may still agree");

        life.On("2025-09-20").State.Status.Should().Be(PathwayStatus.Completed);
        life.Facts.OfType<Effect.ItemAnswered>().Count(answer => answer.Cause == AnswerCause.Timeout).Should().Be(2);
    }
}
