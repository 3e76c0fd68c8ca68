using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>
/// Who may act: one function asked by the list, by the button, by the API and again by the engine. Rights are role × place in
/// the org tree × relation to the pathway. Closed unless opened: an event without a rule here is refused.
/// </summary>
public static class Permissions
{
    /// <summary>Null: allowed. Otherwise the refusal; for what somebody may not even see it is the same as "not there".</summary>
    public static Refusal? Refuse(ProcessPlan plan, PathwayState state, PathwayEvent happened, Roster roster) => happened switch
    {
        PathwayEvent.TimerFell or PathwayEvent.DirectoryChanged => null,
        PathwayEvent.Started started => RefuseStart(started, roster),
        PathwayEvent.Answered answered => RefuseAct(plan, state, answered, answered.Item, roster),
        PathwayEvent.Claimed claimed => RefuseAct(plan, state, claimed, claimed.Item, roster),
        PathwayEvent.Released released => HandingOver.RefuseRelease(plan, state, released, roster),
        PathwayEvent.Delegated delegated => HandingOver.RefuseDelegation(plan, state, delegated, roster),
        PathwayEvent.Reassigned reassigned => HandingOver.RefuseReassignment(plan, state, reassigned, roster),
        PathwayEvent.Withdrawn withdrawn => RefuseOversight(state, withdrawn, roster) ?? RefuseReason(withdrawn.Reason),
        PathwayEvent.Suspended suspended => RefuseOversight(state, suspended, roster) ?? RefuseReason(suspended.Reason),
        PathwayEvent.Resumed resumed => RefuseOversight(state, resumed, roster),
        PathwayEvent.PersonReplaced replaced => RefuseOversight(state, replaced, roster) ?? RefuseReason(replaced.Reason),
        PathwayEvent.Triggered triggered => Triggers.Refuse(plan, state, triggered, roster),
        _ => Refusals.Of("not_allowed", RefusalKind.Forbidden),
    };

    /// <summary>What somebody may do with an item right now; empty when nothing.</summary>
    /// <param name="plan">The plan of the pathway.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="item">Number of the item.</param>
    /// <param name="personId">Who asks.</param>
    /// <param name="roster">The directory.</param>
    /// <param name="now">UTC.</param>
    public static AllowedActions Allowed(
        ProcessPlan plan, PathwayState state, int item, int personId, Roster roster, DateTimeOffset now)
    {
        if (state.Status != PathwayStatus.Running || state.Item(item) is not { Status: ItemStatus.Open } open)
        {
            return AllowedActions.None;
        }

        var stage = plan.StageOf(state, open);
        var slot = stage.Slot(open.Slot);
        var mayAnswer = RefuseAct(plan, state, new PathwayEvent.Claimed(now, personId, item), item, roster) is null;
        var today = LocalDay(roster, state.SubjectId, now);
        var administers = (roster.RightsOver(personId, state.SubjectId, today) & Rights.Administer) != 0;
        return new AllowedActions(
            mayAnswer
                ? [.. slot.Outcomes.Where(outcome => Offered(stage, state.RoundOf(open.Run), outcome)).Select(outcome => Offer(stage, outcome, state, roster, today))]
                : [],
            Claim: mayAnswer && open.ClaimedBy is null && open.Assignees.Length > 1,
            Release: administers ? open.ClaimedBy is not null : HasTaken(roster, open, personId, today),
            Delegate: mayAnswer && HandingOver.Delegable(slot),
            Reassign: administers);
    }

    /// <summary>Whether somebody may read a pathway: his own, one within his rights, or one in which he has an open item.</summary>
    public static bool MaySee(PathwayState state, int personId, Roster roster, DateTimeOffset now)
    {
        var today = LocalDay(roster, state.SubjectId, now);
        return (roster.RightsOver(personId, state.SubjectId, today) & Rights.See) != 0
            || state.Items.Any(item => item.Status is (ItemStatus.Open or ItemStatus.Suspended) && Holds(roster, item, personId, today));
    }

    /// <summary>Null: whoever carries a pathway over to another plan, or back, may. Asked by <see cref="Migration"/> only.</summary>
    internal static Refusal? RefuseMigration(PathwayState state, PathwayEvent happened, string? reason, Roster roster) =>
        RefuseOversight(state, happened, roster) ?? RefuseReason(reason);

    /// <summary>Whose item it is when a substitute answers; null: the person's own.</summary>
    internal static int? OnBehalfOf(Roster roster, ItemState item, int? by, DateOnly today)
    {
        if (by is not { } person || item.Assignees.Contains(person))
        {
            return null;
        }

        foreach (var assignee in item.Assignees)
        {
            if (roster.Covers(person, assignee, today))
            {
                return assignee;
            }
        }

        return null;
    }

    private static Refusal? RefuseStart(PathwayEvent.Started started, Roster roster)
    {
        if (started.Reason is { Length: > 0 } reason && FormCheck.TextFault("reason", reason, Answers.MaxComment) is { } fault)
        {
            return Refusals.ReasonInvalid(fault);
        }

        if (started.By is not { } person || person == started.SubjectId)
        {
            return null;
        }

        var rights = roster.RightsOver(person, started.SubjectId, LocalDay(roster, started.SubjectId, started.At));
        return (rights & Rights.Start) != 0 ? null
            : (rights & Rights.See) != 0 ? Refusals.Of("not_allowed", RefusalKind.Forbidden)
            : Refusals.Of("educator_unknown", RefusalKind.NotFound);
    }

    /// <summary>Answering or taking an item: the item must be open and the person's own or covered, and never on the own ИОМ.</summary>
    internal static Refusal? RefuseAct(ProcessPlan plan, PathwayState state, PathwayEvent happened, int number, Roster roster)
    {
        if (state is { Status: PathwayStatus.Suspended } && state.Item(number) is not null && happened.By is { } waiting && MaySee(state, waiting, roster, happened.At))
        {
            return Refusals.Suspended(state);
        }

        if (state.Status != PathwayStatus.Running || state.Item(number) is not { } item)
        {
            return happened.By is { } reader && MaySee(state, reader, roster, happened.At) && number > 0 && number < state.NextItem
                ? Refusals.Of("item_closed", RefusalKind.Conflict)
                : Refusals.Of("item_unknown", RefusalKind.NotFound);
        }

        var slot = plan.SlotOf(state, item);
        if (slot.BarsSubject && happened.By == state.SubjectId)
        {
            return Refusals.Of("own_pathway", RefusalKind.Forbidden);
        }

        if (item.Status == ItemStatus.Scheduled && happened.By is { } early && MaySee(state, early, roster, happened.At))
        {
            return Refusals.NotOpenYet(item.OpensOn);
        }

        var today = LocalDay(roster, state.SubjectId, happened.At);
        if (happened.By is not { } person || !Holds(roster, item, person, today))
        {
            return item.Status == ItemStatus.Answered && item.DecidedBy is { } decided && decided == happened.By
                ? Refusals.Of("item_closed", RefusalKind.Conflict)
                : Refusals.Of("item_unknown", RefusalKind.NotFound);
        }

        return item.Status switch
        {
            ItemStatus.Answered or ItemStatus.Cancelled => Refusals.Of("item_closed", RefusalKind.Conflict),
            ItemStatus.Scheduled => Refusals.NotOpenYet(item.OpensOn),
            ItemStatus.Suspended => Refusals.Suspended(state),
            // Whoever took it and may no longer act (the cover is over) holds nobody up.
            ItemStatus.Open when item.ClaimedBy is { } claimer && Holds(roster, item, claimer, today) && !HasTaken(roster, item, person, today) =>
                Refusals.ClaimedByOther(roster.Person(claimer)?.ShortName),
            // One person, one vote, even where he covers somebody else.
            ItemStatus.Open when slot.Vote is not null && Votes.HasVoted(state, item, person) => Refusals.Of("voted_already", RefusalKind.Conflict),
            ItemStatus.Open => null,
        };
    }

    /// <summary>Somebody took the item, or covers whoever did.</summary>
    internal static bool HasTaken(Roster roster, ItemState item, int person, DateOnly today) =>
        item.ClaimedBy is { } claimer && (claimer == person || roster.Covers(person, claimer, today));

    /// <summary>What is done to the pathway as a whole: for those who administer it.</summary>
    private static Refusal? RefuseOversight(PathwayState state, PathwayEvent happened, Roster roster)
    {
        if (happened.By is { } person && Administers(state, person, roster, happened.At))
        {
            return null;
        }

        return happened.By is { } reader && MaySee(state, reader, roster, happened.At)
            ? Refusals.Of("not_allowed", RefusalKind.Forbidden)
            : Refusals.Of("pathway_unknown", RefusalKind.NotFound);
    }

    internal static Refusal? RefuseReason(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusals.Of("reason_required", RefusalKind.Invalid);
        }

        return FormCheck.TextFault("reason", reason, Answers.MaxComment) is { } fault ? Refusals.ReasonInvalid(fault) : null;
    }

    internal static bool Administers(PathwayState state, int person, Roster roster, DateTimeOffset now) =>
        (roster.RightsOver(person, state.SubjectId, LocalDay(roster, state.SubjectId, now)) & Rights.Administer) != 0;

    private static bool Holds(Roster roster, ItemState item, int person, DateOnly today)
    {
        foreach (var assignee in item.Assignees)
        {
            if (assignee == person || roster.Covers(person, assignee, today))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Offered(StagePlan stage, int round, OutcomePlan outcome) =>
        stage.TransitionFor(outcome.Key)?.MaxRounds is not { } rounds || round < rounds;

    private static OfferedOutcome Offer(StagePlan stage, OutcomePlan outcome, PathwayState state, Roster roster, DateOnly today)
    {
        if (stage.TransitionFor(outcome.Key) is not { Target: TargetKind.Stage } transition)
        {
            return new OfferedOutcome(outcome, []);
        }

        var days = transition.Due is { } due && roster.UnitOf(state.SubjectId) is { } unit
            ? ReturnDays.Of(due, roster.CalendarOf(unit.Id), today) : null;
        return new OfferedOutcome(outcome, transition.Stages, days);
    }

    /// <summary>The day it is in the subject's organisation.</summary>
    internal static DateOnly LocalDay(Roster roster, int subjectId, DateTimeOffset now) =>
        roster.UnitOf(subjectId) is { } unit
            ? roster.CalendarOf(unit.Id).LocalDate(now)
            : DateOnly.FromDateTime(now.UtcDateTime);
}
