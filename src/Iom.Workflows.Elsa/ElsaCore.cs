using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Activities.Flowchart.Options;
using Elsa.Workflows.Features;
using Elsa.Workflows.Models;
using Iom.Workflows.Definitions;
using Iom.Workflows.Elsa.Activities;
using Iom.Workflows.Elsa.Flow;
using Microsoft.Extensions.DependencyInjection;

namespace Iom.Workflows.Elsa;

/// <summary>
/// Elsa's core in a container of its own: no stores, no timers, no hosted services, and nothing of the host's. An Elsa that the host has besides
/// is another one.
/// </summary>
/// <param name="more">What its container holds besides; a run needs nothing more.</param>
internal sealed class ElsaCore(Action<IServiceCollection>? more = null)
{
    private static readonly Type[] ActivityTypes =
        [typeof(Workflow), typeof(Flowchart), typeof(End), typeof(ForkActivity), typeof(StageActivity), typeof(BeginningActivity)];

    private readonly Lazy<Task<ServiceProvider>> container = new(() => BuildAsync(more));
    private readonly ConditionalWeakTable<ProcessPlan, Lazy<Task<WorkflowGraph>>> graphs = [];

    /// <summary>A scope for one run.</summary>
    public async Task<AsyncServiceScope> BeginAsync() => (await container.Value).CreateAsyncScope();

    /// <summary>The workflow of a plan; made once, as it does not change.</summary>
    public Task<WorkflowGraph> GraphAsync(ProcessPlan plan) => graphs.GetValue(plan, _ => new Lazy<Task<WorkflowGraph>>(() => BuildAsync(plan))).Value;

    private async Task<WorkflowGraph> BuildAsync(ProcessPlan plan)
    {
        await using var scope = await BeginAsync();
        return await scope.ServiceProvider.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(PlanFlow.Of(plan));
    }

    private static async Task<ServiceProvider> BuildAsync(Action<IServiceCollection>? more)
    {
        var services = new ServiceCollection();
        services.CreateModule().Use<WorkflowsFeature>().Use<FlowchartFeature>().Apply();
        // The execution by counters forbids returns past a stage that was skipped on the way; the one by tokens does not.
        services.Configure<FlowchartOptions>(options => options.DefaultExecutionMode = FlowchartExecutionMode.TokenBased);
        more?.Invoke(services);
        var container = services.BuildServiceProvider();
        await container.GetRequiredService<IActivityRegistry>().RegisterAsync(ActivityTypes);
        return container;
    }
}
