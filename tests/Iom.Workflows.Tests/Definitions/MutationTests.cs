using System.Globalization;
using CsCheck;
using FluentAssertions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>Files that went wrong at random: never an exception, always a plan or faults with places inside the file.</summary>
public sealed class MutationTests
{
    private static readonly string[] Pieces =
        ["{", "}", "[", "]", ":", "- ", "\n", "'", "\"", "&a ", "*a ", "!", "|", ">", "%", "\t", "#", "key: ", "on: ", "remove: true\n", "\0", "\uFFFD", "ы", "9999999999"];

    private static readonly Gen<(int File, (int Kind, int At, int Other, int Piece)[] Steps)> Mutations = Gen.Select(
        Gen.Int[0, Shipped.Sources.Count - 1],
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[0, Pieces.Length - 1]).Array[1, 4]);

    /// <summary>The shipped files with one of them gone wrong, and its name.</summary>
    internal static Gen<(string Name, List<SourceFile> All)> Mutants { get; } = Mutations.Select(mutation => (
        Shipped.Sources[mutation.File].Name,
        Shipped.Sources.Select((other, i) => i == mutation.File ? other with { Text = mutation.Steps.Aggregate(other.Text, Mutated) } : other).ToList()));

    [Fact]
    public void A_mutated_file_is_answered_with_a_plan_or_with_faults_inside_it() => Mutations.Sample(
        mutation =>
        {
            var (file, steps) = mutation;
            var source = Shipped.Sources[file];
            var text = steps.Aggregate(source.Text, Mutated);
            var all = Shipped.Sources.Select((other, i) => i == file ? other with { Text = text } : other).ToList();

            var set = DefinitionLoader.Load(all);

            foreach (var group in set.Faults.GroupBy(fault => fault.File))
            {
                Places.ShouldBeInside(group, all.Single(one => one.Name == group.Key).Text);
            }

            var loaded = set.Plans.Any(plan => plan.Files[0] == source.Name);
            var faulty = set.Faults.Any(fault => fault.File == source.Name);
            (loaded || faulty).Should().BeTrue();
            (loaded && faulty).Should().BeFalse();
        },
        iter: 200);

    [Fact]
    public void Any_text_at_all_is_answered() => Gen.String[0, 400].Sample(
        text =>
        {
            var set = DefinitionLoader.Load([new SourceFile("any.yaml", text)]);

            set.Faults.Should().NotBeEmpty();
            Places.ShouldBeInside(set.Faults, text);
        },
        iter: 2000);

    private static string Mutated(string text, (int Kind, int At, int Other, int Piece) step)
    {
        var lines = text.Split('\n').ToList();
        var (line, other) = (step.At % lines.Count, step.Other % lines.Count);
        var at = text.Length == 0 ? 0 : step.At % text.Length;
        switch (step.Kind)
        {
            case 0:
                lines.RemoveAt(line);
                break;
            case 1:
                lines.Insert(line, lines[other]);
                break;
            case 2:
                lines[line] = lines[other];
                break;
            case 3:
                return text.Length == 0 ? text : text.Remove(at, 1);
            case 4:
                return text.Insert(at, Pieces[step.Piece]);
            default:
                lines[line] = lines[line].Replace(": ", string.Create(CultureInfo.InvariantCulture, $": {Pieces[step.Piece]}"), StringComparison.Ordinal);
                break;
        }

        return string.Join('\n', lines);
    }
}
