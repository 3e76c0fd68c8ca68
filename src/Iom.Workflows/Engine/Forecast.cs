using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;

namespace Iom.Workflows.Engine;

/// <summary>
/// What lies ahead if everybody answers positively on the last day: the same rules run forward over the real people and dates.
/// For the strip on the pathway's page and for simulations; nothing of it is stored.
/// </summary>
public static class Forecast
{
    private const int MostSteps = 400;

    /// <summary>One item that is expected.</summary>
    /// <param name="Year">The n-th year of the pathway.</param>
    /// <param name="Assignees">Who would get it, as of today's directory.</param>
    /// <param name="OpensOn">Local day.</param>
    /// <param name="DueOn">Last day, inclusive; null: no deadline.</param>
    /// <param name="Preliminary">The day rests on a calendar that is not decreed yet.</param>
    /// <param name="Run">Number of the life; 0: the main one.</param>
    /// <param name="Part">Which part of the slot's work; null: all of it.</param>
    public sealed record Step(
        int Year,
        string Stage,
        int Round,
        string Slot,
        ImmutableArray<int> Assignees,
        DateOnly OpensOn,
        DateOnly? DueOn,
        bool Preliminary,
        int Run = 0,
        ItemPart? Part = null);

    public static ImmutableArray<Step> Of(ProcessPlan plan, PathwayState state, Roster roster, DateTimeOffset now)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        if (roster.UnitOf(state.SubjectId) is not { } unit)
        {
            return [];
        }

        for (var i = 0; i < MostSteps && state.Status == PathwayStatus.Running && Next(state) is { } item; i++)
        {
            var at = item.NextRungAt is { } opens && item.Status == ItemStatus.Scheduled
                ? opens
                : roster.CalendarOf(unit.Id).InstantOf(item.DueOn ?? item.OpensOn, new TimeOnly(12, 0));
            now = at > now ? at : now;
            var turn = new Turn(plan, state, new PathwayEvent.DirectoryChanged(now), roster, unit);
            var (run, slot) = (Run.Of(plan, state, item.Run), plan.SlotOf(state, item));
            if (item.Status == ItemStatus.Scheduled)
            {
                Items.Open(turn, run, slot, item.Number, item.Part);
            }
            else
            {
                var yes = slot.Outcomes.First(outcome => outcome.Sense == OutcomeSense.Positive);
                turn.Add(new Effect.ItemAnswered(
                    item.Number, yes.Key, Answers.Force(slot), Likely(item), null, null, Late: false, Kept: turn.Remembers(Remembered.Answers) ? true : null));
            }

            Stages.Settle(turn, run);
            var accepted = turn.Accept();
            Collect(accepted.Effects, state, steps);
            state = accepted.State;
        }

        return steps.DrainToImmutable();
    }

    private static int? Likely(ItemState item) => item.ClaimedBy ?? (item.Assignees.IsEmpty ? null : item.Assignees[0]);

    private static ItemState? Next(PathwayState state) => state.Items
        .Where(item => item.Status is ItemStatus.Open or ItemStatus.Scheduled)
        .MinBy(item => (item.Status == ItemStatus.Scheduled ? item.OpensOn : item.DueOn ?? item.OpensOn, item.Number));

    private static void Collect(ImmutableArray<Effect> facts, PathwayState before, ImmutableArray<Step>.Builder steps)
    {
        var year = before.Year;
        var stages = new Dictionary<int, (string Stage, int Round)>();
        foreach (var fact in facts)
        {
            switch (fact)
            {
                case Effect.YearBegan began:
                    year = began.Year;
                    break;
                case Effect.StageEntered entered:
                    stages[entered.Run] = (entered.Stage, entered.Round);
                    break;
                case Effect.ItemOpened opened:
                    var (stage, round) = stages.TryGetValue(opened.Run, out var at) ? at : (before.StageOf(opened.Run)!, before.RoundOf(opened.Run));
                    steps.Add(new Step(
                        year, stage, round, opened.Slot, opened.Assignees, opened.OpenedOn, opened.DueOn, opened.Preliminary, opened.Run, opened.Part));
                    break;
            }
        }
    }
}
