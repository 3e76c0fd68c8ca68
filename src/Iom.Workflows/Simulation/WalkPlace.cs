using Iom.Workflows.Engine;

namespace Iom.Workflows.Simulation;

/// <summary>Where in a route the facts of one decision stand: a decision may leave a stage and enter others.</summary>
internal readonly record struct WalkPlace(int Year, string Stage, int Round)
{
    public static WalkPlace Of(PathwayState state) => new(state.Year, state.Stage ?? string.Empty, state.Round);

    public WalkPlace After(Effect fact) => fact switch
    {
        Effect.PathwayBegan => this with { Year = 1 },
        Effect.YearBegan began => this with { Year = began.Year },
        Effect.StageEntered entered => this with { Stage = entered.Stage, Round = entered.Round },
        _ => this,
    };
}
