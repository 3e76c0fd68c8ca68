using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>What people may set off at any time.</summary>
public static class Triggers
{
    /// <summary>The triggers that somebody may fire now.</summary>
    /// <param name="plan">The plan of the pathway.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="personId">Who asks.</param>
    /// <param name="roster">The directory.</param>
    /// <param name="now">UTC.</param>
    public static ImmutableArray<TriggerPlan> Offered(ProcessPlan plan, PathwayState state, int personId, Roster roster, DateTimeOffset now)
    {
        if (plan.Triggers.IsEmpty || state.Status != PathwayStatus.Running || roster.UnitOf(state.SubjectId) is not { } unit)
        {
            return [];
        }

        var turn = new Turn(plan, state, new PathwayEvent.DirectoryChanged(now), roster, unit);
        return [.. plan.Triggers.Where(trigger => MayFire(trigger, state, personId, roster, turn.Today) && Possible(turn, trigger))];
    }

    /// <summary>Null: whoever fires it may; whether it changes anything now is asked afterwards.</summary>
    internal static Refusal? Refuse(ProcessPlan plan, PathwayState state, PathwayEvent.Triggered triggered, Roster roster)
    {
        if (triggered.By is not { } person || !Permissions.MaySee(state, person, roster, triggered.At))
        {
            return Refusals.Of("pathway_unknown", RefusalKind.NotFound);
        }

        return plan.Triggers.FirstOrDefault(trigger => trigger.Key == triggered.Trigger) is not { } trigger
            ? Refusals.Of("trigger_unknown", RefusalKind.NotFound)
            : MayFire(trigger, state, person, roster, Permissions.LocalDay(roster, state.SubjectId, triggered.At)) ? null
            : Refusals.Of("not_allowed", RefusalKind.Forbidden);
    }

    private static bool MayFire(TriggerPlan trigger, PathwayState state, int personId, Roster roster, DateOnly today)
    {
        foreach (var person in roster.Find(trigger.By, new PerformerContext(state, today, BarSubject: false)).People)
        {
            if (person == personId || roster.Covers(personId, person, today))
            {
                return true;
            }
        }

        return false;
    }

    internal static Decision Fire(Turn turn, PathwayEvent.Triggered triggered)
    {
        var trigger = turn.Plan.Triggers.First(each => each.Key == triggered.Trigger);
        if (!Possible(turn, trigger))
        {
            return Refusals.TriggerNotNow();
        }

        var faults = FormCheck.Check(trigger.Fields, turn.State.Document, triggered.Data, complete: true);
        if (!faults.IsEmpty)
        {
            return Refusals.FormInvalid(faults);
        }

        turn.Add(new Effect.TriggerFired(trigger.Key, trigger.Stage is null ? null : turn.State.Stage));
        if (!triggered.Data.IsEmpty)
        {
            turn.Add(new Effect.DocumentWritten(0, triggered.Data));
        }

        if (trigger.Stage is { } stage)
        {
            Items.Cancel(turn, 0);
            Items.ClearAttention(turn);
            Stages.Enter(turn, Run.Of(turn.Plan, turn.State, 0), turn.Plan.IndexOf(stage));
        }
        else if (turn.Plan.Track(trigger.Track!).Starts != new TrackStart.OnTrigger(trigger.Key))
        {
            Tracks.Start(turn, turn.Plan.Track(trigger.Track!));
        }

        return turn.Accept();
    }

    /// <summary>Its condition holds, and it would change something.</summary>
    private static bool Possible(Turn turn, TriggerPlan trigger) => turn.Holds(trigger.When)
        && (trigger.Stage is { } stage
            ? stage != turn.State.Stage && turn.Holds(turn.Plan.Stage(stage).When)
            : turn.Plan.Track(trigger.Track!) is var track
                && (track.Rows is not null
                    || (turn.Holds(track.When) && !turn.State.Tracks.Any(run => run.Track == track.Key && run.Status == TrackStatus.Running))));
}
