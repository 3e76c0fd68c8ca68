using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

public sealed class RuntimeChoiceTests
{
    private static readonly ProcessPlan Rows = ParallelReturns.Plan with { Tracks = [ParallelReturns.Plan.Tracks[0] with { Rows = "items" }] };

    private static readonly ProcessPlan Interrupting = ParallelReturns.Plan with
    {
        Triggers = [new TriggerPlan("news", "Новая диагностика", new PerformerPlan(new PerformerRule.Subject(), []), Condition.Always, [], "draft", null)],
    };

    [Fact]
    public void The_definition_is_asked_before_the_host()
    {
        HostRuntime.Native.For(ParallelReturns.Plan).Should().Be("native");
        HostRuntime.Native.For(ParallelReturns.Plan with { Runtime = "elsa" }).Should().Be("elsa");
        new HostRuntime("elsa").For(ParallelReturns.Plan).Should().Be("elsa");
        new HostRuntime("elsa").For(ParallelReturns.Plan with { Runtime = "native" }).Should().Be("native");
    }

    [Theory]
    [InlineData("cap: 3 years", null)]
    [InlineData("cap: 3 years\nruntime: native", "native")]
    [InlineData("cap: 3 years\nruntime: elsa", "elsa")]
    public void Naming_the_native_runtime_is_not_the_same_as_naming_none(string written, string? runtime) =>
        Sample.Plan(Sample.With("cap: 3 years", written)).Runtime.Should().Be(runtime);

    [Fact]
    public void What_the_guest_cannot_carry_the_host_begins_natively()
    {
        new HostRuntime("elsa").For(Rows).Should().Be("native");
        new HostRuntime("elsa").For(Interrupting).Should().Be("native");
    }

    [Fact]
    public void Each_limit_is_a_sentence_about_a_point_of_the_plan()
    {
        RuntimeLimits.Of(Rows, "elsa").Should().ContainSingle().Which.ToString().Should().MatchRegex("^Трек «Наставничество»: Elsa не умеет .*\\.$");
        RuntimeLimits.Of(Interrupting, "elsa").Should().ContainSingle().Which.ToString().Should().MatchRegex("^Действие «Новая диагностика»: Elsa не умеет .*\\.$");
        RuntimeLimits.Of(Rows, "native").Should().BeEmpty();
    }
}
