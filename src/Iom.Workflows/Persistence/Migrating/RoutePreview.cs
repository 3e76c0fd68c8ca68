using System.Collections.Immutable;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Persistence.Migrating;

/// <summary>What a migration would change of one pathway.</summary>
/// <param name="StageBefore">Key of the main stage on the old plan.</param>
/// <param name="StageAfter">Key of the main stage on the new plan; null: the pathway stays.</param>
/// <param name="DueBefore">The first last day among its open items; null: none.</param>
/// <param name="PeopleBefore">Who has something to do.</param>
public sealed record RoutePreview(
    string? StageBefore, string? StageAfter, DateOnly? DueBefore, DateOnly? DueAfter, ImmutableArray<int> PeopleBefore, ImmutableArray<int> PeopleAfter)
{
    public static RoutePreview Of(PathwayState before, Decision decision)
    {
        var after = (decision as Decision.Accepted)?.State;
        return new RoutePreview(before.Stage, after?.Stage, Due(before), Due(after), People(before), People(after));
    }

    private static DateOnly? Due(PathwayState? state) => state is null ? null : Open(state).Min(item => item.DueOn);

    private static ImmutableArray<int> People(PathwayState? state) =>
        state is null ? [] : [.. Open(state).SelectMany(item => item.Assignees).Distinct().Order()];

    private static IEnumerable<ItemState> Open(PathwayState state) => state.Items.Where(item => item.Status == ItemStatus.Open);
}
