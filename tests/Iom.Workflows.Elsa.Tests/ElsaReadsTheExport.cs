using System.Text.Json.Nodes;
using Elsa.Common;
using Elsa.Expressions.Contracts;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Serialization.Serializers;
using FluentAssertions;
using Iom.Workflows.Elsa.Activities;
using Iom.Workflows.Elsa.Export;
using Iom.Workflows.Elsa.Flow;
using Iom.Workflows.Tests.Definitions;
using Iom.Workflows.Tests.Execution;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Iom.Workflows.Elsa.Tests;

/// <summary>What is exported is read by Elsa's own serializer, and is the workflow that runs.</summary>
public sealed class ElsaReadsTheExport
{
    public static TheoryData<string> Keys => [.. Shipped.Plans.Select(plan => plan.Key).Distinct(), ParallelReturns.Plan.Key];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task As_the_workflow_that_runs(string key)
    {
        var plan = Shipped.Plans.LastOrDefault(plan => plan.Key == key) ?? ParallelReturns.Plan;
        await using var scope = await new ElsaCore(Reading).BeginAsync();
        var exported = JsonNode.Parse(ElsaExport.Write(plan))!["root"]!.ToJsonString();

        var read = scope.ServiceProvider.GetRequiredService<IActivitySerializer>().Deserialize(exported);

        var runs = (Flowchart)PlanFlow.Of(plan).Root;
        Lines(read.Should().BeOfType<Flowchart>().Subject, activity => activity.GetCanStartWorkflow())
            .Should().Equal(Lines(runs, activity => Starts(runs, activity))).And.HaveCountGreaterThan(plan.AllStages.Count());
    }

    /// <summary>What Elsa's management package adds to the core for reading a workflow.</summary>
    private static void Reading(IServiceCollection services) => services
        .AddSingleton<IExpressionDescriptorRegistry, NoExpressions>()
        .AddSingleton<ISerializationOptionsConfigurator, SerializationOptionsConfigurator>();

    private static bool Starts(Flowchart flow, IActivity activity) =>
        flow.Start == activity || flow.Activities.OfType<Flowchart>().Any(inner => Starts(inner, activity));

    private static IEnumerable<string> Lines(Flowchart flow, Func<IActivity, bool> starts) =>
    [
        .. flow.Activities.SelectMany(activity => (IEnumerable<string>)[
            $"{flow.Id}: {activity.Id} {activity.Name} {activity.Type} {activity.Version} {starts(activity)} {Own(activity)}",
            .. activity is Flowchart inner ? Lines(inner, starts) : []]),
        .. flow.Connections.Select(line => $"{flow.Id}: {line.Source.Activity.Id} {line.Source.Port} > {line.Target.Activity.Id} {line.Target.Port}"),
    ];

    private static string Own(IActivity activity) => activity switch
    {
        StageActivity stage => $"{stage.Stage} {stage.Life} {Join(stage.Outcomes)} {Join(stage.Forward)} {Join(stage.Awaits)}",
        BeginningActivity beginning => beginning.Life,
        ForkActivity fork => Join(fork.Outcomes),
        _ => string.Empty,
    };

    private static string Join(IEnumerable<string> words) => string.Join(',', words);
}
