using System.Globalization;
using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.State;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Elsa.Flow;

/// <summary>
/// The memo: a line that says who wrote it and for which plan, then the state of the workflow as Elsa writes it. A memo of another form, plan or
/// version of Elsa is not read; where the pathway stands follows from its own state.
/// </summary>
internal static class Memo
{
    private const int Form = 1;

    private static readonly string ElsaVersion = typeof(Workflow).Assembly.GetName().Version!.ToString(2);

    public static string Write(ProcessPlan plan, WorkflowState state, IWorkflowStateSerializer serializer)
    {
        state.Input.Clear();
        return Head(plan) + serializer.Serialize(state);
    }

    /// <returns>Null: not one of ours, or of another time.</returns>
    public static WorkflowState? Read(ProcessPlan plan, string? memo, IWorkflowStateSerializer serializer)
    {
        var head = Head(plan);
        if (memo?.StartsWith(head, StringComparison.Ordinal) != true)
        {
            return null;
        }

        try
        {
            return serializer.Deserialize(memo[head.Length..]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Head(ProcessPlan plan) =>
        string.Create(CultureInfo.InvariantCulture, $"iom-elsa/{Form} elsa/{ElsaVersion} {plan.Key}@{plan.Version}\n");
}
