using Xunit;

namespace Iom.Tests.Support;

/// <summary>
/// Addresses of what <c>./test</c> starts or finds. A bare <c>dotnet test</c> has none of it: a test that asks is then skipped
/// with a reason. Under <c>./test</c> (<c>IOM_TEST_REQUIRE=1</c>) the same lack is a failure.
/// </summary>
/// <remarks>Ask in a test, its constructor or its <c>InitializeAsync</c>; xUnit counts a skip inside a fixture as a failure.</remarks>
public static class RequiredServer
{
    /// <summary>Npgsql connection string of a superuser of a PostgreSQL that tests may fill as they like.</summary>
    public static string Postgres => Address("IOM_TEST_POSTGRES", "PostgreSQL");

    /// <summary><c>amqp://</c> address of a RabbitMQ that tests may fill as they like.</summary>
    public static Uri RabbitMq => new(Address("IOM_TEST_RABBITMQ", "RabbitMQ"));

    /// <summary>Path of a Chromium that Playwright can drive.</summary>
    public static string Chromium => Address("IOM_TEST_CHROMIUM", "Chromium");

    private static string Address(string variable, string what)
    {
        var address = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrWhiteSpace(address))
        {
            return address;
        }

        var reason = $"{what} is missing: {variable} is not set. Run ./test, which provides it.";
        if (Environment.GetEnvironmentVariable("IOM_TEST_REQUIRE") == "1")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
        return string.Empty;
    }
}
