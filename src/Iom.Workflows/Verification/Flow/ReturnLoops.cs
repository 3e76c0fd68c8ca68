using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Verification.Exploration;

namespace Iom.Workflows.Verification.Flow;

/// <summary>Answers that may lead round and round without a limit: steps inside a circle of states.</summary>
internal static class ReturnLoops
{
    public static void Add(Explorer.Seen seen, FindingList findings)
    {
        var graph = seen.Graph;
        var circles = Circles(graph);
        for (var i = 0; i < graph.Count; i++)
        {
            foreach (var edge in graph[i].Next)
            {
                if (edge.Via is { Kind: StepKind.Answered, Stage: { } stage, Slot: { } slot, Outcome: { } answer }
                    && Result(slot, answer) is { } outcome
                    && stage.TransitionFor(outcome.Key) is { Target: TargetKind.Stage, MaxRounds: null }
                    && circles[i] == circles[edge.To])
                {
                    ImmutableArray<string> way = [.. Witness.Of(findings.Plan, graph, i), edge.Via.Words(findings.Plan)];
                    findings.Add(Severity.Warning, "endless_return", $"{findings.Plan.PathOf(stage.Key)}.on.{outcome.Key}", [stage.Title, outcome.Title], way);
                }
            }
        }
    }

    /// <summary>What an answer leads to: of votes, what they are counted to.</summary>
    private static OutcomePlan? Result(SlotPlan slot, OutcomePlan answer) => slot.Vote is null ? answer
        : VotePlan.Results.FirstOrDefault(result => result.Sense == answer.Sense);

    /// <summary>A number for each state; two states have the same one when each can be reached from the other (Tarjan's components).</summary>
    private static int[] Circles(StateGraph graph)
    {
        var (index, low, circle) = (new int[graph.Count], new int[graph.Count], new int[graph.Count]);
        var (next, circles) = (1, 0);
        var path = new Stack<int>();
        var calls = new Stack<(int Node, int Edge)>();
        for (var root = 0; root < graph.Count; root++)
        {
            if (index[root] == 0)
            {
                calls.Push((root, 0));
            }

            while (calls.TryPop(out var call))
            {
                var (at, edge) = call;
                if (edge == 0)
                {
                    index[at] = low[at] = next++;
                    path.Push(at);
                }
                else
                {
                    low[at] = Math.Min(low[at], Low(graph[at].Next[edge - 1].To));
                }

                while (edge < graph[at].Next.Count && index[graph[at].Next[edge].To] != 0)
                {
                    low[at] = Math.Min(low[at], Low(graph[at].Next[edge].To));
                    edge++;
                }

                if (edge < graph[at].Next.Count)
                {
                    calls.Push((at, edge + 1));
                    calls.Push((graph[at].Next[edge].To, 0));
                    continue;
                }

                if (low[at] == index[at])
                {
                    circles++;
                    int member;
                    do
                    {
                        member = path.Pop();
                        circle[member] = circles;
                    }
                    while (member != at);
                }
            }
        }

        return circle;

        // A state whose circle is closed already lies on no circle that is still open.
        int Low(int other) => circle[other] == 0 ? low[other] : int.MaxValue;
    }
}
