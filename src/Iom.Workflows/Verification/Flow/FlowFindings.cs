using Iom.Workflows.Engine;
using Iom.Workflows.Verification.Exploration;

namespace Iom.Workflows.Verification.Flow;

/// <summary>Whether the end can be reached from every state, and whether everything was looked at.</summary>
internal static class FlowFindings
{
    public static void Add(Explorer.Seen seen, EducatorKinds kinds, FindingList findings)
    {
        var (plan, graph) = (findings.Plan, seen.Graph);
        if (kinds.All.IsEmpty)
        {
            var (code, path) = kinds.NobodyBegins ? ("requires_nobody", "requires") : ("applies_to_nobody", "applies");
            findings.Add(Severity.Error, code, path, []);
            return;
        }

        if (!seen.Complete || kinds.Truncated)
        {
            findings.Add(Severity.Incomplete, kinds.Truncated ? "too_many_kinds" : "too_many_states", "stages", [graph.Count]);
        }

        if (seen.BeyondCalendar is { } last)
        {
            findings.Add(Severity.Error, "calendar_missing", "stages", [], graph.Count == 0 ? [] : Witness.Of(plan, graph, last));
        }

        var ending = Ending(graph);
        // An answer that is always refused is told by itself; that nothing follows from it is no news.
        if (!seen.Observations.Refused.Keys.Any(refused => !seen.Observations.Given(refused.Stage, refused.Slot, refused.Outcome)))
        {
            AddTraps(graph, ending, findings);
        }

        if (seen is { Complete: true, BeyondCalendar: null } && !ending.Contains(false)
            && !Enumerable.Range(0, graph.Count).Any(i => graph[i].State.Status == PathwayStatus.Completed))
        {
            findings.Add(Severity.Error, "never_completed", "stages", []);
        }
    }

    /// <summary>States from which the end cannot be reached: those where it was still possible a step before, and those without a step on.</summary>
    private static void AddTraps(StateGraph graph, bool[] ending, FindingList findings)
    {
        for (var i = 0; i < graph.Count; i++)
        {
            var stuck = graph[i].Next.Count == 0;
            if (!ending[i] && (stuck || graph[i].From is not { } from || ending[from]) && StageOf(graph[i].State) is { } key)
            {
                findings.Add(
                    Severity.Error, stuck ? "stuck" : "no_end", findings.Plan.PathOf(key), [findings.Plan.Stage(key).Title], Witness.Of(findings.Plan, graph, i));
            }
        }
    }

    /// <summary>The stage that waits for somebody; otherwise that of the main life.</summary>
    private static string? StageOf(PathwayState state) =>
        state.Items.FirstOrDefault(item => item.Status is ItemStatus.Open or ItemStatus.Scheduled) is { } waiting ? state.StageOf(waiting.Run) : state.Stage;

    /// <summary>From which states the end can be reached; of those that were not looked at it is assumed.</summary>
    private static bool[] Ending(StateGraph graph)
    {
        var before = new List<int>[graph.Count];
        var ending = new bool[graph.Count];
        var open = new Queue<int>();
        for (var i = 0; i < graph.Count; i++)
        {
            foreach (var edge in graph[i].Next)
            {
                (before[edge.To] ??= []).Add(i);
            }

            if (graph[i].Ended || !graph[i].Expanded)
            {
                ending[i] = true;
                open.Enqueue(i);
            }
        }

        while (open.TryDequeue(out var at))
        {
            foreach (var from in before[at] ?? [])
            {
                if (!ending[from])
                {
                    ending[from] = true;
                    open.Enqueue(from);
                }
            }
        }

        return ending;
    }
}
