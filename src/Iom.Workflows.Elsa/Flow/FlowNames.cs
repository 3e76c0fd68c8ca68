using Iom.Workflows.Engine;

namespace Iom.Workflows.Elsa.Flow;

/// <summary>Names of lives and of activities in the generated workflow. They are kept in memos, so they follow from the keys of the plan alone.</summary>
internal static class FlowNames
{
    /// <summary>The main life; also the bookmark on which it waits.</summary>
    public const string Main = "main";

    public const string Fork = "fork";

    /// <summary>A life beside it; also the bookmark on which it waits.</summary>
    public static string Track(string key) => $"track.{key}";

    /// <summary>The life of a run.</summary>
    /// <exception cref="KeyNotFoundException">No such run.</exception>
    public static string Life(PathwayState state, int run) => run == 0 ? Main
        : Track(state.Track(run)?.Track ?? throw new KeyNotFoundException($"No run {run}."));

    public static string Stage(string key) => $"stage.{key}";

    /// <summary>Where a track waits until it is started.</summary>
    public static string Beginning(string track) => $"beginning.{track}";
}
