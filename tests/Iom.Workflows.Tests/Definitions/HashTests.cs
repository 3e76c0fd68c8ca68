using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

/// <summary>The hash is of what a definition means, not of how it is typed.</summary>
public sealed class HashTests
{
    [Fact]
    public void White_space_comments_quotes_and_file_names_do_not_matter()
    {
        var typed = "# другой комментарий\n" + Sample.Text
            .Replace("title: Образец", "title:    'Образец'  # название", StringComparison.Ordinal)
            .Replace("{ to: drafting, rounds: 3 }", "{ rounds: 3, to: [drafting] }", StringComparison.Ordinal)
            .Replace("\n", "\r\n", StringComparison.Ordinal);

        var other = DefinitionLoader.Load([new Workflows.Authoring.SourceFile("elsewhere.yaml", typed)]).Plans.Single();

        other.Hash.Should().Be(Sample.Plan(Sample.Text).Hash).And.MatchRegex("^[0-9a-f]{64}$");
    }

    [Theory]
    [InlineData("title: Образец", "title: Образцы")]
    [InlineData("version: 1", "version: 2")]
    [InlineData("working_days: 10", "working_days: 11")]
    [InlineData("rounds: 3", "rounds: 4")]
    [InlineData("if_nobody: up", "if_nobody: skip")]
    [InlineData("- before: 2 working_days", "- before: 1 working_day")]
    [InlineData("default: 2", "default: 3")]
    [InlineData("title: Вторая", "title: Другая")]
    [InlineData("policy: all", "policy: in_order")]
    [InlineData("shows: [goals]", "shows: [area]")]
    [InlineData("required: true", "required: false")]
    [InlineData("09:00-18:00", "09:00-17:00")]
    public void Whatever_changes_the_meaning_changes_the_hash(string piece, string by) =>
        Sample.Plan(Sample.With(piece, by)).Hash.Should().NotBe(Sample.Plan(Sample.Text).Hash);

    /// <summary>A property that is added to the contract must be added to the canonical form as well; then the number here.</summary>
    [Theory]
    [InlineData(typeof(ProcessPlan), 19)]
    [InlineData(typeof(StagePlan), 8)]
    [InlineData(typeof(SlotPlan), 14)]
    [InlineData(typeof(FieldPlan), 10)]
    [InlineData(typeof(OutcomePlan), 4)]
    [InlineData(typeof(TransitionPlan), 4)]
    [InlineData(typeof(StagePolicy), 3)]
    [InlineData(typeof(DeadlinePlan), 2)]
    [InlineData(typeof(ReminderPlan), 4)]
    [InlineData(typeof(EscalationPlan), 4)]
    [InlineData(typeof(DateRule.Offset), 4)]
    [InlineData(typeof(LegalBasis), 4)]
    public void No_property_of_a_plan_is_forgotten(Type type, int known)
    {
        ArgumentNullException.ThrowIfNull(type);
        var properties = type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)
            .Where(property => property.CanWrite).Select(property => property.Name).ToImmutableArray();

        properties.Should().HaveCount(known, string.Join(", ", properties));
    }

    [Fact]
    public void The_shipped_definitions_have_hashes_of_their_own() =>
        Shipped.Plans.Select(plan => plan.Hash).Should().OnlyHaveUniqueItems();
}
