using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Iom.Workflows.Definitions;
using Iom.Workflows.Elsa.Activities;
using Iom.Workflows.Elsa.Flow;

namespace Iom.Workflows.Elsa.Export;

/// <summary>The generated workflow as Elsa's own workflow definition in JSON, with places for its designer. It is a picture to open, not a second source.</summary>
public static class ElsaExport
{
    private const int Step = 280;
    private const int Row = 160;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="plan">A plan that Elsa can carry (<see cref="RuntimeLimits"/>).</param>
    public static string Write(ProcessPlan plan) => new JsonObject
    {
        ["$schema"] = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json",
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"{plan.Key}-{plan.Version}"),
        ["definitionId"] = plan.Key,
        ["name"] = plan.Title,
        ["description"] = plan.Summary,
        ["version"] = plan.Version,
        ["variables"] = new JsonArray(),
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(),
        ["outcomes"] = new JsonArray(),
        ["customProperties"] = new JsonObject(),
        ["isReadonly"] = true,
        ["isLatest"] = true,
        ["isPublished"] = false,
        ["root"] = Activity(PlanFlow.Of(plan).Root, "workflow", false, 0, 0),
    }.ToJsonString(Readable) + "\n";

    /// <param name="activity">What is drawn.</param>
    /// <param name="around">The node it stands in.</param>
    /// <param name="starts">It is the first there. Elsa reads no start of a flowchart but this mark.</param>
    /// <param name="x">To the right.</param>
    /// <param name="y">Down.</param>
    private static JsonObject Activity(IActivity activity, string around, bool starts, int x, int y)
    {
        var node = $"{around}:{activity.Id}";
        var json = new JsonObject
        {
            ["id"] = activity.Id,
            ["nodeId"] = node,
            ["name"] = activity.Name,
            ["type"] = activity.Type,
            ["version"] = activity.Version,
            ["customProperties"] = new JsonObject { ["canStartWorkflow"] = starts },
            ["metadata"] = new JsonObject
            {
                ["displayText"] = activity.Name ?? activity.Id,
                ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = x, ["y"] = y } },
            },
        };
        switch (activity)
        {
            case Flowchart flow:
                json["activities"] = Inside(flow, node);
                json["variables"] = new JsonArray();
                json["connections"] = Array(flow.Connections.Select(line => new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = line.Source.Activity.Id, ["port"] = line.Source.Port },
                    ["target"] = new JsonObject { ["activity"] = line.Target.Activity.Id, ["port"] = line.Target.Port },
                }));
                break;
            case StageActivity stage:
                json["stage"] = stage.Stage;
                json["life"] = stage.Life;
                json["outcomes"] = Array(stage.Outcomes);
                json["forward"] = Array(stage.Forward);
                json["awaits"] = Array(stage.Awaits);
                break;
            case BeginningActivity beginning:
                json["life"] = beginning.Life;
                break;
            case ForkActivity fork:
                json["outcomes"] = Array(fork.Outcomes);
                break;
        }

        return json;
    }

    /// <summary>The line from left to right with its ends behind it, tracks below it.</summary>
    private static JsonArray Inside(Flowchart flow, string node)
    {
        var (column, row) = (0, 0);
        return Array(flow.Activities.Select(activity => activity is Flowchart
            ? Activity(activity, node, activity == flow.Start, Step, Row * ++row)
            : Activity(activity, node, activity == flow.Start, Step * column++, 0)));
    }

    private static JsonArray Array(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];

    private static JsonArray Array(IEnumerable<JsonObject> objects) => [.. objects];
}
