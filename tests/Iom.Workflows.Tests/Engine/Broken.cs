namespace Iom.Workflows.Tests.Engine;

/// <summary>An invariant does not hold. Cheaper than an assertion, for loops that ask a million times.</summary>
public sealed class BrokenException(string message) : Exception(message);

internal static class Broken
{
    public static void Unless(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new BrokenException(otherwise);
        }
    }
}
