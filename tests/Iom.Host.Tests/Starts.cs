using FluentAssertions;
using Iom.Tests.Support;
using Xunit;

namespace Iom.Host.Tests;

/// <summary>Starts that cannot succeed say why in one sentence.</summary>
[Collection(nameof(Town))]
public sealed class Starts(Town town)
{
    [Fact]
    public async Task A_second_program_on_the_same_address_says_so_and_ends()
    {
        var settings = new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = town.Host.Address.ToString(), ["Iom__Mode"] = "production" };

        var (code, said) = await HostProcess.RunAsync(settings, TestContext.Current.CancellationToken);

        code.Should().Be(ExitCodes.NotServing, said);
        said.Should().Contain("уже занят").And.Contain(town.Host.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)).And.NotContain("Unhandled exception");
    }
}
