using System.Collections.Immutable;
using CsCheck;
using Iom.Workflows.Definitions;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Random lives to which tracks, slots of several items, votes and notices are added.</summary>
internal static class RandomSides
{
    private static readonly FieldPlan Items = Field("items", FieldType.Table, columns: [Field("what")]);

    /// <summary>Changes of single slots, by the number of the slot.</summary>
    private static readonly Gen<int[]> Changes = Gen.Int[0, 13].Array[4, 24];

    public static Gen<Life> Lives { get; } = Gen.Select(
        RandomLife.Lives, RandomLife.Lives, Changes, Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool, (life, other, changes, starts, joins, rows) =>
        {
            var at = 0;
            var plan = life.Plan with { Stages = [.. life.Plan.Stages.Select(stage => Changed(stage, () => changes[at++ % changes.Length]))] };
            var side = other.Plan.Stages.Take(2).Select((stage, i) => Changed(Side(stage, i), () => changes[at++ % changes.Length]));
            var track = new TrackPlan("side", "Рядом", Condition.Always, Start(starts), rows ? "items" : null, [.. side]);
            return life with { Plan = plan with { Tracks = [track], Stages = Joined(plan.Stages, joins) } };
        });

    private static TrackStart Start(int number) => number switch
    {
        0 => new TrackStart.WithPathway(),
        1 => new TrackStart.Entering("s0"),
        2 => new TrackStart.OnOutcome("s0", "approve"),
        _ => new TrackStart.OnOutcome("s0", "submit"),
    };

    private static ImmutableArray<StagePlan> Joined(ImmutableArray<StagePlan> stages, int how) => how switch
    {
        0 => stages.SetItem(stages.Length - 1, stages[^1] with { Awaits = ["side"] }),
        1 => stages.SetItem(stages.Length - 1, stages[^1] with { Ends = ["side"] }),
        2 => stages.SetItem(0, stages[0] with { Awaits = ["side"] }),
        _ => stages,
    };

    /// <summary>A stage of the track: its outcomes stay in the track.</summary>
    private static StagePlan Side(StagePlan stage, int at) => stage with
    {
        Key = $"t{at}",
        Transitions = [],
        Slots = [.. stage.Slots.Select(slot => slot with { Outcomes = [Submit] })],
    };

    private static StagePlan Changed(StagePlan stage, Func<int> change) => stage with { Slots = [.. stage.Slots.Select(slot => Changed(stage, slot, change()))] };

    private static SlotPlan Changed(StagePlan stage, SlotPlan slot, int change) => change switch
    {
        0 => slot with { Each = new EachPlan.People(), Performer = new PerformerPlan(new PerformerRule.OneOf([Deputy, Head, Lead]), slot.Performer.Fallbacks) },
        1 => slot with { Each = new EachPlan.People(), Enough = Enough.Majority, Into = "found" },
        2 => slot with { Each = new EachPlan.Rows("items"), Enough = Enough.Any },
        3 => slot with { Each = new EachPlan.Rows("items") },
        4 => slot with { Each = new EachPlan.Dates([On(26, 10), On(15, 12), On(15, 3)]) },
        5 => slot with { Kind = SlotKind.Notice, Verdict = null, Outcomes = [new OutcomePlan("told", "Сообщено", OutcomeSense.Positive)], Deadline = null, Fields = [] },
        6 or 7 => slot with
        {
            Kind = SlotKind.Vote,
            Verdict = null,
            Each = new EachPlan.People(),
            Outcomes = VotePlan.Votes,
            Fields = [],
            Deadline = slot.Deadline ?? new DeadlinePlan(In(5, DateUnit.WorkingDays)),
            Performer = new PerformerPlan(new PerformerRule.OneOf([Deputy, Head, Lead, Methodologist]), slot.Performer.Fallbacks),
            Vote = new VotePlan(
                change == 6 ? Enough.Majority : new Enough(EnoughKind.Share, 2, 3), Enough.Majority, change == 7, (TieRule)(stage.Slots.Length % 3),
                RepeatsWithoutQuorum: stage.Slots.Length == 1),
        },
        8 or 9 => slot with { Fields = [Items] },
        _ => slot,
    };
}
