using System.Collections.Immutable;
using CsCheck;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using static Iom.Workflows.Tests.Engine.PlanBuilder;

namespace Iom.Workflows.Tests.Engine;

/// <summary>A plan and what people and clocks do to a pathway of it.</summary>
/// <param name="Plan">Any plan that a verified definition could make: positive answers never lead backward.</param>
/// <param name="StartOn">First day.</param>
/// <param name="Moves">What happens, in this order; what a move means depends on where the pathway stands then.</param>
public sealed record Life(ProcessPlan Plan, DateOnly StartOn, ImmutableArray<Move> Moves);

/// <summary>One thing that somebody tries.</summary>
/// <param name="Kind">What.</param>
/// <param name="Which">Chooses among the open items.</param>
/// <param name="Who">Chooses among people.</param>
/// <param name="How">Chooses among outcomes, days, towns.</param>
public readonly record struct Move(MoveKind Kind, int Which, int Who, int How);

/// <summary>Kinds of moves.</summary>
public enum MoveKind
{
    Answer,
    Claim,
    Release,
    Delegate,
    Reassign,
    Fall,
    Wait,
    ChangeDirectory,
    Withdraw,
    Repeat,
}

/// <summary>Makes lives at random.</summary>
internal static class RandomLife
{
    private static readonly Gen<PerformerRule> Rule = Among(
        Subject, Lead, Deputy, Head, Methodologist, new PerformerRule.OneOf([Deputy, Head]), new PerformerRule.OneOf([Subject, Lead]),
        new PerformerRule.RelativeTo(Roles.Mentor), new PerformerRule.RoleHolder("nobody"));

    private static readonly Gen<PerformerPlan> Performer = Gen.Select(
        Rule,
        Gen.OneOf(Gen.Const<Fallback>(new Fallback.Skip()), Gen.Const<Fallback>(new Fallback.LevelUp()), Rule.Select(Fallback (rule) => new Fallback.Other(rule)))
            .Array[0, 2],
        (rule, fallbacks) => new PerformerPlan(rule, [.. fallbacks]));

    private static readonly Gen<Condition> When = Gen.Frequency(
        (8, Gen.Const(Condition.Always)),
        (1, Gen.Enum<YearPosition>().Select(Condition (position) => new Condition.Year(position))),
        (1, Among<Condition>(new Condition.HasAssociation(true), new Condition.Leader(true), new Condition.Not(new Condition.Category(["teacher"])))));

    private static readonly Gen<DateAnchor> Anchor = Gen.OneOf(
        Gen.Const<DateAnchor>(new DateAnchor.Opened()),
        Gen.Const<DateAnchor>(new DateAnchor.Started()),
        Gen.Const<DateAnchor>(new DateAnchor.StageDone("s0")),
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 31], DateAnchor (month, day) => new DateAnchor.DayOfYear(month, day)),
        Gen.Enum<AcademicAnchor>().Select(DateAnchor (anchor) => new DateAnchor.Academic(anchor)));

    private static readonly Gen<(int Amount, DateUnit Unit)> Distance = Gen.OneOf(
        Gen.Int[-20, 60].Select(amount => (amount, DateUnit.WorkingDays)),
        Gen.Int[-40, 90].Select(amount => (amount, DateUnit.CalendarDays)),
        Gen.Int[-4, 12].Select(amount => (amount, DateUnit.Weeks)),
        Gen.Int[-3, 6].Select(amount => (amount, DateUnit.Months)),
        Gen.Int[0, 1].Select(amount => (amount, DateUnit.Years)));

    private static readonly Gen<DateRule> Offset = Gen.Select(
        Anchor, Distance, Gen.Enum<RollRule>(), DateRule (anchor, distance, roll) => new DateRule.Offset(anchor, distance.Amount, distance.Unit, roll));

    private static readonly Gen<DateRule> Day = Gen.Frequency(
        (6, Offset),
        (1, Offset.Array[1, 3].Select(DateRule (rules) => new DateRule.Earliest([.. rules]))),
        (1, Offset.Array[1, 3].Select(DateRule (rules) => new DateRule.Latest([.. rules]))));

    private static readonly Gen<DateUnit> DayUnit = Among(DateUnit.WorkingDays, DateUnit.CalendarDays);

    private static readonly Gen<ReminderPlan> Reminder = Gen.Select(
        Gen.Int[-10, 10], DayUnit, Gen.Int[0, 4], Gen.Int[1, 3], (offset, unit, every, times) => new ReminderPlan(offset, unit, every, times));

    private static readonly Gen<EscalationPlan> Escalation = Gen.Select(
        Gen.Int[1, 10], DayUnit, Performer, Gen.Enum<EscalationMode>(), (after, unit, to, mode) => new EscalationPlan(after, unit, to, mode));

    /// <summary>Kinds that differ in nothing but their force; votes and notices come with <see cref="RandomSides"/>.</summary>
    private static readonly Gen<SlotKind> Kind = Among(
        SlotKind.Form, SlotKind.Review, SlotKind.Verdict, SlotKind.Report, SlotKind.Control, SlotKind.Acknowledgement, SlotKind.ExternalResult,
        SlotKind.Presentation, SlotKind.Order);

    private static readonly Gen<SlotPlan> Slot = Gen.Select(
        Gen.Select(Kind, Gen.Enum<VerdictKind>(), Among<ImmutableArray<OutcomePlan>>([Submit], [Approve, Return], [Approve, Return, Reject])),
        Performer,
        When,
        Gen.Frequency((4, Among<DateRule?>([null])), (1, Offset.Select(DateRule? (rule) => rule))),
        Gen.Frequency((1, Among<DeadlinePlan?>([null])), (4, Gen.Select(Day, Gen.Int[0, 5], DeadlinePlan? (rule, atLeast) => new DeadlinePlan(rule, atLeast)))),
        Gen.Select(Reminder.Array[0, 3], Escalation.Array[0, 2]),
        Gen.Bool,
        (kind, performer, when, opens, deadline, ladder, form) => new SlotPlan
        {
            Key = string.Empty,
            Title = "Шаг",
            Kind = kind.Item1,
            Verdict = kind.Item1 == SlotKind.Verdict ? kind.Item2 : null,
            Outcomes = kind.Item3,
            Performer = performer,
            When = when,
            Opens = opens,
            Deadline = deadline,
            Reminders = [.. ladder.Item1],
            Escalations = [.. ladder.Item2],
            Fields = form ? [Field("goal", required: true)] : [],
        });

    private static readonly Gen<StagePolicy> Policy = Gen.Select(
        Gen.Enum<PolicyKind>(), Gen.Int[1, 3], Gen.Enum<NegativeRule>(), (kind, count, negative) => new StagePolicy(kind, count, negative));

    /// <summary>A stage whose transitions still point at numbers of stages.</summary>
    private static readonly Gen<(StagePlan Stage, int[] Back, int Rounds, int Forward, TargetKind Rejected)> Shape = Gen.Select(
        Gen.Select(When, Slot.Array[1, 4], Policy, Gen.Bool, (when, slots, policy, seals) => new StagePlan
        {
            Key = string.Empty,
            Title = "Этап",
            When = when,
            Policy = policy,
            SealsRevision = seals,
            Slots = [.. slots.Select((slot, i) => slot with { Key = "abcd"[i].ToString() })],
        }),
        Gen.Int[0, 9].Array[0, 3],
        Gen.Int[0, 3],
        Gen.Int[-1, 20],
        Among(TargetKind.Rejected, TargetKind.Next, TargetKind.End, TargetKind.Stage));

    private static readonly Gen<ProcessPlan> Plans = Gen.Select(
        Shape.Array[1, 6], Gen.Int[-1, 9], Gen.Int[0, 9], Gen.Int[1, 3], (shapes, loop, begins, cap) => Assemble(shapes, loop, begins, cap));

    private static readonly Gen<Move> Moves = Gen.Select(
        Gen.Frequency(
            (12, Gen.Const(MoveKind.Answer)), (6, Gen.Const(MoveKind.Fall)), (2, Gen.Const(MoveKind.Wait)), (2, Gen.Const(MoveKind.ChangeDirectory)),
            (2, Gen.Const(MoveKind.Repeat)), (2, Among(MoveKind.Claim, MoveKind.Release, MoveKind.Delegate, MoveKind.Reassign)),
            (1, Gen.OneOf(Gen.Const(MoveKind.Answer), Gen.Const(MoveKind.Withdraw)))),
        Gen.Int[0, 5],
        Gen.Int[0, 20],
        Gen.Int[0, 20],
        (kind, which, who, how) => new Move(kind, which, who, how));

    public static Gen<Life> Lives { get; } = Gen.Select(
        Plans,
        Among(Town.Day("2025-07-15"), Town.Day("2025-09-01"), Town.Day("2025-09-06"), Town.Day("2025-11-20")),
        Moves.Array[0, 60],
        (plan, startOn, moves) => new Life(plan, startOn, [.. moves]));

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static ProcessPlan Assemble(
        (StagePlan Stage, int[] Back, int Rounds, int Forward, TargetKind Rejected)[] shapes, int loop, int begins, int cap)
    {
        var loopAt = loop < 0 ? -1 : loop % shapes.Length;
        var stages = shapes.Select((shape, at) =>
        {
            var (stage, back, rounds, forward, rejected) = shape;
            var earlier = back.Select(number => $"s{number % (at + 1)}").ToArray();
            stage = stage with { Key = $"s{at}" };
            stage = earlier.Length > 0 ? stage.Leading("return", TargetKind.Stage, rounds == 0 ? null : rounds, earlier) : stage;
            stage = rejected == TargetKind.Stage ? stage.Leading("reject", rejected, null, "s0") : stage.Leading("reject", rejected);
            if (at == loopAt)
            {
                return stage.Leading("approve", TargetKind.NextYear).Leading("submit", TargetKind.NextYear);
            }

            return forward > at && forward < shapes.Length ? stage.Leading("approve", TargetKind.Stage, null, $"s{forward}") : stage;
        });
        return Plan([.. stages]) with
        {
            CapYears = cap,
            DefaultYears = cap,
            YearBeginsAt = loopAt < 0 ? null : $"s{begins % (loopAt + 1)}",
        };
    }
}
