using System.Text.RegularExpressions;
using FluentAssertions;
using Iom.Tests.Support;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>Every example of the language guide is loaded inside a small definition, so that the guide cannot say what the reader does not know.</summary>
public sealed partial class GuideTests
{
    private const int MostLines = 6;

    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", "language.md")).ReplaceLineEndings("\n");

    public static TheoryData<int, string, string> Examples =>
        [.. Block().Matches(Guide).Select(match => (Guide[..match.Index].Count(c => c == '\n') + 1, match.Groups["where"].Value, Dedented(match)))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_understood(int line, string where, string text)
    {
        var files = where switch
        {
            "definition" => [text],
            "top" => [Over(Base(Slot(string.Empty), yearly: text.Contains("begins_at", StringComparison.Ordinal)), text)],
            "stage" => [Base(Slot(string.Empty), text)],
            "slot" or "dated" or "vote" => [Base(Slot(text))],
            "field" => [Base(Slot(string.Empty), field: text)],
            "overlay" => [Base(Slot(string.Empty)), $"apiVersion: iom/v1\nkey: lower\nversion: 1\ntitle: Уровень ниже\nextends: example\nscope: school-12\n{text}"],
            _ => Array.Empty<string>(),
        };

        files.Should().NotBeEmpty("line {0} says where its example belongs", line);
        Sample.Load(files).Faults.Select(fault => fault.ToString()).Should().BeEmpty("line {0}", line);
    }

    [Fact]
    public void Examples_are_short() => Examples.Where(example => example.Data.Item2 != "definition")
        .Should().HaveCountGreaterThan(40).And.OnlyContain(example => example.Data.Item3.Split('\n').Length <= MostLines);

    [Fact]
    public void The_guide_names_every_word_of_the_language()
    {
        string[] words =
        [
            .. Vocabulary.Definition, .. Vocabulary.Stage, .. Vocabulary.Slot, .. Vocabulary.Condition, .. Vocabulary.Comparison,
            .. Words.Kinds.Keys, .. Words.Verdicts.Keys, .. Words.FieldTypes.Keys, .. Vocabulary.Vote,
        ];

        words.Except(["runtime", "remove", "instruction", "summary", "track", "leader", "has_association", "interested"])
            .Where(word => !Regex.IsMatch(Guide, $@"\b{word}\b")).Should().BeEmpty();
    }

    /// <summary>A definition that has what the examples refer to.</summary>
    private static string Base(string slot, string stage = "", string field = "", bool yearly = false) => $$"""
        apiVersion: iom/v1
        key: example
        version: 1
        title: Пример
        cap: 3 years
        stages:
          - key: drafting
            title: Составление
            slots:
              - key: draft
                title: Черновик
                kind: form
                performer: subject
                deadline: { after: opened, working_days: 10{{(stage.Contains("due:", StringComparison.Ordinal) ? ", set_by_return: true" : string.Empty)}} }
                fields:
                  - { key: goals, title: Цели, type: long_text }
                  - { key: held_on, title: День, type: date }
                  {{(field.Length > 0 && field.Contains("key: items", StringComparison.Ordinal) ? string.Empty : "- { key: items, title: Дела, type: table, columns: [{ key: what, title: Что, type: text }, { key: due, title: Срок, type: date }] }")}}
        {{(field.Length > 0 ? Indented("- " + field.Replace("\n", "\n  ", StringComparison.Ordinal), 10) : string.Empty)}}
          - key: consent
            title: Согласование
        {{Indented(stage, 4)}}
            slots:
              - key: deputy
                title: Заместитель
                kind: verdict
                verdict: concurred
                performer: { role: deputy_academic }
                deadline: { after: opened, working_days: 5 }
            {{(stage.Contains("on:", StringComparison.Ordinal) ? string.Empty : "on: { return: { to: drafting, rounds: 3 } }")}}
          - key: work
            title: Работа
            slots:
              - key: example
                title: Пример
        {{Indented(slot, 8)}}
            {{Ending(slot)}}
          - key: turn
            title: Поворот года
            slots:
              - { key: turn, title: Итог года, kind: report, performer: subject, deadline: { at: year_end } }
            {{(yearly ? "on: { done: next_year }" : string.Empty)}}
        """;

    /// <summary>Where the negative outcomes of the example lead.</summary>
    private static string Ending(string slot) => slot switch
    {
        _ when slot.Contains("key: refuse", StringComparison.Ordinal) => "on: { refuse: rejected }",
        _ when slot.Contains("kind: vote", StringComparison.Ordinal) => "on: { reject: rejected }",
        _ when slot.Contains("kind: verdict", StringComparison.Ordinal) && !slot.Contains("opinion_noted", StringComparison.Ordinal) => "on: { return: { to: drafting, rounds: 3 } }",
        _ => string.Empty,
    };

    /// <summary>The slot of an example, with what it does not say itself.</summary>
    private static string Slot(string text)
    {
        var vote = text.Contains("vote:", StringComparison.Ordinal);
        string[] usual =
        [
            vote ? "kind: vote" : "kind: form",
            vote ? "performer: { body: pedagogical_council, members: true, if_nobody: { role: head } }" : "performer: subject",
            .. text.Contains("kind: notice", StringComparison.Ordinal) ? Array.Empty<string>() : ["deadline: { after: opened, working_days: 5 }"],
        ];
        return string.Join('\n', usual.Where(line => !Says(text, line)).Append(text).Where(part => part.Length > 0));
    }

    /// <summary>The definition with keys of the example instead of its own.</summary>
    private static string Over(string definition, string text) =>
        string.Join('\n', definition.Split('\n').Where(line => line.StartsWith(' ') || !line.Contains(':', StringComparison.Ordinal) || !Says(text, line)).Append(text));

    private static bool Says(string text, string line) => text.Split('\n').Any(own => own.StartsWith(line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)], StringComparison.Ordinal));

    private static string Indented(string text, int by) =>
        text.Length == 0 ? string.Empty : string.Join('\n', text.Split('\n').Select(line => new string(' ', by) + line));

    private static string Dedented(Match match)
    {
        var indent = match.Groups["indent"].Value;
        return string.Join('\n', match.Groups["text"].Value.TrimEnd().Split('\n').Select(line => line.StartsWith(indent, StringComparison.Ordinal) ? line[indent.Length..] : line));
    }

    [GeneratedRegex(@"^(?<indent> *)```yaml ?(?<where>\w*)\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
