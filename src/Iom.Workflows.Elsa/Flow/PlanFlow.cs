using System.Collections.Immutable;
using System.Globalization;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Models;
using Iom.Workflows.Definitions;
using Iom.Workflows.Elsa.Activities;

namespace Iom.Workflows.Elsa.Flow;

/// <summary>
/// A plan as an Elsa workflow: a flowchart with one activity a stage and one connection a port. Tracks branch off at a fork before the first
/// stage, each a flowchart of its own that comes back to its beginning. They are joined by the stage that awaits them, which is not left before
/// they stand there; Elsa's own joins lose waiting branches when another branch loops (elsa-core #7724, #6725, #7993), and none is made.
/// </summary>
internal static class PlanFlow
{
    private const string Done = "Done";

    public static Workflow Of(ProcessPlan plan)
    {
        var root = Life(plan, FlowNames.Main, plan.Stages, new End { Id = "end", Name = "end" }, new End { Id = "rejected", Name = "rejected" });
        root.Id = "pathway";
        if (!plan.Tracks.IsEmpty)
        {
            Fork(plan, root);
        }

        return new Workflow
        {
            Id = "workflow",
            Identity = new WorkflowIdentity(plan.Key, plan.Version, $"{plan.Key}@{plan.Version.ToString(CultureInfo.InvariantCulture)}"),
            WorkflowMetadata = new WorkflowMetadata(plan.Title, plan.Summary),
            Root = root,
        };
    }

    private static void Fork(ProcessPlan plan, Flowchart root)
    {
        var tracks = plan.Tracks.Select(track => (Life: FlowNames.Track(track.Key), Flow: Track(plan, track))).ToList();
        var fork = new ForkActivity { Id = FlowNames.Fork, Name = FlowNames.Fork, Outcomes = [FlowNames.Main, .. tracks.Select(track => track.Life)] };
        root.Activities = [fork, .. root.Activities, .. tracks.Select(track => track.Flow)];
        root.Connections.Add(Connect(fork, FlowNames.Main, root.Start!));
        root.Start = fork;
        foreach (var (life, flow) in tracks)
        {
            root.Connections.Add(Connect(fork, life, flow));
        }
    }

    private static Flowchart Track(ProcessPlan plan, TrackPlan track)
    {
        var life = FlowNames.Track(track.Key);
        var beginning = new BeginningActivity { Id = FlowNames.Beginning(track.Key), Name = track.Title, Life = life };
        var flow = Life(plan, life, track.Stages, beginning, beginning);
        flow.Id = life;
        flow.Name = track.Title;
        flow.Connections.Add(Connect(beginning, Done, flow.Start!));
        foreach (var stage in flow.Activities.OfType<StageActivity>())
        {
            stage.Outcomes.Add(Ports.Cancelled);
            flow.Connections.Add(Connect(stage, Ports.Cancelled, beginning));
        }

        flow.Start = beginning;
        return flow;
    }

    private static Flowchart Life(ProcessPlan plan, string life, ImmutableArray<StagePlan> stages, IActivity end, IActivity rejected)
    {
        var activities = stages.ToDictionary(stage => stage.Key, stage => Stage(life, stage));
        var flow = new Flowchart { Start = activities[stages[0].Key], Activities = [.. activities.Values, .. new[] { end, rejected }.Distinct()] };
        foreach (var stage in stages)
        {
            var positive = stage.Slots.SelectMany(slot => slot.Results).Where(result => result.Sense == OutcomeSense.Positive).Select(result => result.Key).ToHashSet();
            foreach (var way in Ports.Of(plan, stages, stage))
            {
                var from = activities[stage.Key];
                from.Outcomes.Add(way.Port);
                if (positive.Contains(way.Port.Split('.')[0]))
                {
                    from.Forward.Add(way.Port);
                }

                flow.Connections.Add(Connect(from, way.Port, way.Stage is { } key ? activities[key] : way.Rejected ? rejected : end));
            }
        }

        return flow;
    }

    private static StageActivity Stage(string life, StagePlan stage) =>
        new() { Id = FlowNames.Stage(stage.Key), Name = stage.Title, Stage = stage.Key, Life = life, Awaits = [.. stage.Awaits] };

    private static Connection Connect(IActivity from, string port, IActivity to) => new(new Endpoint(from, port), new Endpoint(to, "In"));
}
