using System.Globalization;
using System.Text;
using FluentAssertions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>Whatever a file holds, it is answered with a sentence and a place, never with an exception.</summary>
public sealed class HostileTests
{
    private const string Bomb = """
        a: &a [x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
        """;

    public static TheoryData<string, string, int> Texts => new()
    {
        { "a: [1, 2\nb: 3", "not_yaml", 1 },
        { "key: \"open", "not_yaml", 1 },
        { "stages:\n\t- key: a", "tab", 2 },
        { "stages:\n  \t- key: a", "tab", 2 },
        { "key: a\n  b: c", "not_yaml", 2 },
        { "- }", "not_yaml", 1 },
        { "key: %", "not_yaml", 1 },
        { "? [a, b]\n: c", "bad_key", 1 },
        { Bomb, "anchor", 1 },
        { "key: *nobody", "anchor", 1 },
        { "key: !!binary abc", "tag", 1 },
        { "key: a\nkey: b", "duplicate_key", 2 },
        { "key: a\n---\nkey: b", "several_documents", 2 },
        { "just a sentence", "map_expected", 1 },
        { "- a\n- b", "map_expected", 1 },
        { string.Empty, "empty", 1 },
        { " \n \n", "empty", 1 },
        { "# only a comment\n", "empty", 1 },
        { "\uFEFF", "empty", 1 },
        { "key: a\nti\0tle: b", "bad_character", 2 },
        { "key: a\ntitle: \u0007", "bad_character", 2 },
        { "key: a\ntitle: \u202Etxt", "bad_character", 2 },
        { "key: a\ntitle: a\u2028b", "bad_character", 2 },
        { "key: a\ntitle: \uD800", "bad_character", 2 },
        { "key: a\ntitle: \uFFFDcole", "not_utf8", 2 },
        { string.Concat(Enumerable.Repeat("[", 100_000)), "not_yaml", 1 },
        { string.Concat(Enumerable.Repeat("{a: ", 50_000)), "not_yaml", 1 },
        { string.Concat(Enumerable.Repeat("- ", 100_000)), "not_yaml", 1 },
        { new string('x', 10_000_000), "too_large", 0 },
        { "key: a\ntitle: " + new string('ы', 140_000), "too_large", 0 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_text_gets_a_fault(string text, string code, int line)
    {
        var set = Sample.Load(text);

        set.Plans.Should().BeEmpty();
        set.Faults.Should().Contain(fault => fault.Code == code && fault.Line == line);
    }

    [Fact]
    public void A_truncated_file_gets_faults_inside_what_is_left()
    {
        for (var length = 0; length < Sample.Text.Length; length += 7)
        {
            var text = Sample.Text[..length];

            Places.ShouldBeInside(Sample.Load(text).Faults, text);
        }
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() => Sample.Load("\uFEFF" + Sample.Text).Faults.Should().BeEmpty();

    [Fact]
    public void Lines_may_end_as_windows_ends_them() =>
        Sample.Load(Sample.Text.Replace("\n", "\r\n", StringComparison.Ordinal)).Faults.Should().BeEmpty();

    [Fact]
    public void A_file_with_thousands_of_faults_is_answered_with_the_first_of_them()
    {
        var text = Sample.Text + "\n" + string.Join('\n', Enumerable.Range(0, 5000).Select(i => string.Create(CultureInfo.InvariantCulture, $"unknown_{i}: 1")));

        Sample.Load(text).Faults.Should().HaveCountLessThanOrEqualTo(200);
    }

    [Fact]
    public void A_long_text_is_refused_with_its_length() =>
        Sample.Load(Sample.With("title: Образец", "title: " + new string('о', 500))).Faults.Should().ContainSingle().Which.Code.Should().Be("too_long");

    [Fact]
    public void A_folder_is_read_in_order_of_names_and_no_further_than_the_limit()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("definitions").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "b.yaml"), Sample.Text);
            File.WriteAllText(Path.Combine(folder, "a.yaml"), new string('x', 10_000_000));
            File.WriteAllBytes(Path.Combine(folder, "c.yaml"), Encoding.GetEncoding("utf-16").GetPreamble().Concat(Encoding.Unicode.GetBytes(Sample.Text)).ToArray());
            File.WriteAllText(Path.Combine(folder, "notes.txt"), "not a definition");

            var sources = DefinitionFolder.Read(folder);

            sources.Select(source => source.Name).Should().Equal("a.yaml", "b.yaml", "c.yaml");
            sources[0].Text.Length.Should().BeLessThan(YamlReader.MaxLength + 10);
            var set = DefinitionLoader.Load(sources);
            set.Plans.Should().ContainSingle();
            set.Faults.Select(fault => (fault.File, fault.Code)).Should().Equal(("a.yaml", "too_large"), ("c.yaml", "not_utf8"));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }
}
