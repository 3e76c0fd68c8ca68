using System.Collections.Immutable;

namespace Iom.Workflows.Simulation;

/// <summary>What another version changes for one educator, item by item.</summary>
/// <param name="Changes">Only what differs, in the order of the routes.</param>
public sealed record RouteComparison(ImmutableArray<RouteChange> Changes)
{
    /// <summary>Compares items of the same year, stage, round and slot.</summary>
    public static RouteComparison Of(RouteTable before, RouteTable after)
    {
        var old = ByPlace(before);
        var changes = ImmutableArray.CreateBuilder<RouteChange>();
        foreach (var (place, row) in ByPlace(after))
        {
            if (!old.Remove(place, out var was))
            {
                changes.Add(new RouteChange(null, row));
            }
            else if (was.OpenedOn != row.OpenedOn || was.DueOn != row.DueOn || !was.Assignees.SequenceEqual(row.Assignees))
            {
                changes.Add(new RouteChange(was, row));
            }
        }

        changes.AddRange(old.Values.Select(gone => new RouteChange(gone, null)));
        changes.Sort((a, b) => (a.Any.OpenedOn, a.Any.Item).CompareTo((b.Any.OpenedOn, b.Any.Item)));
        return new RouteComparison(changes.ToImmutable());
    }

    private static Dictionary<(int, string, int, string, int), RouteRow> ByPlace(RouteTable table) => table.Rows
        .GroupBy(row => (row.Year, Stage: row.Stage.Key, row.Round, Slot: row.Slot.Key))
        .SelectMany(group => group.Select((row, number) => (Place: (group.Key.Year, group.Key.Stage, group.Key.Round, group.Key.Slot, number), Row: row)))
        .ToDictionary(pair => pair.Place, pair => pair.Row);
}

/// <summary>One item in both versions; null: that version does not have it.</summary>
public sealed record RouteChange(RouteRow? Before, RouteRow? After)
{
    public RouteRow Any => After ?? Before!;
}
