using Iom.Workflows.Execution;

namespace Iom.Workflows.Tests.Execution;

public sealed class NativeRuntimeConformance : RuntimeConformance
{
    protected override IPathwayRuntime Open() => new NativeRuntime();
}
