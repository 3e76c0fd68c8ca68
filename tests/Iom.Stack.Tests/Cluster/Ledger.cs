using System.Collections.Concurrent;

namespace Iom.Stack.Tests.Cluster;

/// <summary>A decision as a client asks for it, however often it repeats the question.</summary>
internal sealed record Asked(string OperationId, Guid Pathway, int Item, int Person, string Body);

/// <summary>What a client saw of one attempt.</summary>
/// <param name="Code">Code of the refusal; null: none.</param>
/// <param name="Revision">The revision that was told; null: not accepted, or not known.</param>
internal sealed record Seen(Asked Asked, Sight Sight, long? Revision = null, bool Repeated = false, string? Code = null);

internal enum Sight
{
    /// <summary>The client knows that it is done.</summary>
    Accepted,

    /// <summary>The client knows that it is not done.</summary>
    Refused,

    /// <summary>An error, a time-out or a cut connection: it may be done or not.</summary>
    Unknown,
}

/// <summary>Every answer that clients saw.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<Seen> _all = new();
    private readonly ConcurrentDictionary<Guid, bool> _started = new();
    private int _count;

    public IReadOnlyCollection<Seen> All => _all;

    /// <summary>Pathways whose start was acknowledged.</summary>
    public ICollection<Guid> Started => _started.Keys;

    public int Count => Volatile.Read(ref _count);

    public void Write(Seen seen)
    {
        _all.Enqueue(seen);
        Interlocked.Increment(ref _count);
    }

    public void WriteStart(Guid pathway)
    {
        _started[pathway] = true;
        Interlocked.Increment(ref _count);
    }

    public override string ToString() =>
        $"{All.Count(seen => seen is { Sight: Sight.Accepted, Repeated: false })} accepted, {All.Count(seen => seen.Repeated)} told again, "
        + $"{All.Count(seen => seen.Sight == Sight.Refused)} refused, {All.Count(seen => seen.Sight == Sight.Unknown)} without an answer, {Started.Count} started";
}
