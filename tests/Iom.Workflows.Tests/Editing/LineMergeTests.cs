using CsCheck;
using FluentAssertions;
using Iom.Workflows.Authoring.Editing;
using Xunit;

namespace Iom.Workflows.Tests.Editing;

/// <summary>Two people on one text.</summary>
public sealed class LineMergeTests
{
    private static readonly string[] Words = ["a", "b", "c", "d", string.Empty];
    private static readonly Gen<string> Texts = Gen.Int[0, 4].Array[0, 12].Select(lines => string.Join('\n', lines.Select(line => Words[line])));

    [Fact]
    public void Changes_in_different_places_go_together() =>
        Joined("a\nb\nc\nd", "A\nb\nc\nd", "a\nb\nc\nD\ne").Should().Be("A\nb\nc\nD\ne");

    [Fact]
    public void The_same_change_is_made_once() => Joined("a\nb", "a\nx\nb", "a\nx\nb").Should().Be("a\nx\nb");

    [Fact]
    public void Both_versions_of_one_place_are_kept()
    {
        var conflict = LineMerge.Merge("a\nb\nc", "a\nмоё\nc", "a\nеё\nc").OfType<MergePart.Conflict>().Should().ContainSingle().Subject;
        conflict.Mine.Should().Equal("моё");
        conflict.Theirs.Should().Equal("её");
    }

    [Fact]
    public void Whoever_changed_nothing_gets_the_others_text() => Gen.Select(Texts, Texts).Sample(
        pair =>
        {
            Joined(pair.Item1, pair.Item1, pair.Item2).Should().Be(pair.Item2);
            Joined(pair.Item1, pair.Item2, pair.Item1).Should().Be(pair.Item2);
        },
        iter: 2000);

    [Fact]
    public void No_line_of_either_is_lost() => Gen.Select(Texts, Texts, Texts).Sample(
        three =>
        {
            var (origin, mine, theirs) = three;
            var all = LineMerge.Join(LineMerge.Merge(origin, mine, theirs), conflict => conflict.Mine.Concat(conflict.Theirs)).Split('\n');
            foreach (var line in mine.Split('\n').Concat(theirs.Split('\n')).Except(origin.Split('\n')))
            {
                all.Should().Contain(line);
            }
        },
        iter: 2000);

    [Fact]
    public void A_comparison_gives_back_both_texts() => Gen.Select(Texts, Texts).Sample(
        pair =>
        {
            var lines = LineDiff.Of(pair.Item1, pair.Item2);
            string.Join('\n', lines.Where(line => line.Kind != DiffKind.Added).Select(line => line.Text)).Should().Be(pair.Item1);
            string.Join('\n', lines.Where(line => line.Kind != DiffKind.Removed).Select(line => line.Text)).Should().Be(pair.Item2);
        },
        iter: 2000);

    private static string Joined(string origin, string mine, string theirs) =>
        LineMerge.Join(LineMerge.Merge(origin, mine, theirs), _ => throw new InvalidOperationException("No conflict was expected."));
}
