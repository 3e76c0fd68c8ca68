using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Iom.Workflows.Authoring.Editing;

/// <summary>
/// A way from the top of a file to one value: <c>stages[consent].slots[head].deadline</c>. In brackets stands the member of a list
/// whose <c>key</c> is so, or its place counted from zero (<c>reminders[0]</c>).
/// </summary>
public sealed record YamlPath
{
    private YamlPath(ImmutableArray<YamlStep> steps)
    {
        Steps = steps;
    }

    public static YamlPath Top { get; } = new([]);

    public ImmutableArray<YamlStep> Steps { get; }

    /// <summary>The way to what holds the value; null at the top.</summary>
    public YamlPath? Parent => Steps.IsEmpty ? null : new(Steps[..^1]);

    public YamlStep? Last => Steps.IsEmpty ? null : Steps[^1];

    /// <summary>The way as origins and locks of a plan write it: <c>stages.consent.slots.head.deadline</c>.</summary>
    public string Dotted => string.Join('.', Steps.Select(step => step switch
    {
        YamlStep.Key key => key.Name,
        YamlStep.Item item => item.Name,
        YamlStep.Place place => place.Index.ToString(CultureInfo.InvariantCulture),
        _ => throw new System.Diagnostics.UnreachableException(),
    }));

    /// <exception cref="FormatException">Not a path; a bug, since people do not write paths.</exception>
    public static YamlPath Parse(string path)
    {
        var result = Top;
        foreach (var part in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            result = part switch
            {
                ['[', .. var place, ']'] when int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var index) => result.At(index),
                ['[', _, .., ']'] => result.Item(part[1..^1]),
                _ when part.AsSpan().IndexOfAny('[', ']') < 0 => result.Key(part),
                _ => throw new FormatException($"Not a path: {path}"),
            };
        }

        return result;
    }

    public YamlPath Key(string name) => new(Steps.Add(new YamlStep.Key(name)));

    public YamlPath Item(string key) => new(Steps.Add(new YamlStep.Item(key)));

    public YamlPath At(int place) => new(Steps.Add(new YamlStep.Place(place)));

    public bool Equals(YamlPath? other) => other is not null && Steps.AsSpan().SequenceEqual(other.Steps.AsSpan());

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in Steps)
        {
            _ = step switch
            {
                YamlStep.Key key => text.Append(text.Length > 0 ? "." : string.Empty).Append(key.Name),
                YamlStep.Item item => text.Append('[').Append(item.Name).Append(']'),
                YamlStep.Place place => text.Append('[').Append(place.Index).Append(']'),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }

        return text.ToString();
    }
}

/// <summary>One step of a <see cref="YamlPath"/>. A closed union.</summary>
public abstract record YamlStep
{
    private YamlStep()
    {
    }

    /// <summary>Into the value of a key.</summary>
    public sealed record Key(string Name) : YamlStep;

    /// <summary>To the member of a list whose <c>key</c> is so.</summary>
    public sealed record Item(string Name) : YamlStep;

    /// <summary>To the member of a list at a place, counted from zero.</summary>
    public sealed record Place(int Index) : YamlStep;
}
