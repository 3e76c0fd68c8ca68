using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Iom.Workflows.Definitions;
using Iom.Workflows.Elsa.Flow;
using Microsoft.Extensions.DependencyInjection;

namespace Iom.Workflows.Elsa.Export;

/// <summary>The generated workflow as Elsa's own workflow definition in JSON, with places for its designer. It is a picture to open, not a second source.</summary>
public static class ElsaExport
{
    private const int Step = 280;
    private const int Row = 160;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="plan">A plan that Elsa can carry (<see cref="RuntimeLimits"/>).</param>
    public static async Task<string> WriteAsync(ProcessPlan plan)
    {
        var workflow = PlanFlow.Of(plan);
        Place((Flowchart)workflow.Root);
        var core = new ElsaCore();
        await using var scope = await core.BeginAsync();
        await scope.ServiceProvider.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(workflow);
        var root = scope.ServiceProvider.GetRequiredService<IActivitySerializer>().Serialize(workflow.Root);
        return Definition(plan, JsonNode.Parse(root)!).ToJsonString(Readable) + "\n";
    }

    private static JsonObject Definition(ProcessPlan plan, JsonNode root) => new()
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
        ["root"] = root,
    };

    /// <summary>The main line from left to right, the ends behind it, tracks below it.</summary>
    private static void Place(Flowchart flow)
    {
        var (column, row) = (0, 0);
        foreach (var activity in flow.Activities)
        {
            var beside = activity is Flowchart;
            var at = beside ? (X: Step, Y: Row * ++row) : (X: Step * column++, Y: 0);
            activity.Metadata["designer"] = new Dictionary<string, object> { ["position"] = new Dictionary<string, object> { ["x"] = at.X, ["y"] = at.Y } };
            activity.Metadata["displayText"] = activity.Name ?? activity.Id;
            if (activity is Flowchart inside)
            {
                Place(inside);
            }
        }
    }
}
