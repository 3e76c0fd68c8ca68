using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Tests.Engine;

/// <summary>Walks through a <see cref="Life"/>, letting <see cref="LifeWatch"/> look at every decision, and then to its end.</summary>
internal sealed class Walk
{
    private static readonly ImmutableArray<Roster> Towns =
    [
        Town.Everybody, Town.Without(Roles.Deputy), Town.Without(Roles.AssociationLead, Roles.Head), Town.Covered(Town.Deputy, Town.Colleague),
        Town.Covered(Town.Head, Town.Teacher, "2025-09-01", "2027-09-01"), Town.Living(Town.District, "Asia/Yekaterinburg"),
        Town.With(new Assignment(Town.Colleague, Roles.Deputy, Town.School)),
    ];

    private readonly PathwayRun run;
    private readonly LifeWatch watch;
    private readonly ImmutableArray<Move> moves;
    private readonly DateOnly startOn;
    private readonly Action<PathwayRun>? look;
    private readonly List<(PathwayEvent Happened, Roster Roster)> story = [];
    private PathwayEvent? last;

    /// <param name="life">The life.</param>
    /// <param name="look">Looks on after every move; null: nobody does.</param>
    public Walk(Life life, Action<PathwayRun>? look = null)
    {
        this.look = look;
        run = new PathwayRun(life.Plan) { Now = Town.Everybody.CalendarOf(Town.School).InstantOf(life.StartOn, new TimeOnly(11, 30)) };
        watch = new LifeWatch(run);
        moves = life.Moves;
        startOn = life.StartOn;
    }

    /// <summary>Everything that was tried so far, accepted or not, and who was there then.</summary>
    public IReadOnlyList<(PathwayEvent Happened, Roster Roster)> Story => story;

    public void ToTheEnd()
    {
        Must(new PathwayEvent.Started(run.Now, Town.Deputy, Town.Teacher, startOn));
        foreach (var move in moves)
        {
            Make(move);
            look?.Invoke(run);
        }

        for (var steps = 0; run.State.Status == PathwayStatus.Running; steps++)
        {
            Broken.Unless(steps < 500, "The pathway does not come to an end though everybody agrees.");
            Help();
        }

        watch.End();
    }

    private void Make(Move move)
    {
        var open = run.State.Items.Where(item => item.Status == ItemStatus.Open).ToArray();
        var item = open.Length == 0 ? null : open[move.Which % open.Length];
        switch (move.Kind)
        {
            case MoveKind.Fall:
                Fall();
                break;
            case MoveKind.Wait:
                run.Now = run.Now.AddHours(1 + (move.How * 13));
                break;
            case MoveKind.ChangeDirectory:
                run.Roster = Towns[move.How % Towns.Length];
                Try(new PathwayEvent.DirectoryChanged(run.Now));
                break;
            case MoveKind.Withdraw when move.How == 0:
                Try(new PathwayEvent.Withdrawn(run.Now, Town.Administrator, "Педагог уволился."));
                break;
            case MoveKind.Repeat when last is not null:
                Try(last);
                break;
            case var _ when item is not null:
                Handle(move, item);
                break;
        }
    }

    /// <summary>What the engine says must be what the buttons said before.</summary>
    private void Handle(Move move, ItemState item)
    {
        var person = move.Who < item.Assignees.Length * 3 ? item.Assignees[move.Who % item.Assignees.Length] : (move.Who % 10) + 1;
        if (run.Plan.SlotOf(run.State, item).Vote is not null && move.Kind is MoveKind.Delegate or MoveKind.Reassign)
        {
            // Whether a vote may go to somebody depends on who else votes.
            return;
        }

        var allowed = Permissions.Allowed(run.Plan, run.State, item.Number, person, run.Roster, run.Now);
        switch (move.Kind)
        {
            case MoveKind.Answer:
                var outcomes = run.Plan.SlotOf(run.State, item).Outcomes;
                var outcome = outcomes[move.How % outcomes.Length];
                var offer = allowed.Outcomes.FirstOrDefault(each => each.Outcome == outcome);
                var to = offer is null || offer.ReturnTo.IsEmpty || move.How > 10 ? null : offer.ReturnTo[move.How % offer.ReturnTo.Length];
                Expect(offer is not null, Answer(item, person, outcome.Key, to));
                break;
            case MoveKind.Claim:
                Expect(!allowed.Outcomes.IsEmpty, new PathwayEvent.Claimed(run.Now, person, item.Number));
                break;
            case MoveKind.Release:
                Expect(allowed.Release, new PathwayEvent.Released(run.Now, person, item.Number));
                break;
            case MoveKind.Delegate:
                Expect(allowed.Delegate, new PathwayEvent.Delegated(run.Now, person, item.Number, Town.Colleague, null));
                break;
            case MoveKind.Reassign:
                Expect(allowed.Reassign, new PathwayEvent.Reassigned(run.Now, person, item.Number, Town.Mentor, "Длительный отпуск."));
                break;
        }
    }

    /// <summary>Lets the earliest timer fall; false: none is set.</summary>
    private bool Fall()
    {
        var timers = run.State.Items.Where(item => item.NextRungAt is not null).Select(item => new Effect.TimerSet(item.Number, item.NextRung, item.NextRungAt));
        var cap = run.Facts.OfType<Effect.TimerSet>().Last(timer => timer.Item == 0);
        var next = timers.Append(cap).Where(timer => timer.At is not null).MinBy(timer => timer.At);
        if (next is null || run.State.Status != PathwayStatus.Running)
        {
            return false;
        }

        run.Now = next.At > run.Now ? next.At.Value : run.Now;
        Must(new PathwayEvent.TimerFell(run.Now, next.Item, next.Rung));
        return true;
    }

    /// <summary>Everybody does what is asked of him and agrees; the administrator finds somebody where nobody is.</summary>
    private void Help()
    {
        if (run.State.Items.FirstOrDefault(item => item.Status == ItemStatus.Open) is not { } open)
        {
            Broken.Unless(Fall(), "Nothing is open and no timer is set.");
            return;
        }

        var slot = run.Plan.SlotOf(run.State, open);
        if (open.Assignees.IsEmpty)
        {
            Must(new PathwayEvent.Reassigned(run.Now, Town.Administrator, open.Number, Town.Mentor, "Должность свободна."));
            return;
        }

        if (slot.Vote is not null && run.State.Items.Any(item => item.Run == open.Run && item.Slot == open.Slot && item.DecidedBy == open.Assignees[0]))
        {
            // He has voted as somebody's cover; the last day will close the vote.
            Broken.Unless(Fall(), "Nobody may vote and no timer is set.");
            return;
        }

        if (open.ClaimedBy is not null)
        {
            Must(new PathwayEvent.Released(run.Now, Town.Administrator, open.Number));
        }

        Must(Answer(open, open.Assignees[0], slot.Outcomes[0].Key, null));
    }

    private PathwayEvent.Answered Answer(ItemState item, int person, string outcome, string? returnTo)
    {
        var data = ImmutableSortedDictionary<string, FieldValue>.Empty.WithComparers(StringComparer.Ordinal);
        foreach (var field in run.Plan.SlotOf(run.State, item).Fields)
        {
            // An empty list has no shape of its own in JSON.
            data = data.Add(field.Key, field.Type == FieldType.Table && item.Number % 4 == 0 ? new FieldValue.Choices([])
                : field.Type == FieldType.Table
                ? new FieldValue.Table([.. Enumerable.Range(0, item.Number % 4).Select(row =>
                    ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("what", $"Дело {row}"))])
                : new FieldValue.Text($"Цель {item.Number}"));
        }

        return new PathwayEvent.Answered(
            run.Now,
            person,
            item.Number,
            outcome,
            "Замечания приложены.",
            data,
            returnTo);
    }

    private void Must(PathwayEvent happened) => Expect(true, happened);

    private void Expect(bool accepted, PathwayEvent happened)
    {
        var decision = Try(happened);
        Broken.Unless(
            (decision is Decision.Accepted) == accepted,
            $"{happened} should{(accepted ? string.Empty : " not")} have been accepted: {(decision as Decision.Refused)?.Why.Code}");
    }

    private Decision Try(PathwayEvent happened)
    {
        last = happened;
        story.Add((happened, run.Roster));
        return watch.Saw(happened);
    }
}
