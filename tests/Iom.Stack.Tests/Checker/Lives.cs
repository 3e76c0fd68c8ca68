using System.Text.Json;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;

namespace Iom.Stack.Tests.Checker;

/// <summary>Each pathway by itself: alive or ended or on the attention list, its lists as its state says, no rung fallen twice.</summary>
internal static class Lives
{
    public static IEnumerable<string> Broken(Records records) =>
        records.Pathways.SelectMany(pathway => Faults(records, pathway).Select(fault => $"{pathway.Id}: {fault}"));

    private static IEnumerable<string> Faults(Records records, PathwayRow pathway)
    {
        var state = JsonSerializer.Deserialize(pathway.State, EngineJson.Stored.PathwayState)!;
        return [.. Alive(records, pathway, state), .. Lists(records, pathway, state), .. Rungs(records.History[pathway.Id])];
    }

    private static IEnumerable<string> Alive(Records records, PathwayRow pathway, PathwayState state)
    {
        if (state.Status != PathwayStatus.Running)
        {
            yield break;
        }

        var moves = state.Items.Any(item => (item.Status == ItemStatus.Open && !item.Assignees.IsEmpty)
            || (item.Status == ItemStatus.Scheduled && item.NextRungAt is not null));
        if (!moves && pathway.Attention is null)
        {
            yield return "nobody can move it and nobody is told.";
        }

        foreach (var timer in records.Timers[pathway.Id].Where(timer => timer.At <= records.Now))
        {
            yield return $"rung {timer.Rung} of item {timer.Item} is due and does not fall.";
        }
    }

    /// <summary>The projections for lists and for the sweep are written in the same transaction as the state, so they agree.</summary>
    private static IEnumerable<string> Lists(Records records, PathwayRow pathway, PathwayState state)
    {
        var listed = records.Items[pathway.Id].ToDictionary(item => item.Number);
        foreach (var item in state.Items)
        {
            if (!listed.Remove(item.Number, out var row) || row.Status != item.Status.ToString() || row.ClaimedBy != item.ClaimedBy || row.Outcome != item.Outcome)
            {
                yield return $"item {item.Number} stands otherwise in the list than in the state.";
            }

            var expected = item.Status == ItemStatus.Open && state.Status == PathwayStatus.Running ? item.Assignees.Order() : Enumerable.Empty<int>();
            if (!records.Assignees[(pathway.Id, item.Number)].Order().SequenceEqual(expected))
            {
                yield return $"item {item.Number} stands in other inboxes than the state says.";
            }
        }

        foreach (var left in listed.Values.Where(row => row.Status is nameof(ItemStatus.Open) or nameof(ItemStatus.Scheduled)))
        {
            yield return $"item {left.Number} is open in the list and unknown to the state.";
        }

        var set = records.Timers[pathway.Id].Where(timer => timer.Item != 0).Select(timer => (timer.Item, timer.Rung, timer.At)).Order();
        var meant = state.Items
            .Where(item => state.Status == PathwayStatus.Running && item is { NextRungAt: not null, Status: ItemStatus.Open or ItemStatus.Scheduled })
            .Select(item => (item.Number, item.NextRung, item.NextRungAt!.Value)).Order();
        if (!set.SequenceEqual(meant))
        {
            yield return "its timers are not those of its state.";
        }
    }

    private static IEnumerable<string> Rungs(IEnumerable<HistoryRow> history)
    {
        var fallen = new HashSet<string>();
        foreach (var fact in history.SelectMany(row => HistoryReplay.Facts(row)))
        {
            var rung = fact switch
            {
                Effect.Reminded reminded => $"reminder {reminded.Rung} of item {reminded.Item}",
                Effect.Overdue overdue => $"overdue mark of item {overdue.Item}",
                Effect.Escalated escalated => $"escalation {escalated.Rung} of item {escalated.Item}",
                Effect.ItemAnswered answered => $"answer to item {answered.Item}",
                Effect.ItemOpened opened => $"opening of item {opened.Item}",
                _ => null,
            };
            if (rung is not null && !fallen.Add(rung))
            {
                yield return $"the {rung} came twice.";
            }
        }
    }
}
