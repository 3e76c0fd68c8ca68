using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Simulation;

/// <summary>One educator's route under a plan, before anybody lives it: every item with people, days, reminders and outcome.</summary>
public sealed class RouteSimulation
{
    private readonly ProcessPlan plan;
    private readonly RouteWalk walk;
    private readonly List<RouteRow> rows = [];
    private readonly ImmutableArray<LeftOut>.Builder left = ImmutableArray.CreateBuilder<LeftOut>();

    private RouteSimulation(ProcessPlan plan, RouteWalk walk)
    {
        this.plan = plan;
        this.walk = walk;
    }

    /// <param name="plan">A published version or a draft.</param>
    /// <param name="roster">The people.</param>
    /// <param name="subjectId">An educator of that directory.</param>
    /// <param name="startOn">First day, local.</param>
    /// <param name="script">Who answers what and when.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static RouteTable Run(
        ProcessPlan plan, Roster roster, int subjectId, DateOnly startOn, SimulationScript script, CancellationToken cancellationToken) =>
        Run(plan, roster, subjectId, startOn, script.Begin(), cancellationToken);

    /// <summary>The same for a script of the caller's own.</summary>
    public static RouteTable Run(
        ProcessPlan plan, Roster roster, int subjectId, DateOnly startOn, IRouteScript script, CancellationToken cancellationToken)
    {
        var walk = new RouteWalk(plan, roster, subjectId, startOn, script);
        var simulation = new RouteSimulation(plan, walk);
        var end = walk.Run(simulation.See, null, cancellationToken);
        return new RouteTable(plan, subjectId, startOn, [.. simulation.rows], simulation.left.ToImmutable(), walk.State, end);
    }

    private void See(PathwayState before, PathwayEvent happened, Decision.Accepted after)
    {
        var place = new WalkPlace(before);
        foreach (var fact in after.Effects)
        {
            place.Pass(fact);
            See(fact, place);
        }
    }

    private void See(Effect fact, WalkPlace place)
    {
        switch (fact)
        {
            case Effect.ItemOpened opened:
                var (key, round) = place.Of(opened.Run);
                var stage = plan.Stage(key);
                rows.Add(new RouteRow(
                    opened.Item, place.Year, stage, round, stage.Slot(opened.Slot), opened.Assignees, opened.Why, opened.OpenedOn, opened.DueOn, opened.Preliminary, [], Part: opened.Part));
                break;
            case Effect.ItemAnswered answered:
                Change(answered.Item, row => row with { Outcome = answered.Outcome, Late = answered.Late, ClosedOn = walk.Today });
                break;
            case Effect.ItemCancelled cancelled:
                Change(cancelled.Item, row => row with { ClosedOn = walk.Today });
                break;
            case Effect.Reminded { Item: > 0 } reminded:
                Note(reminded.Item, RouteNoteKind.Reminder, reminded.Recipients);
                break;
            case Effect.Overdue overdue:
                Note(overdue.Item, RouteNoteKind.Overdue, overdue.Recipients);
                break;
            case Effect.Escalated escalated:
                Note(escalated.Item, RouteNoteKind.Escalation, escalated.Recipients);
                break;
            case Effect.StageSkipped skipped:
                left.Add(new LeftOut(place.Year, plan.Stage(skipped.Stage), null, false));
                break;
            case Effect.SlotSkipped skipped:
                var within = plan.Stage(place.Of(skipped.Run).Stage);
                left.Add(new LeftOut(place.Year, within, within.Slot(skipped.Slot), skipped.NoPerformer));
                break;
        }
    }

    private void Note(int item, RouteNoteKind kind, ImmutableArray<int> to) =>
        Change(item, row => row with { Notes = row.Notes.Add(new RouteNote(walk.Today, kind, to)) });

    /// <summary>An item that was planned and taken back before it opened has no row.</summary>
    private void Change(int item, Func<RouteRow, RouteRow> change)
    {
        var place = rows.FindLastIndex(row => row.Item == item);
        if (place >= 0)
        {
            rows[place] = change(rows[place]);
        }
    }
}
