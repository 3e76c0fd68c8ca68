using FluentAssertions;
using Iom.Tests.Support;
using Iom.Workflows.Engine;
using Xunit;

namespace Iom.Workflows.Tests;

public sealed class FolderRules
{
    private const string Root = "Iom.Workflows";
    private const string Planted = "Iom.Workflows.Tests.Planted";

    public static TheoryData<string> Rules => [.. LibraryRules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_library_keeps(string rule) =>
        Rule(rule).Offenders(typeof(PathwayEngine).Assembly, Root).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rules_can_fail(string rule) =>
        Rule(rule).Offenders(typeof(FolderRules).Assembly, Planted).Should().NotBeEmpty();

    [Theory]
    [InlineData("Engine", "File")]
    [InlineData("Engine", "FileInALambda")]
    [InlineData("Engine", "FileInAnIterator")]
    [InlineData("Engine", "Outer+FileInANestedType")]
    public void A_hidden_use_is_found(string folder, string type) =>
        Rule("Pure folders read files at their edge only").Offenders(typeof(FolderRules).Assembly, Planted)
            .Should().Contain($"{Planted}.{folder}.Reads{type}".Replace("ReadsOuter", "Outer", StringComparison.Ordinal));

    [Fact]
    public void The_edge_may_read_files() =>
        Rule("Pure folders read files at their edge only").Offenders(typeof(FolderRules).Assembly, Planted)
            .Should().NotContain($"{Planted}.Definitions.DefinitionFolder");

    [Fact]
    public void A_folder_may_know_those_above_it() =>
        LibraryRules.All.SelectMany(rule => rule.Offenders(typeof(FolderRules).Assembly, Planted))
            .Should().NotContain($"{Planted}.Reminders.KnowsTheEngine");

    [Fact]
    public void The_list_names_every_folder_and_no_other() =>
        FolderRule.FoldersOf(typeof(PathwayEngine).Assembly, Root).Should().BeEquivalentTo(LibraryRules.InOrderOfTheFlow);

    [Fact]
    public void The_list_is_in_alphabetical_order() =>
        LibraryRules.InOrderOfTheFlow.Should().BeInAscendingOrder(StringComparer.Ordinal);

    private static FolderRule Rule(string name) => LibraryRules.All.Single(rule => rule.Name == name);
}
