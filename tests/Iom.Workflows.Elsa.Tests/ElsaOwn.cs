using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FluentAssertions;
using Iom.Workflows.Elsa.Export;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Definitions;
using Iom.Workflows.Tests.Engine;
using Iom.Workflows.Tests.Execution;
using Xunit;

namespace Iom.Workflows.Elsa.Tests;

/// <summary>What only the guest has: a memo, limits and a drawing.</summary>
public sealed class ElsaOwn
{
    private const int ShortMemo = 12_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Keys => [.. Shipped.Plans.Select(plan => plan.Key).Distinct()];

    [Fact]
    public async Task The_memo_stays_short_and_is_gone_with_the_end()
    {
        var (runtime, state, memo) = (new ElsaRuntime(), PathwayState.NotStarted, (string?)null);
        foreach (var happened in ParallelReturns.Story(11))
        {
            (var decision, memo) = await runtime.DecideAsync(ParallelReturns.Plan, new RuntimeSnapshot(state, memo), happened, Town.Everybody, Cancel);
            state = decision.Should().BeOfType<Decision.Accepted>().Subject.State;
            (memo?.Length ?? 0).Should().BeLessThan(ShortMemo);
            (memo is null).Should().Be(state.Status != PathwayStatus.Running);
        }
    }

    [Fact]
    public async Task What_it_cannot_carry_it_refuses_in_words()
    {
        var plan = ParallelReturns.Plan with { Tracks = [ParallelReturns.Plan.Tracks[0] with { Rows = "items" }] };
        var (decision, _) = await new ElsaRuntime().DecideAsync(
            plan, new RuntimeSnapshot(PathwayState.NotStarted, null), new PathwayRun(plan).Starting(), Town.Everybody, Cancel);

        decision.Should().BeOfType<Decision.Refused>().Which.Why.Code.Should().Be("runtime_cannot_carry");
        (await new ElsaRuntime().TakeOverAsync(plan, new Decision.Accepted(PathwayRun.Begun(ParallelReturns.Plan).State, []), Cancel))
            .Decision.Should().BeOfType<Decision.Refused>().Which.Why.Code.Should().Be("runtime_cannot_carry");
    }

    [Fact]
    public async Task A_withdrawn_pathway_leaves_no_memo()
    {
        var run = new PathwayRun(ParallelReturns.Plan);
        var runtime = new ElsaRuntime();
        var (began, memo) = await runtime.DecideAsync(run.Plan, new RuntimeSnapshot(run.State, null), run.Starting(), run.Roster, Cancel);
        var state = ((Decision.Accepted)began).State;
        var (decision, left) = await runtime.DecideAsync(
            run.Plan, new RuntimeSnapshot(state, memo), new PathwayEvent.Withdrawn(run.Now, Town.Administrator, "Педагог уволился."), run.Roster, Cancel);

        memo.Should().NotBeNull();
        decision.Should().BeOfType<Decision.Accepted>();
        left.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_definition_is_drawn_with_an_activity_for_each_stage(string key)
    {
        var plan = Shipped.Plans.Last(plan => plan.Key == key);
        var root = JsonNode.Parse(ElsaExport.Write(plan))!["root"]!;

        var activities = root["activities"]!.AsArray();
        activities.Where(activity => (string?)activity!["type"] == "Iom.Stage").Select(activity => (string?)activity!["stage"])
            .Should().Equal(plan.Stages.Select(stage => stage.Key));
        activities.Select(activity => activity!["metadata"]!["designer"]!["position"]!.ToJsonString()).Should().OnlyHaveUniqueItems();
        var ids = activities.Select(activity => (string?)activity!["id"]).ToImmutableHashSet();
        root["connections"]!.AsArray().Should().OnlyContain(line =>
            ids.Contains((string?)line!["source"]!["activity"]) && ids.Contains((string?)line["target"]!["activity"]));
    }
}
