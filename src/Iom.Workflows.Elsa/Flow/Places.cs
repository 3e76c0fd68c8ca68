using Elsa.Workflows.State;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Elsa.Flow;

/// <summary>Where lives stand: names of the activities at which they wait.</summary>
internal static class Places
{
    /// <summary>As Elsa has it.</summary>
    public static HashSet<string> Of(WorkflowState state) => [.. state.Bookmarks.Select(bookmark => bookmark.ActivityId)];

    /// <summary>As the engine has it; a track that does not run stands at its beginning.</summary>
    public static HashSet<string> Of(ProcessPlan plan, PathwayState state) =>
    [
        FlowNames.Stage(state.Stage!),
        .. plan.Tracks.Select(track => state.Tracks.FirstOrDefault(run => run.Track == track.Key && run.Status == TrackStatus.Running) is { } run
            ? FlowNames.Stage(run.Stage!)
            : FlowNames.Beginning(track.Key)),
    ];
}
