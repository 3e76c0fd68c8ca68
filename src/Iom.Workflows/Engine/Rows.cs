using Iom.Workflows.Definitions;

namespace Iom.Workflows.Engine;

/// <summary>Work that hangs on the rows of a table: it follows the table when that is corrected.</summary>
internal static class Rows
{
    private const int LabelLength = 80;

    /// <summary>The part that a row makes.</summary>
    public static ItemPart Part(Turn turn, string table, int row)
    {
        var cells = turn.State.Document.Rows(table)[row];
        var label = FirstColumn(turn.Plan, table) is { } column && cells.TryGetValue(column, out var text) && text.Length > 0 ? text : null;
        return new ItemPart(table, row, Label: label?.Length > LabelLength ? label[..(LabelLength - 1)] + "…" : label);
    }

    /// <summary>After a table was written: rows that are new get their run or item, those that are gone lose it.</summary>
    public static void Follow(Turn turn, Effect.DocumentWritten written)
    {
        foreach (var track in turn.Plan.Tracks)
        {
            if (track.Rows is { } table && written.Written.ContainsKey(table))
            {
                FollowRuns(turn, track, table);
            }
        }

        FollowItems(turn, written, 0, turn.State.Stage);
        foreach (var track in turn.State.Tracks)
        {
            FollowItems(turn, written, track.Number, turn.State.Track(track.Number)?.Stage);
        }
    }

    private static void FollowRuns(Turn turn, TrackPlan track, string table)
    {
        var rows = turn.State.Document.Rows(table).Length;
        var begun = false;
        foreach (var run in turn.State.Tracks)
        {
            begun |= run.Track == track.Key;
            if (run.Track == track.Key && run.Part?.Row >= rows)
            {
                Tracks.Cancel(turn, run);
            }
        }

        for (var row = 0; begun && row < rows; row++)
        {
            Tracks.StartRow(turn, track, Part(turn, table, row), again: false);
        }

        Items.ClearAttention(turn);
    }

    private static void FollowItems(Turn turn, Effect.DocumentWritten written, int number, string? stage)
    {
        if (stage is null || turn.State.Status != PathwayStatus.Running)
        {
            return;
        }

        var changed = false;
        foreach (var slot in turn.Plan.Stage(stage).Slots)
        {
            if (slot.Each is EachPlan.Rows { Table: var table } && written.Written.ContainsKey(table))
            {
                changed |= FollowSlot(turn, Run.Of(turn.Plan, turn.State, number), slot, table);
            }
        }

        if (changed)
        {
            Items.ClearAttention(turn);
            Stages.Settle(turn, Run.Of(turn.Plan, turn.State, number));
        }
    }

    private static bool FollowSlot(Turn turn, Run run, SlotPlan slot, string table)
    {
        var rows = turn.State.Document.Rows(table).Length;
        var (begun, changed) = (0, false);
        foreach (var item in turn.State.Items)
        {
            if (item.Run != run.Number || item.Slot != slot.Key)
            {
                continue;
            }

            begun = Math.Max(begun, (item.Part?.Row ?? -1) + 1);
            if (item.Part?.Row >= rows && item.Status is ItemStatus.Open or ItemStatus.Scheduled)
            {
                turn.Add(new Effect.ItemCancelled(item.Number));
                changed = true;
            }
        }

        for (var row = begun; begun > 0 && row < rows; row++)
        {
            changed |= Items.BeginRow(turn, run, slot, table, row);
        }

        return changed;
    }

    private static string? FirstColumn(ProcessPlan plan, string table)
    {
        foreach (var stage in plan.AllStages)
        {
            foreach (var slot in stage.Slots)
            {
                foreach (var field in slot.Fields)
                {
                    if (field.Key == table && field.Columns is [var first, ..])
                    {
                        return first.Key;
                    }
                }
            }
        }

        return null;
    }
}
