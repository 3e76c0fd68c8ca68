using CsCheck;
using FluentAssertions;
using Iom.Workflows.Authoring;
using Iom.Workflows.Calendars;
using Xunit;

namespace Iom.Workflows.Tests.Calendars;

/// <summary>Faulty and hostile data files: each gets a sentence with its place, none an exception.</summary>
public sealed class CalendarFilesTests
{
    [Fact]
    public void The_least_data_load() => Given.Load(Given.Russia, Given.AcademicYears).Faults.Should().BeEmpty();

    [Theory]
    [InlineData("holidays: [\"31.02\"]", 1, 12, "day_expected")]
    [InlineData("holidays: [\"1.5\"]", 1, 12, "day_expected")]
    [InlineData("holidays: [[\"01.05\"]]", 1, 12, "day_expected")]
    [InlineData("holidays: 01.05", 1, 11, "list_expected")]
    [InlineData("holidays:", 1, 10, "list_expected")]
    [InlineData("holiday: [\"01.05\"]", 1, 1, "unknown_key")]
    [InlineData("- holidays", 1, 1, "map_expected")]
    [InlineData("holidays: ]", 1, 11, "not_yaml")]
    [InlineData("holidays: &days [\"01.05\"]", 1, 11, "anchor")]
    [InlineData("holidays: !!binary aGVsbG8=", 1, 11, "tag")]
    [InlineData("holidays: []\nholidays: []", 2, 1, "duplicate_key")]
    [InlineData("", 1, 1, "empty")]
    [InlineData("# only a comment", 1, 1, "empty")]
    [InlineData("holidays: [\"01.05\0\"]", 1, 18, "bad_character")]
    [InlineData("editions: [2025]", 1, 12, "map_expected")]
    [InlineData("editions:\n  - decree: без года", 2, 5, "missing_key")]
    [InlineData("editions:\n  - { year: 2027 }", 2, 5, "missing_key")]
    [InlineData("editions:\n  - { year: 1025, decree: x }", 2, 13, "number_expected")]
    [InlineData("editions:\n  - { year: 2025.0, decree: x }", 2, 13, "number_expected")]
    [InlineData("editions:\n  - { year: 2027, decree: \"\" }", 2, 27, "empty_value")]
    [InlineData("editions:\n  - { year: 2027, decree: x, transfers: [{ from: 2027-01-02 }] }", 2, 42, "missing_key")]
    [InlineData("editions:\n  - { year: 2027, decree: x, transfers: [{ from: 02.01.2027, to: 2027-01-11 }] }", 2, 50, "date_expected")]
    [InlineData("editions:\n  - { year: 2027, decree: x, transfers: [{ from: 2026-01-03, to: 2027-01-11 }] }", 2, 50, "other_year")]
    [InlineData("editions:\n  - { year: 2027, decree: x, transfers: [{ from: 2027-01-04, to: 2027-01-11 }] }", 2, 42, "weekend_expected")]
    [InlineData("editions:\n  - { year: 2027, decree: x, transfers: [{ from: 2027-01-02, to: 2027-01-10 }] }", 2, 42, "weekday_expected")]
    [InlineData("editions:\n  - { year: 2027, decree: x, transfers: [{ from: 2027-01-02, to: 2027-01-11 }, { from: 2027-01-03, to: 2027-01-11 }] }", 2, 80, "duplicate_transfer")]
    [InlineData("editions:\n  - { year: 2027, decree: x, transfers: [{ from: 2027-01-02, to: 2027-01-11, why: y }] }", 2, 78, "unknown_key")]
    [InlineData("editions:\n  - { year: 2027, decree: x, short_days: [2027-02-30] }", 2, 43, "date_expected")]
    [InlineData("editions:\n  - { year: 2025, decree: x }", 2, 5, "duplicate_edition")]
    [InlineData("editions:\n  - { year: 2028, decree: x }", 2, 5, "missing_edition")]
    [InlineData("regions:\n  - { key: a, title: А }", 2, 5, "missing_key")]
    [InlineData("regions:\n  - { key: a, title: А, basis: б, dated: [\"17.06\"] }", 2, 43, "date_expected")]
    [InlineData("regions:\n  - { key: a, title: А, basis: б, moves_days_off: иногда }", 2, 51, "flag_expected")]
    [InlineData("regions:\n  - { key: a, title: А, basis: б }\n  - { key: a, title: Б, basis: б }", 3, 5, "duplicate_key")]
    [InlineData("academic_years:\n  - { key: lyceum, turn: \"01.07\" }", 2, 5, "missing_key")]
    [InlineData("academic_years:\n  - { key: lyceum, turn: \"01.07\", anchors: \"01.09\" }", 2, 44, "map_expected")]
    public void A_fault_is_told_with_its_place(string text, int line, int column, string code)
    {
        var (library, faults) = Given.Load(Given.Russia, Given.AcademicYears, text);

        library.Should().BeNull();
        faults.Should().ContainEquivalentOf(new { File = "2.yaml", Line = line, Column = column, Code = code });
        faults.Should().OnlyContain(fault => fault.File == "2.yaml", "the other files are sound");
    }

    [Theory]
    [InlineData("year_end: \"26.05\"", "year_end: \"31.08\"", "wrong_order")]
    [InlineData("quarter_2_end: \"28.12\"", "quarter_2_end: \"28.10\"", "wrong_order")]
    [InlineData("quarter_2_end: \"28.12\"", "quarter_5_end: \"28.12\"", "missing_key")]
    [InlineData("quarter_2_end: \"28.12\"", "quarter_5_end: \"28.12\"", "unknown_key")]
    [InlineData("turn: \"01.07\"", "turn: июль", "day_expected")]
    public void A_fault_of_an_academic_year_is_told(string right, string wrong, string code) =>
        Given.Load(Given.Russia, Given.AcademicYears.Replace(right, wrong, StringComparison.Ordinal))
            .Faults.Should().Contain(fault => fault.Code == code && fault.Line > 0 && fault.Column > 0);

    [Fact]
    public void All_faults_of_all_files_are_told_at_once()
    {
        var (_, faults) = Given.Load("holidays: [\"99.99\", \"01.05\", \"88.88\"]", "regions: нет", "x: 1");

        faults.Select(fault => (fault.File, fault.Code)).Should().Equal(
            ("0.yaml", "day_expected"), ("0.yaml", "day_expected"), ("1.yaml", "list_expected"), ("2.yaml", "unknown_key"));
        faults.Should().OnlyContain(fault => fault.Sentence.EndsWith('.'));
    }

    [Fact]
    public void A_section_that_no_file_has_is_missed()
    {
        Given.Load().Faults.Select(fault => fault.Sentence).Should().HaveCount(3)
            .And.Contain("Ни в одном файле календарей нет раздела «editions».");
        Given.Load(Given.Russia).Faults.Should().ContainSingle().Which.Sentence.Should().Contain("academic_years");
    }

    [Fact]
    public void A_huge_file_is_refused_unread() =>
        Given.Load(Given.Russia, Given.AcademicYears, new string('#', 10_000_000)).Faults.Should().ContainSingle().Which.Code.Should().Be("too_large");

    [Fact]
    public void A_deep_file_is_refused() =>
        Given.Load(Given.Russia, Given.AcademicYears, "holidays: " + new string('[', 50_000)).Faults.Should().NotBeEmpty();

    [Fact]
    public void An_alias_bomb_is_refused_at_its_first_anchor() =>
        Given.Load("a: &a [x, x]\nb: &b [*a, *a]\nholidays: [*b, *b]").Faults.Should().Contain(fault => fault.Code == "anchor" && fault.Line == 1 && fault.Column == 4).And.OnlyContain(fault => fault.Line == 1);

    /// <summary>Any part of a sound file put anywhere else, cut off, or doubled.</summary>
    [Fact]
    public void No_mangled_file_throws()
    {
        var text = Given.Russia + "\n" + Given.AcademicYears + "\nregions:\n  - { key: a, title: А, basis: б, dated: [2025-06-17] }\n";
        var place = Gen.Int[0, text.Length];
        Gen.Select(place, place, place).Sample((from, to, at) =>
        {
            var piece = text[Math.Min(from, to)..Math.Max(from, to)];
            foreach (var mangled in new[] { piece, text.Insert(at, piece), text.Remove(Math.Min(from, to), piece.Length) })
            {
                var (library, faults) = CalendarLibrary.Load([new SourceFile("mangled.yaml", mangled)]);
                (library is null).Should().Be(!faults.IsEmpty);
            }
        });
    }
}
