using Iom.Workflows.Engine;

namespace Iom.Workflows.Simulation;

/// <summary>Where in a route the facts of one decision stand: a decision may leave a stage and enter others, in several lives.</summary>
internal sealed class WalkPlace(PathwayState before)
{
    private Dictionary<int, (string Stage, int Round)>? entered;

    public int Year { get; private set; } = before.Year;

    /// <summary>The stage in which a life stands, and its round.</summary>
    public (string Stage, int Round) Of(int run) =>
        entered is not null && entered.TryGetValue(run, out var at) ? at : (before.StageOf(run) ?? string.Empty, before.RoundOf(run));

    /// <summary>Goes on past a fact.</summary>
    public void Pass(Effect fact)
    {
        switch (fact)
        {
            case Effect.PathwayBegan:
                Year = 1;
                break;
            case Effect.YearBegan began:
                Year = began.Year;
                break;
            case Effect.StageEntered stage:
                (entered ??= [])[stage.Run] = (stage.Stage, stage.Round);
                break;
        }
    }
}
