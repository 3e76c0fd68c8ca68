using System.Collections.Immutable;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Verification.Exploration;

/// <summary>The states that were reached, in the order of their distance from the start, and the steps between them.</summary>
internal sealed class StateGraph
{
    private readonly List<Node> nodes = [];
    private readonly Dictionary<string, int> byKey = new(StringComparer.Ordinal);

    public int Count => nodes.Count;

    public Node this[int number] => nodes[number];

    /// <summary>Adds a state, or finds the one that is the same for the engine, and notes the step that led there.</summary>
    public Node Reach(string key, Cast cast, PathwayState state, DateTimeOffset now, int? from, Step via)
    {
        if (!byKey.TryGetValue(key, out var number))
        {
            number = nodes.Count;
            byKey.Add(key, number);
            nodes.Add(new Node(number, key, cast, state, now, from, via));
        }

        if (from is { } before)
        {
            (via.Kind == StepKind.Triggered ? nodes[before].Detours : nodes[before].Next).Add(new Edge(number, via));
        }

        return nodes[number];
    }

    /// <summary>The shortest way from the start to a state.</summary>
    public ImmutableArray<Node> WayTo(int number)
    {
        var way = new Stack<Node>();
        for (int? at = number; at is { } here; at = nodes[here].From)
        {
            way.Push(nodes[here]);
        }

        return [.. way];
    }

    /// <summary>A state as it was first reached.</summary>
    /// <param name="Number">From 0, never smaller than that of a nearer state.</param>
    /// <param name="Key">What the engine can tell apart.</param>
    /// <param name="Cast">Whose pathway, among whom.</param>
    /// <param name="State">As the engine made it.</param>
    /// <param name="Now">When it was first reached.</param>
    /// <param name="From">The state before; null at the start.</param>
    /// <param name="Via">The step from there.</param>
    public sealed record Node(int Number, string Key, Cast Cast, PathwayState State, DateTimeOffset Now, int? From, Step Via)
    {
        public List<Edge> Next { get; } = [];

        /// <summary>Where triggers lead. Nobody need ever set one off, so no pathway may depend on it.</summary>
        public List<Edge> Detours { get; } = [];

        /// <summary>Whether every step from here was tried; false when the work was cut short.</summary>
        public bool Expanded { get; set; }

        public bool Ended => State.Status != PathwayStatus.Running;
    }

    /// <summary>A step to another state.</summary>
    public readonly record struct Edge(int To, Step Via);

    /// <summary>Whose pathway is looked at, among which people.</summary>
    public sealed record Cast(int Number, EducatorKind Kind, Staffing Staffing, Roster Roster);
}
