using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Execution;

namespace Iom.Workflows.Elsa.Tests;

public sealed class ElsaRuntimeConformance : RuntimeConformance
{
    protected override IPathwayRuntime Open() => new ElsaRuntime();
}
