using FluentAssertions;
using Iom.Workflows.Definitions;
using Xunit;

namespace Iom.Workflows.Tests.Definitions;

public sealed class ShippedDefinitionsTests
{
    [Fact]
    public void Every_shipped_definition_loads_without_a_fault()
    {
        var set = DefinitionLoader.Load(Shipped.Sources);

        set.Faults.Should().BeEmpty();
        set.Plans.Should().HaveCount(Shipped.Sources.Count);
    }
}
