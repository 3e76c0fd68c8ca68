using System.Collections.Immutable;

namespace Iom.Workflows.Definitions.Explaining;

/// <summary>Where everything of a diagram stands, in units of its view box.</summary>
internal sealed class DiagramLayout
{
    public const int StageWidth = 520;
    public const int SlotHeight = 52;
    public const int NoteHeight = 18;
    private const int Gap = 34;
    private const int ExitHeight = 22;
    private const int LaneWidth = 16;
    private const int Edge = 10;

    /// <summary>Room for the end of the life above and the name of the track.</summary>
    private const int HeadingHeight = 70;

    private DiagramLayout(int left, int width, int height, ImmutableArray<Box> boxes, ImmutableArray<Arrow> arrows)
    {
        (Left, Width, Height, Boxes, Arrows) = (left, width, height, boxes, arrows);
    }

    public int Left { get; }

    public int Width { get; }

    public int Height { get; }

    public int Middle => Left + (StageWidth / 2);

    public ImmutableArray<Box> Boxes { get; }

    public ImmutableArray<Arrow> Arrows { get; }

    public static DiagramLayout Of(ProcessPlan plan)
    {
        var placed = ImmutableArray.CreateBuilder<Box>();
        var top = 2 + 30 + Gap;
        for (var i = 0; i < plan.Stages.Length; i++)
        {
            placed.Add(Place(plan, plan.Stages[i], i, top, null));
            top = placed[^1].Bottom + Gap;
        }

        // Below the main life each track, as a lane of its own under its name.
        foreach (var track in plan.Tracks)
        {
            for (var i = 0; i < track.Stages.Length; i++)
            {
                var heading = i > 0 ? null : DiagramWords.Fit(PlanTexts.Of("diagram_track", track.Title, PlanText.Start(plan, track)), 72);
                placed.Add(Place(plan, track.Stages[i], i, i > 0 ? top : top + HeadingHeight, heading));
                top = placed[^1].Bottom + Gap;
            }
        }

        var boxes = placed.DrainToImmutable();
        var (right, rightLanes) = Lanes(plan, boxes, onTheRight: true);
        var (left, leftLanes) = Lanes(plan, boxes, onTheRight: false);
        var leftEdge = Edge + (leftLanes * LaneWidth);
        var arrows = right.Select(lane => Around(boxes, lane, leftEdge + StageWidth, 1))
            .Concat(left.Select(lane => Around(boxes, lane, leftEdge, -1)));
        return new DiagramLayout(
            leftEdge, leftEdge + StageWidth + (rightLanes * LaneWidth) + Edge, top + 34, boxes, [.. arrows]);
    }

    private static Box Place(ProcessPlan plan, StagePlan stage, int index, int top, string? heading)
    {
        var notes = DiagramWords.Notes(stage);
        var at = top + 38 + (notes.Length * NoteHeight);
        var slots = ImmutableArray.CreateBuilder<SlotBox>(stage.Slots.Length);
        foreach (var slot in stage.Slots)
        {
            slots.Add(new SlotBox(at, DiagramWords.Fit(slot.Title, 60), DiagramWords.Fit(PlanText.Performer(slot.Performer.Rule, plan), 72)));
            at += SlotHeight;
        }

        var exits = ImmutableArray.CreateBuilder<Exit>();
        foreach (var transition in stage.Transitions.Where(transition => transition.Target != TargetKind.Next)
            .DistinctBy(transition => transition.Target == TargetKind.NextYear ? string.Empty : transition.Outcome))
        {
            var right = transition.Target != TargetKind.NextYear;
            exits.Add(new Exit(at + (ExitHeight / 2), DiagramWords.Exit(stage, transition), right, transition));
            at += ExitHeight;
        }

        return new Box(top, at + 6, DiagramWords.Fit(PlanTexts.Of("diagram_stage", index + 1, stage.Title), 58), notes, slots.DrainToImmutable(), exits.DrainToImmutable(), heading);
    }

    /// <summary>Gives each arrow that goes back the innermost lane that is free along its way.</summary>
    private static (List<Lane> Lanes, int Count) Lanes(ProcessPlan plan, ImmutableArray<Box> boxes, bool onTheRight)
    {
        var wanted = boxes.SelectMany((box, from) => box.Exits.Where(exit => exit.OnTheRight == onTheRight)
            .SelectMany(exit => Targets(plan, exit.Transition).Select((to, i) => (From: from, exit.Y, To: to, Default: i == 0))));
        var lanes = new List<Lane>();
        foreach (var (from, y, to, isDefault) in wanted.OrderBy(arrow => Math.Abs(arrow.From - arrow.To)).ThenBy(arrow => arrow.From))
        {
            var (upper, lower) = (Math.Min(from, to), Math.Max(from, to));
            var number = Enumerable.Range(1, lanes.Count + 1)
                .First(free => lanes.All(lane => lane.Number != free || lane.Upper > lower || lane.Lower < upper));
            lanes.Add(new Lane(number, upper, lower, y, to, onTheRight ? isDefault ? "d-return" : "d-return d-other" : "d-year"));
        }

        return (lanes, lanes.Count == 0 ? 0 : lanes.Max(lane => lane.Number));
    }

    private static IEnumerable<int> Targets(ProcessPlan plan, TransitionPlan transition) => transition.Target switch
    {
        TargetKind.Stage => transition.Stages.Select(plan.AllStages.Select(stage => stage.Key).ToList().IndexOf),
        TargetKind.NextYear => [plan.IndexOf(plan.YearBeginsAt!)],
        _ => [],
    };

    private static Arrow Around(ImmutableArray<Box> boxes, Lane lane, int side, int direction)
    {
        var outer = side + (direction * lane.Number * LaneWidth);
        var into = boxes[lane.To].Top + 12 + (lane.Number % 3 * 6);
        return new Arrow($"M{side} {lane.Y} H{outer} V{into} H{side + (direction * 2)}", lane.Class);
    }

    /// <summary>A stage; the first of a track has the name of the track above it.</summary>
    internal sealed record Box(
        int Top, int Bottom, string Title, ImmutableArray<string> Notes, ImmutableArray<SlotBox> Slots, ImmutableArray<Exit> Exits, string? Heading);

    /// <summary>A slot inside a stage.</summary>
    internal sealed record SlotBox(int Top, string Title, string Performer);

    /// <summary>A labelled place at the edge of a stage where an arrow leaves it.</summary>
    internal sealed record Exit(int Y, string Label, bool OnTheRight, TransitionPlan Transition);

    /// <summary>A line from one stage to another.</summary>
    internal sealed record Arrow(string Path, string Class);

    private sealed record Lane(int Number, int Upper, int Lower, int Y, int To, string Class);
}
