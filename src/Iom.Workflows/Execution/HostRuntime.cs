using Iom.Workflows.Definitions;

namespace Iom.Workflows.Execution;

/// <summary>Which runtime begins a pathway here. One that was begun is finished on the runtime stored with it, whatever is set here later.</summary>
/// <param name="Name">The runtime of this host, for definitions that ask for none.</param>
public sealed record HostRuntime(string Name)
{
    public static HostRuntime Native { get; } = new(RuntimeNames.Native);

    /// <summary>The definition's own wish; else this host's, if it can carry the plan; else the native runtime.</summary>
    public string For(ProcessPlan plan) =>
        plan.Runtime ?? (RuntimeLimits.Of(plan, Name).Any() ? RuntimeNames.Native : Name);
}
