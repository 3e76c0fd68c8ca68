using System.Reflection;
using FluentAssertions;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Host.Tests;

public sealed class FolderRules
{
    private const string Root = "Iom.Host";
    private const string Planted = "Iom.Host.Tests.Planted";

    public static TheoryData<string> Rules => [.. HostRules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_host_keeps(string rule) => Rule(rule).Offenders(Assembly.Load(Root), Root).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rules_can_fail(string rule) =>
        Rule(rule).Offenders(typeof(FolderRules).Assembly, Planted).Should().ContainSingle();

    private static FolderRule Rule(string name) => HostRules.All.Single(rule => rule.Name == name);
}
