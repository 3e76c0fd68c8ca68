using System.Collections.Concurrent;

namespace Iom.Host.Administrators.Simulation;

/// <summary>Texts that were sent to be simulated, kept in the memory of this host for a working day at most.</summary>
public sealed class KeptTexts(TimeProvider time)
{
    private const int MostOfOne = 10;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<string, Text> texts = new(StringComparer.Ordinal);

    private sealed record Text(int Owner, string Yaml, DateTimeOffset At);

    /// <returns>The id under which the text is found again by the same person.</returns>
    public string Keep(int owner, string yaml)
    {
        var now = time.GetUtcNow();
        var own = texts.Where(text => text.Value.Owner == owner).OrderByDescending(text => text.Value.At).Skip(MostOfOne - 1);
        foreach (var old in own.Concat(texts.Where(text => now - text.Value.At > Kept)))
        {
            texts.TryRemove(old.Key, out _);
        }

        var id = $"text-{Guid.CreateVersion7(now):N}";
        texts[id] = new Text(owner, yaml, now);
        return id;
    }

    public string? Find(string id, int owner) => texts.TryGetValue(id, out var text) && text.Owner == owner ? text.Yaml : null;
}
