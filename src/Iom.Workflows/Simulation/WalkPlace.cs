using System.Collections.Immutable;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Simulation;

/// <summary>Where in a route the facts of one decision stand: a decision may leave a stage and enter others, in the main life and beside it.</summary>
internal readonly record struct WalkPlace(int Year, ImmutableArray<WalkPlace.Life> Lives)
{
    /// <summary>The stage in which one life stands.</summary>
    public readonly record struct Life(int Run, string Stage, int Round);

    public static WalkPlace Of(PathwayState state) => new(
        state.Year,
        [
            new Life(0, state.Stage ?? string.Empty, state.Round),
            .. state.Tracks.Where(track => track.Stage is not null).Select(track => new Life(track.Number, track.Stage!, track.Round)),
        ]);

    public WalkPlace After(Effect fact) => fact switch
    {
        Effect.PathwayBegan => this with { Year = 1 },
        Effect.YearBegan began => this with { Year = began.Year },
        Effect.StageEntered entered => this with
        {
            Lives = Lives.RemoveAll(life => life.Run == entered.Run).Add(new Life(entered.Run, entered.Stage, entered.Round)),
        },
        _ => this,
    };

    public Life In(int run) => Lives.First(life => life.Run == run);
}
