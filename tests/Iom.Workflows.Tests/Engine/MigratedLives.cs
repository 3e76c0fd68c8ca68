using System.Text.Json;
using CsCheck;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;
using Xunit;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Random lives are carried over to other plans after every move; nothing is lost that the history would not give back.</summary>
public sealed class MigratedLives
{
    private static long HowMany => long.TryParse(Environment.GetEnvironmentVariable("CsCheck_Iter"), out var asked) ? asked / 5 : 1_000;

    [Fact]
    public void To_the_same_plan_under_another_version_nothing_changes_but_the_version() =>
        Gen.OneOf(RandomLife.Lives, RandomSides.Lives).Sample(life => new Walk(life, Same).ToTheEnd(), iter: HowMany, print: Readable.Of);

    [Fact]
    public void To_any_plan_a_life_fits_or_is_refused_and_comes_back_as_it_was() =>
        Gen.Select(Gen.OneOf(RandomLife.Lives, RandomSides.Lives), RandomSides.Lives, Gen.Bool, Gen.Bool).Sample(
            (life, other, keep, anew) => new Walk(life, run => Other(run, other.Plan with { Version = 2 }, keep, anew)).ToTheEnd(), iter: HowMany);

    private static void Same(PathwayRun run)
    {
        if (run.State.Status != PathwayStatus.Running || run.State.CapOn(run.Plan) < run.Today)
        {
            return;
        }

        var to = run.Plan with { Version = 2 };
        var decision = Ask(run, to, keep: true, anew: false);
        Broken.Unless(decision is Decision.Accepted, $"An equal plan is refused: {(decision as Decision.Refused)?.Why.Code}.");
        var accepted = (Decision.Accepted)decision;
        Broken.Unless(accepted.Effects is [Effect.PlanChanged { Stages: null, Slots: null, Tracks: null }], $"An equal plan changes something: {string.Join(' ', accepted.Effects)}.");
        Broken.Unless(Json(accepted.State) == Json(run.State), "An equal plan makes another state.");
    }

    private static void Other(PathwayRun run, ProcessPlan to, bool keep, bool anew)
    {
        if (run.State.Status != PathwayStatus.Running || Ask(run, to, keep, anew) is not Decision.Accepted accepted)
        {
            return;
        }

        var after = accepted.State;
        Broken.Unless(Json(accepted.Effects.Aggregate(run.State, Evolution.Apply)) == Json(after), "The facts make another state.");
        Broken.Unless(after.Document == run.State.Document, "The document changed.");
        foreach (var item in after.Items)
        {
            var slot = to.SlotOf(after, item);
            Broken.Unless(item.Status != ItemStatus.Answered || slot.Kind == SlotKind.Notice || slot.Outcome(item.Outcome!) is not null, "An answer that is none.");
            Broken.Unless(keep is false || run.State.Item(item.Number) is not { Status: ItemStatus.Open } was || item.DueOn == was.DueOn || was.DueOn > after.CapOn(to), "A day moved.");
            if (item is { Status: ItemStatus.Open, NextRungAt: not null, DueOn: { } due })
            {
                Broken.Unless(Ladder.Of(slot, due, run.Roster.CalendarOf(Town.School)).Any(rung => rung.Number == item.NextRung), "A rung that the ladder lacks.");
            }
        }

        Broken.Unless(after.Items.Where(item => item.Part?.Person is null && item.Status is ItemStatus.Open or ItemStatus.Scheduled)
            .GroupBy(item => (item.Run, item.Slot, item.Part)).All(same => same.Key.Part is not null || same.Count() == 1 || to.SlotOf(after, same.First()).Each is not null), "Two decisions are open in one slot.");

        var back = Migration.Undo(to, run.Plan, after, new PathwayEvent.MigrationUndone(run.Now, Town.Administrator, run.State, "Ошибка."), run.Roster) as Decision.Accepted;
        Broken.Unless(back is not null && Json(Numbered(back.State, run.State)) == Json(run.State), $"It did not come back as it was: {(back is null ? null : Json(back.State))} instead of {Json(run.State)}.");
    }

    private static Decision Ask(PathwayRun run, ProcessPlan to, bool keep, bool anew) => Migration.Decide(
        run.Plan, to, run.State,
        new PathwayEvent.Migrated(run.Now, Town.Administrator, MigrationProposal.Of(run.Plan, to) with { KeepDeadlines = keep, FindPerformersAnew = anew, Reason = "Новый приказ." }),
        run.Roster);

    /// <summary>Numbers that were given out meanwhile are not given out again; all else must be equal.</summary>
    private static PathwayState Numbered(PathwayState state, PathwayState before) =>
        state with { NextItem = before.NextItem, Runs = before.Runs, Revisions = before.Revisions };

    private static string Json(PathwayState state) => JsonSerializer.Serialize(state, EngineJson.Stored.PathwayState);
}
