using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>The way to a state, in words.</summary>
internal static class Witness
{
    /// <summary>More steps than anybody reads; the middle is left out.</summary>
    private const int MostSteps = 14;

    public static ImmutableArray<string> Of(ProcessPlan plan, StateGraph graph, int number)
    {
        var way = graph.WayTo(number);
        var words = way.Skip(1).Select(node => node.Via.Words(plan)).Prepend(Beginning(way[0])).ToList();
        return words.Count <= MostSteps
            ? [.. words]
            : [.. words.Take(MostSteps / 2), VerificationTexts.Of("steps_left_out", words.Count - MostSteps), .. words.TakeLast(MostSteps / 2)];
    }

    /// <summary>For whom it begins: «Маршрут начат (категория: учителя; на 2 г.)».</summary>
    private static string Beginning(StateGraph.Node first)
    {
        var traits = first.Cast.Kind.Traits;
        var years = VerificationTexts.Of("years", first.State.PlannedYears);
        return traits.IsEmpty
            ? VerificationTexts.Of("step_begun", years)
            : VerificationTexts.Of("step_begun", $"{PlanText.Condition(new Condition.AllOf(traits))}; {years}");
    }
}
