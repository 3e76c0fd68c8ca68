using FluentAssertions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>A small sound definition for tests to break, and an overlay over it.</summary>
internal static class Sample
{
    public const string Text = """
        apiVersion: iom/v1
        key: sample
        version: 1
        title: Образец
        cap: 3 years
        years: { default: 2, begins_at: work }
        send_window: 09:00-18:00
        defaults:
          reminders:
            - before: 2 working_days
            - on: true
        stages:
          - key: drafting
            title: Составление
            slots:
              - key: draft
                title: Черновик
                kind: form
                performer: subject
                deadline: { after: opened, working_days: 10 }
                fields:
                  - { key: goals, title: Цели, type: long_text, required: true }
                  - key: area
                    title: Область
                    type: choice
                    options: [{ key: one, title: Первая }, { key: two, title: Вторая }]
          - key: consent
            title: Согласование
            policy: all
            slots:
              - key: deputy
                title: Заместитель
                kind: verdict
                verdict: concurred
                performer: { role: deputy_academic, if_nobody: up }
                deadline: { after: opened, working_days: 5 }
                shows: [goals]
              - key: head
                title: Директор
                kind: verdict
                verdict: approved
                performer: { role: head }
                deadline: { day: 20.09 }
            on:
              return: { to: drafting, rounds: 3 }
          - key: work
            title: Работа
            slots:
              - key: report
                title: Отчёт
                kind: report
                performer: subject
                deadline: { before: year_end, working_days: 5 }
            on:
              done: next_year
        """;

    public const string OverlayText = """
        apiVersion: iom/v1
        key: school
        version: 1
        title: Школа
        extends: sample
        scope: school-12
        """;

    public static DefinitionSet Load(params string[] texts) =>
        DefinitionLoader.Load([.. texts.Select((text, i) => new SourceFile($"{i + 1}.yaml", text))]);

    /// <summary>The plan of the last text; the others are there to be extended.</summary>
    public static ProcessPlan Plan(params string[] texts)
    {
        var set = Load(texts);
        set.Faults.Should().BeEmpty();
        return set.Plans.Single(plan => plan.Origins["title"].File == $"{texts.Length}.yaml");
    }

    /// <summary>The text with one piece replaced; the piece must stand in it exactly once.</summary>
    public static string With(string piece, string by) => Replace(Text, piece, by);

    public static string Replace(string text, string piece, string by)
    {
        var at = text.IndexOf(piece, StringComparison.Ordinal);
        at.Should().BeGreaterThanOrEqualTo(0, "«{0}» must stand in the text", piece);
        text.IndexOf(piece, at + 1, StringComparison.Ordinal).Should().Be(-1, "«{0}» must stand in the text once", piece);
        return string.Concat(text.AsSpan(0, at), by, text.AsSpan(at + piece.Length));
    }

    /// <summary>Line and column, 1-based, of the first place where a piece stands.</summary>
    public static (int Line, int Column) PlaceOf(string text, string piece)
    {
        var at = text.IndexOf(piece, StringComparison.Ordinal);
        at.Should().BeGreaterThanOrEqualTo(0, "«{0}» must stand in the text", piece);
        var before = text[..at];
        return (before.Count(c => c == '\n') + 1, at - before.LastIndexOf('\n'));
    }
}
