using System.Globalization;
using Xunit;

namespace Iom.Stack.Tests.Cluster;

/// <summary>
/// Chance that can be had again: all of a test's choices follow from one printed number, which <c>IOM_FAULT_SEED</c> gives back.
/// What the machine's scheduler adds of its own is not in our hands.
/// </summary>
internal sealed class Chance(int seed, int stream)
{
    // SplitMix64: short, and the same on every version of .NET.
    private ulong _state = ((ulong)(uint)seed << 32) | (uint)stream;

    /// <summary>The seed of this run, printed.</summary>
    public static int Seed()
    {
        var given = Environment.GetEnvironmentVariable("IOM_FAULT_SEED");
        var seed = int.TryParse(given, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : (int)(TimeProvider.System.GetUtcNow().Ticks % int.MaxValue);
        Say($"IOM_FAULT_SEED={seed.ToString(CultureInfo.InvariantCulture)}");
        return seed;
    }

    /// <summary>A number of the environment; otherwise the default.</summary>
    public static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>Into the log of the test and to the console: a green run shows its seed too.</summary>
    public static void Say(string line)
    {
        var test = TestContext.Current.TestMethod?.MethodName ?? "test";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.WriteLine($"[{test}] {line}");
    }

    /// <summary>0 … below - 1.</summary>
    public int Next(int below) => (int)(Next() % (ulong)below);

    public string Word() => Next().ToString("x16", CultureInfo.InvariantCulture);

    private ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
