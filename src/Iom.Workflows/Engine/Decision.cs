using System.Collections.Immutable;

namespace Iom.Workflows.Engine;

/// <summary>What the engine says to an event. A closed union.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>It holds: the new state and the facts that led there.</summary>
    public sealed record Accepted(PathwayState State, ImmutableArray<Effect> Effects) : Decision;

    /// <summary>An expected no.</summary>
    public sealed record Refused(Refusal Why) : Decision;
}
