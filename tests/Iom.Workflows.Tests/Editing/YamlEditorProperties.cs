using System.Collections.Immutable;
using CsCheck;
using FluentAssertions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Authoring.Editing;
using Iom.Workflows.Tests.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Editing;

/// <summary>Whatever edits are made of the shipped definitions, one after the other: the text says what it should, and no other line changes.</summary>
public sealed class YamlEditorProperties
{
    private static readonly ImmutableArray<YamlNode> Values =
    [
        Yaml.Text("Просто текст"), Yaml.Text("С двоеточием: и # решёткой"), Yaml.Text("'кавычки' \"разные\""), Yaml.Text("- дефис"), Yaml.Text("две\nстроки"),
        Yaml.List(Yaml.Text("a"), Yaml.Text("b, c")), Yaml.Map(("after", Yaml.Text("opened")), ("working_days", Yaml.Text("3"))),
        Yaml.Map(("key", Yaml.Text("added")), ("title", Yaml.Text(string.Join(' ', Enumerable.Repeat("длинное название", 12)))), ("on", Yaml.List(Yaml.Map(("to", Yaml.Text("end")))))),
    ];

    private static readonly Gen<(int File, (int Kind, int At, int Value)[] Steps)> Edits = Gen.Select(
        Gen.Int[0, Shipped.Sources.Count - 1], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Array[1, 8]);

    [Fact]
    public void Edits_say_what_they_should_and_leave_other_lines_alone()
    {
        var (done, refused) = (0, 0);
        Edits.Sample(
            sample =>
            {
                var text = Shipped.Sources[sample.File].Text;
                var comments = Comments(text);
                foreach (var step in sample.Steps)
                {
                    var edit = EditOf(Yaml.Read(text)!, step);
                    if (YamlEditor.Apply(text, edit) is not YamlEditResult.Done after)
                    {
                        Interlocked.Increment(ref refused);
                        continue;
                    }

                    Interlocked.Increment(ref done);
                    Yaml.Read(after.Text).Should().NotBeNull();
                    if (edit is YamlEdit.Move)
                    {
                        after.Text.Order().Should().Equal(text.Order(), "a move changes the order and nothing else");
                    }
                    else if (edit is not YamlEdit.Remove)
                    {
                        comments.Where(comment => text.Contains(comment, StringComparison.Ordinal) && !after.Text.Contains(comment, StringComparison.Ordinal)).Should().BeEmpty("{0}", edit);
                    }

                    UntouchedLinesStay(text, after.Text, edit);
                    text = after.Text;
                }
            },
            iter: 300);
        refused.Should().BeLessThan(done / 20, "an edit is refused where it would lose something, and only there");
    }

    /// <summary>Outside one stretch of lines the text is the same: what stands before the first and after the last changed line.</summary>
    private static void UntouchedLinesStay(string before, string after, YamlEdit edit)
    {
        var path = edit switch
        {
            YamlEdit.Set set => set.Path,
            YamlEdit.Remove remove => remove.Path,
            YamlEdit.Copy copy => copy.Path,
            YamlEdit.Rename rename => rename.Path,
            YamlEdit.Insert insert => insert.List,
            _ => null,
        };
        if (path?.Steps.FirstOrDefault() is not YamlStep.Key top || path.Steps.Length == 1)
        {
            return;
        }

        // What stands above the top key that is edited is not touched in any way.
        var line = Array.FindIndex(before.Split('\n'), text => text.StartsWith(top.Name + ":", StringComparison.Ordinal));
        var gone = edit is YamlEdit.Remove && !after.Split('\n').Any(text => text.StartsWith(top.Name + ":", StringComparison.Ordinal));
        // With the only member of a list its key goes, and the empty line that stood before it (seed b09tGv6Pnj38).
        var above = before.Split('\n').Take(line).Reverse().SkipWhile(text => gone && text.Length == 0).Reverse().ToList();
        after.Split('\n').Take(above.Count).Should().Equal(above, "{0} in\n{1}", edit, before);
    }

    private static List<string> Comments(string text) =>
        [.. text.Split('\n').Where(line => line.Contains(" #", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(" #", StringComparison.Ordinal) + 1)..]).Distinct()];

    private static YamlEdit EditOf(YamlNode top, (int Kind, int At, int Value) step)
    {
        var (all, members) = (Paths(top, YamlPath.Top).ToList(), Paths(top, YamlPath.Top).Where(path => path.Last is not YamlStep.Key).ToList());
        var (any, value) = (all[step.At % all.Count], Values[step.Value % Values.Length]);
        var member = members.Count == 0 ? any : members[step.At % members.Count];
        var keyed = members.Where(path => path.Last is YamlStep.Item).ToList();
        return step.Kind switch
        {
            // Values that change from a list into a text lose what was written inside the list, so only like is put for like.
            0 => new YamlEdit.Set(any, Yaml.Find(top, any) is YamlNode.Text ? value : Yaml.Find(top, any)!),
            1 => new YamlEdit.Remove(any),
            2 when member.Parent is { } list => new YamlEdit.Insert(list, value, step.Value % 5),
            3 => new YamlEdit.Move(member, step.Value % 5),
            4 when keyed.Count > 0 => new YamlEdit.Copy(keyed[step.At % keyed.Count], $"copy_{step.Value % 1000}"),
            5 when keyed.Count > 0 => new YamlEdit.Set(keyed[step.At % keyed.Count].Key("extra"), value, ["key", "title", "extra", "slots"]),
            _ => new YamlEdit.Set(YamlPath.Parse($"fresh_{step.Value % 7}.inner"), value),
        };
    }

    private static IEnumerable<YamlPath> Paths(YamlNode node, YamlPath path) => node switch
    {
        YamlNode.Map map => map.Entries.SelectMany(entry => Paths(entry.Value, path.Key(entry.Key.Value)).Prepend(path.Key(entry.Key.Value))),
        YamlNode.Sequence list => list.Items.SelectMany((item, i) =>
        {
            var at = item is YamlNode.Map map && map.Find("key") is YamlNode.Text key ? path.Item(key.Value) : path.At(i);
            return Paths(item, at).Prepend(at);
        }),
        _ => [],
    };
}
