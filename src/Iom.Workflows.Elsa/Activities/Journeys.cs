using Elsa.Workflows;
using Iom.Workflows.Elsa.Flow;

namespace Iom.Workflows.Elsa.Activities;

/// <summary>Finds the journey of a run.</summary>
internal static class Journeys
{
    /// <exception cref="InvalidOperationException">The workflow is run by somebody else than the runtime of this project.</exception>
    public static Journey Of(ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.Input.TryGetValue(Journey.Key, out var found) && found is Journey journey ? journey
            : throw new InvalidOperationException("This workflow describes a pathway of Iom; it is carried by Iom's runtime alone.");
}
