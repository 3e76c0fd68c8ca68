using System.Collections.Immutable;
using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>One life inside a pathway: the main one, or a run of a track. The rules of stages are the same for both.</summary>
/// <param name="Number">0: the main life.</param>
/// <param name="Stages">Its stages in order.</param>
/// <param name="Part">The row it is for.</param>
internal readonly record struct Run(int Number, ImmutableArray<StagePlan> Stages, ItemPart? Part)
{
    public bool IsMain => Number == 0;

    public static Run Of(ProcessPlan plan, PathwayState state, int number) =>
        number == 0 ? new Run(0, plan.Stages, null)
        : state.Track(number) is { } track ? new Run(number, plan.Track(track.Track).Stages, track.Part)
        : throw new KeyNotFoundException($"No run {number}.");
}

/// <summary>Finds in the plan what the state names.</summary>
public static class Whereabouts
{
    /// <summary>The stage an item stands in.</summary>
    public static StagePlan StageOf(this ProcessPlan plan, PathwayState state, ItemState item) => plan.Stage(state.StageOf(item.Run)!);

    /// <summary>The slot of an item.</summary>
    public static SlotPlan SlotOf(this ProcessPlan plan, PathwayState state, ItemState item) => plan.StageOf(state, item).Slot(item.Slot);
}
