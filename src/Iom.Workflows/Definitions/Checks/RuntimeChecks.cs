using Iom.Workflows.Definitions.Reading;

namespace Iom.Workflows.Definitions.Checks;

/// <summary>Whether the runtime that a definition asks for can carry it.</summary>
internal static class RuntimeChecks
{
    public static void Check(ProcessPlan plan, ReadingContext context)
    {
        foreach (var limit in RuntimeLimits.Of(plan, plan.Runtime ?? RuntimeNames.Native))
        {
            context.Fault(context.At(limit.Path), "runtime_cannot", limit.Where, limit.Sentence);
        }
    }
}
