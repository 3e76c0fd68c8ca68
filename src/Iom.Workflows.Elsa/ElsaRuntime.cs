using System.Collections.Immutable;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Elsa.Flow;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace Iom.Workflows.Elsa;

/// <summary>
/// Elsa as a guest. The engine says what an event makes of the work; where a life goes from a stage it leaves, Elsa says too, by the workflow
/// generated from the plan, and the two must agree. Elsa stores nothing: its state travels as the memo.
/// </summary>
public sealed class ElsaRuntime : IPathwayRuntime
{
    private readonly ElsaCore core = new();

    public string Name => RuntimeNames.Elsa;

    /// <exception cref="DivergenceException">Elsa went another way than the engine.</exception>
    public async ValueTask<RuntimeAnswer> DecideAsync(
        ProcessPlan plan, RuntimeSnapshot snapshot, PathwayEvent happened, Roster roster, CancellationToken cancellationToken)
    {
        if (RuntimeLimits.Of(plan, Name).Any())
        {
            return CannotCarry(snapshot.Memo);
        }

        var decision = PathwayEngine.Decide(plan, snapshot.State, happened, roster);
        if (decision is not Decision.Accepted accepted)
        {
            return new RuntimeAnswer(decision, snapshot.Memo);
        }

        var passages = Passages.Of(plan, snapshot.State, accepted.Effects);
        return new RuntimeAnswer(decision, passages.IsEmpty && IsAlive(accepted.State) ? snapshot.Memo
            : await FollowAsync(plan, snapshot, accepted.State, passages, cancellationToken));
    }

    /// <summary>Leads a fresh workflow of the plan to where the pathway stands.</summary>
    /// <exception cref="DivergenceException">Elsa does not come there.</exception>
    public async ValueTask<RuntimeAnswer> TakeOverAsync(ProcessPlan plan, Decision.Accepted decided, CancellationToken cancellationToken) =>
        RuntimeLimits.Of(plan, Name).Any() ? CannotCarry(null)
        : new RuntimeAnswer(decided, await FollowAsync(plan, new RuntimeSnapshot(decided.State, null), decided.State, [], cancellationToken));

    private static RuntimeAnswer CannotCarry(string? memo) =>
        new(new Decision.Refused(ExecutionRefusals.Of("runtime_cannot_carry", RefusalKind.Conflict)), memo);

    private async Task<string?> FollowAsync(
        ProcessPlan plan, RuntimeSnapshot snapshot, PathwayState after, ImmutableArray<Passage> passages, CancellationToken cancellationToken)
    {
        await using var scope = await core.BeginAsync();
        var serializer = scope.ServiceProvider.GetRequiredService<IWorkflowStateSerializer>();
        var walk = new Walk(scope.ServiceProvider.GetRequiredService<IWorkflowRunner>(), await core.GraphAsync(plan), cancellationToken);
        WorkflowState? state = null;
        if (IsAlive(snapshot.State))
        {
            state = Memo.Read(plan, snapshot.Memo, serializer) is { } kept && Places.Of(kept).SetEquals(Places.Of(plan, snapshot.State)) ? kept
                : await walk.MakeAsync(null, Passages.Towards(plan, snapshot.State));
        }

        state = await walk.MakeAsync(state, passages);
        if (!IsAlive(after))
        {
            // Withdrawn pathways are dropped where they stand; a main life that came to its end has ended the workflow.
            return passages.IsEmpty || state is { Status: WorkflowStatus.Finished } ? null
                : throw new DivergenceException("The pathway has ended, and Elsa goes on.");
        }

        return Places.Of(state!).SetEquals(Places.Of(plan, after)) ? Memo.Write(plan, state!, serializer)
            : throw new DivergenceException($"Elsa stands at {string.Join(", ", Places.Of(state!))}, the engine at {string.Join(", ", Places.Of(plan, after))}.");
    }

    private static bool IsAlive(PathwayState state) => state.Status is PathwayStatus.Running or PathwayStatus.Suspended;

    /// <summary>Lets Elsa make passages, one run each.</summary>
    private sealed class Walk(IWorkflowRunner runner, WorkflowGraph graph, CancellationToken cancellationToken)
    {
        public async Task<WorkflowState?> MakeAsync(WorkflowState? from, ImmutableArray<Passage> passages)
        {
            var state = from;
            foreach (var passage in passages)
            {
                state = await MakeAsync(state, passage);
            }

            return state;
        }

        private async Task<WorkflowState> MakeAsync(WorkflowState? from, Passage passage)
        {
            if (from is not null && !from.Bookmarks.Any(bookmark => bookmark.Id == passage.Life))
            {
                throw new DivergenceException($"Elsa does not wait in {passage.Life}, where the engine goes on with {passage.Moves[0]}.");
            }

            var journey = new Journey(passage);
            var options = new RunWorkflowOptions { BookmarkId = passage.Life, Input = new Dictionary<string, object> { [Journey.Key] = journey } };
            var result = from is null
                ? await runner.RunAsync(graph, new RunWorkflowOptions { Input = options.Input }, cancellationToken)
                : await runner.RunAsync(graph, from, options, cancellationToken);
            return journey is { Fault: null, Rest.IsEmpty: true } && result.WorkflowState.Incidents.Count == 0 ? result.WorkflowState
                : throw new DivergenceException(journey.Fault ?? result.WorkflowState.Incidents.FirstOrDefault()?.Message ?? $"Elsa ends before {journey.Rest[0]}.");
        }
    }
}
