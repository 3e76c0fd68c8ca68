using System.Globalization;

namespace Iom.Benchmarks;

/// <summary>How long single calls took, in milliseconds.</summary>
internal sealed class Latencies(IEnumerable<double> took)
{
    private readonly double[] sorted = [.. took.Order()];

    public int Count => sorted.Length;

    /// <param name="share">0.95: so many took at most this.</param>
    public double At(double share) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):N2} ms, p95 {At(0.95):N2} ms, p99 {At(0.99):N2} ms");
}
