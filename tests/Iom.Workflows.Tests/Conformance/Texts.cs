using Iom.Workflows.Authoring;
using Iom.Workflows.Tests.Definitions;

namespace Iom.Workflows.Tests.Conformance;

/// <summary>Definitions of the suite: the shipped template, and two small ones written for the races.</summary>
internal static class Texts
{
    public static SourceFile Base { get; } = Shipped.Sources.Single(file => file.Name == "base.yaml");

    /// <summary>Four people at once, then two at once, then the educator.</summary>
    public static SourceFile Panel { get; } = new("panel.yaml", """
        apiVersion: iom/v1
        key: panel
        version: 1
        title: Рассмотрение вчетвером
        kind: panel
        cap: 3 years
        years: { default: 1 }
        send_window: 09:00-18:00
        defaults:
          reminders:
            - before: 2 working_days
            - on: true
            - { after: 1 working_day, every: 2, times: 2 }
          escalation:
            - { after: 2 working_days, to: { role: coordinator, level: municipality }, mode: join }
            - { after: 4 working_days, to: { role: administrator, level: region }, mode: inform }
        stages:
          - key: four
            title: Вчетвером
            policy: all
            on_negative: when_all_answered
            slots:
              - { key: head, title: Директор, kind: verdict, verdict: concurred, performer: { role: head }, deadline: { after: opened, working_days: 5 } }
              - { key: deputy, title: Заместитель, kind: verdict, verdict: concurred, performer: { role: deputy_academic }, deadline: { after: opened, working_days: 5 } }
              - { key: lead, title: Руководитель МО, kind: verdict, verdict: concurred, performer: { relative: association_lead }, deadline: { after: opened, working_days: 5 } }
              - { key: methodologist, title: Методист, kind: verdict, verdict: concurred, performer: { role: methodologist, level: municipality }, deadline: { after: opened, working_days: 5 } }
            on:
              return: { to: four, rounds: 3 }
          - key: two
            title: Вдвоём
            policy: all
            on_negative: when_all_answered
            slots:
              - { key: second_deputy, title: Заместитель, kind: verdict, verdict: approved, performer: { role: deputy_academic }, deadline: { after: opened, working_days: 5 } }
              - { key: second_methodologist, title: Методист, kind: verdict, verdict: approved, performer: { role: methodologist, level: municipality }, deadline: { after: opened, working_days: 5 } }
            on:
              return: { to: four, rounds: 3 }
          - key: note
            title: Ознакомление
            slots:
              - { key: note, title: Ознакомление, kind: acknowledgement, performer: subject, deadline: { after: opened, working_days: 5 } }
        """);

    /// <summary>One item that four deputies hold, with a text of the educator before it that is sealed.</summary>
    public static SourceFile Solo { get; } = new("solo.yaml", """
        apiVersion: iom/v1
        key: solo
        version: 1
        title: Решение одного из заместителей
        kind: solo
        cap: 3 years
        years: { default: 1 }
        send_window: 09:00-18:00
        defaults:
          reminders:
            - before: 2 working_days
            - on: true
            - { after: 1 working_day, every: 2, times: 2 }
          escalation:
            - { after: 2 working_days, to: { role: coordinator, level: municipality }, mode: join }
            - { after: 4 working_days, to: { role: administrator, level: region }, mode: inform }
        stages:
          - key: decision
            title: Решение
            seals_revision: true
            slots:
              - key: decide
                title: Решение
                kind: verdict
                verdict: approved
                performer: { role: deputy_academic }
                deadline: { after: opened, working_days: 5 }
                fields:
                  - { key: remark, title: Замечание, type: text }
            on:
              return: { to: decision, rounds: 5 }
          - key: note
            title: Ознакомление
            slots:
              - { key: note, title: Ознакомление, kind: acknowledgement, performer: subject, deadline: { after: opened, working_days: 5 } }
        """);

    /// <summary>A plan of several items, a vote of the four deputies, a run for each item, a trigger.</summary>
    public static SourceFile Sides { get; } = new("sides.yaml", """
        apiVersion: iom/v1
        key: sides
        version: 1
        title: Мероприятия по отдельности
        kind: sides
        cap: 3 years
        years: { default: 1 }
        stages:
          - key: planning
            title: План
            slots:
              - key: plan
                title: План
                kind: form
                performer: subject
                deadline: { after: opened, working_days: 5 }
                fields:
                  - { key: items, title: Мероприятия, type: table, columns: [{ key: what, title: Что, type: text, required: true }] }
          - key: sitting
            title: Заседание
            slots:
              - { key: council, title: Голос, kind: vote, performer: { role: deputy_academic }, deadline: { after: opened, working_days: 5 } }
            on:
              reject: { to: planning, rounds: 2 }
          - key: work
            title: Работа
            awaits: [item]
            slots:
              - { key: tell, title: Сообщение, kind: notice, performer: { role: head } }
              - { key: sum, title: Итог, kind: form, performer: subject, deadline: none }
        tracks:
          - key: item
            title: Мероприятие
            starts: { entering: work }
            each: { rows: items }
            stages:
              - key: doing
                title: Проведение
                slots:
                  - { key: done, title: Отчёт, kind: report, performer: subject, deadline: { after: opened, working_days: 10 } }
        triggers:
          - { key: news, title: Новая диагностика, by: { role: head }, to: { stage: planning } }
        """);

    /// <summary>Starts by itself for everybody who teaches mathematics, on the fifteenth of September.</summary>
    public static SourceFile Waves { get; } = new("waves.yaml", """
        apiVersion: iom/v1
        key: waves
        version: 1
        title: Маршруты волнами
        kind: waves
        cap: 3 years
        years: { default: 1 }
        requires:
          - { that: { has: { role: head } }, message: В школе нет директора. }
        campaigns:
          - { key: autumn, title: Осенняя волна, when: { category: teacher }, on: { day: 15.09 }, years: 2 }
        stages:
          - key: drafting
            title: Составление
            slots:
              - { key: draft, title: Составить, kind: form, performer: subject, deadline: none }
        """);

    public static IReadOnlyList<SourceFile> All { get; } = [Base, Panel, Solo];
}
