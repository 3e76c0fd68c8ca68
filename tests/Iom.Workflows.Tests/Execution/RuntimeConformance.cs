using System.Text.Json;
using CsCheck;
using FluentAssertions;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Tests.Definitions;
using Iom.Workflows.Tests.Engine;
using Iom.Workflows.Tests.Golden;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

/// <summary>
/// What every runtime owes: the decisions of the engine, fact by fact and date by date, with nothing but the stored memo between two of them.
/// Written once and inherited for each runtime.
/// </summary>
public abstract class RuntimeConformance
{
    private const int HowMany = 300;
    private const int HowManyInTurns = 100;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> GoldenRuns => GoldenTests.Runs;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    /// <summary>A memo that somebody else wrote, or an older version; empty: none, as a pathway of another runtime has.</summary>
    public static TheoryData<string> StrangeMemos => [string.Empty, "{}", "iom-elsa/0 elsa/3.0 test@1\n{}", "iom-elsa/1 elsa/2.9 test@1\n{\"bookmarks\":[]}", "что-то ещё"];

    /// <summary>As a host makes it at its start: whatever an earlier one knew in memory is gone.</summary>
    protected abstract IPathwayRuntime Open();

    [Theory]
    [MemberData(nameof(GoldenRuns))]
    public async Task A_shipped_definition_runs_as_its_table_says(string key, int subject)
    {
        var plan = Shipped.Plans.Last(plan => plan.Key == key);
        var events = GoldenRun.Events(plan, subject, new DateOnly(2025, 9, 1));

        (await PlayAsync(Open, plan, events.Select(happened => (happened, GoldenTown.Roster)))).Should().BeGreaterThan(2);
    }

    [Fact]
    public Task Random_lives_are_decided_alike() => RandomLife.Lives.SampleAsync(LiveAsync, iter: HowMany, threads: 1);

    [Fact]
    public Task Random_lives_with_tracks_votes_and_many_items_are_decided_alike() =>
        RandomSides.Lives.Where(life => life.Plan.Tracks.All(track => track.Rows is null)).SampleAsync(LiveAsync, iter: HowMany, threads: 1);

    /// <summary>Joins of other engines lose a branch that waits while another goes back: here each order of answers and returns is right.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Returns_inside_parallel_tracks_lose_nothing(int seed)
    {
        var story = ParallelReturns.Story(seed);
        (await PlayAsync(Open, ParallelReturns.Plan, story.Select(happened => (happened, Town.Everybody)))).Should().Be(story.Count);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task After_a_kill_another_host_goes_on_from_the_memo(int seed)
    {
        var (state, memo) = (PathwayState.NotStarted, (string?)null);
        foreach (var happened in ParallelReturns.Story(seed))
        {
            // Killed between the decision and its commit; the next host decides again on what was stored.
            await Open().DecideAsync(ParallelReturns.Plan, new RuntimeSnapshot(state, memo), happened, Town.Everybody, Cancel);
            (state, memo) = await AgreeAsync(Open(), ParallelReturns.Plan, state, memo, happened, Town.Everybody);
        }

        state.Status.Should().NotBe(PathwayStatus.NotStarted);
    }

    [Theory]
    [MemberData(nameof(StrangeMemos))]
    public async Task A_memo_that_cannot_be_read_is_made_again_from_where_the_pathway_stands(string strange)
    {
        var runtime = Open();
        var story = ParallelReturns.Story(7);
        for (var lost = 1; lost < story.Count; lost++)
        {
            var (state, memo) = (PathwayState.NotStarted, (string?)null);
            for (var step = 0; step < story.Count; step++)
            {
                (state, memo) = await AgreeAsync(runtime, ParallelReturns.Plan, state, step != lost ? memo : strange.Length == 0 ? null : strange, story[step], Town.Everybody);
            }
        }
    }

    [Fact]
    public async Task A_memo_of_an_earlier_moment_does_not_lead_astray()
    {
        var runtime = Open();
        var (state, memo, older) = (PathwayState.NotStarted, (string?)null, (string?)null);
        foreach (var happened in ParallelReturns.Story(3))
        {
            var before = memo;
            (state, memo) = await AgreeAsync(runtime, ParallelReturns.Plan, state, older, happened, Town.Everybody);
            older = before;
        }
    }

    /// <summary>In both directions: what one runtime kept in its memo is of no use to the other.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_route_may_change_hands_between_any_two_events(int seed) =>
        ChangeHandsAsync(ParallelReturns.Plan, ParallelReturns.Story(seed).Select(happened => (happened, Town.Everybody)), new Random(seed));

    [Fact]
    public Task Random_lives_may_change_hands() => RandomLife.Lives.SampleAsync(LiveInTurnsAsync, iter: HowManyInTurns, threads: 1);

    [Fact]
    public Task Random_lives_with_tracks_votes_and_many_items_may_change_hands() =>
        RandomSides.Lives.Where(life => life.Plan.Tracks.All(track => track.Rows is null)).SampleAsync(LiveInTurnsAsync, iter: HowManyInTurns, threads: 1);

    private async Task LiveInTurnsAsync(Life life)
    {
        var walk = new Walk(life);
        walk.ToTheEnd();
        await ChangeHandsAsync(life.Plan, walk.Story, new Random(walk.Story.Count));
    }

    private async Task ChangeHandsAsync(ProcessPlan plan, IEnumerable<(PathwayEvent Happened, Roster Roster)> story, Random chance)
    {
        IPathwayRuntime[] runtimes = [new NativeRuntime(), Open()];
        var (state, memo, carries) = (PathwayState.NotStarted, (string?)null, 0);
        foreach (var (happened, roster) in story)
        {
            (state, memo) = await AgreeAsync(runtimes[carries], plan, state, memo, happened, roster);
            if (state.Status is PathwayStatus.Running or PathwayStatus.Suspended && chance.Next(3) == 0)
            {
                carries = 1 - carries;
                (var decision, memo) = await runtimes[carries].TakeOverAsync(plan, new Decision.Accepted(state, []), Cancel);
                decision.Should().BeOfType<Decision.Accepted>().Which.State.Should().BeSameAs(state);
            }
        }
    }

    private async Task LiveAsync(Life life)
    {
        var walk = new Walk(life);
        walk.ToTheEnd();
        await PlayAsync(Open, life.Plan, walk.Story);
    }

    /// <summary>Lets the same things happen on the runtime, a new one each twenty events.</summary>
    private static async Task<int> PlayAsync(Func<IPathwayRuntime> open, ProcessPlan plan, IEnumerable<(PathwayEvent Happened, Roster Roster)> story)
    {
        var runtime = open();
        var (state, memo, decisions) = (PathwayState.NotStarted, (string?)null, 0);
        foreach (var (happened, roster) in story)
        {
            runtime = decisions++ % 20 == 19 ? open() : runtime;
            (state, memo) = await AgreeAsync(runtime, plan, state, memo, happened, roster);
        }

        return decisions;
    }

    private static async Task<(PathwayState State, string? Memo)> AgreeAsync(
        IPathwayRuntime runtime, ProcessPlan plan, PathwayState state, string? memo, PathwayEvent happened, Roster roster)
    {
        var expected = PathwayEngine.Decide(plan, state, happened, roster);
        var (decision, kept) = await runtime.DecideAsync(plan, new RuntimeSnapshot(state, memo), happened, roster, Cancel);
        if (expected is Decision.Refused refused)
        {
            decision.Should().BeOfType<Decision.Refused>().Which.Why.Code.Should().Be(refused.Why.Code);
            kept.Should().Be(memo, "what is refused changes nothing");
            return (state, memo);
        }

        var accepted = decision.Should().BeOfType<Decision.Accepted>().Subject;
        Json(accepted).Should().Be(Json((Decision.Accepted)expected));
        return (accepted.State, kept);
    }

    private static string Json(Decision.Accepted accepted) =>
        JsonSerializer.Serialize(new HistoryBody(accepted.Effects), EngineJson.Stored.HistoryBody) + JsonSerializer.Serialize(accepted.State, EngineJson.Stored.PathwayState);
}
