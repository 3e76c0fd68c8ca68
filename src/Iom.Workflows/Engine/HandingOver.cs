using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;

namespace Iom.Workflows.Engine;

/// <summary>Who may give an item back or to somebody else, and to whom; the part of <see cref="Permissions"/> about the hands it is in.</summary>
internal static class HandingOver
{
    public static Refusal? RefuseRelease(ProcessPlan plan, PathwayState state, PathwayEvent.Released released, Roster roster)
    {
        if (state.Status == PathwayStatus.Running && state.Item(released.Item) is { Status: ItemStatus.Open } item && released.By is { } person)
        {
            var administers = Permissions.Administers(state, person, roster, released.At);
            if (administers ? item.ClaimedBy is not null : Permissions.HasTaken(roster, item, person, Permissions.LocalDay(roster, state.SubjectId, released.At)))
            {
                return null;
            }

            if (administers)
            {
                return Refusals.Of("not_claimed", RefusalKind.Conflict);
            }
        }

        return Permissions.RefuseAct(plan, state, released, released.Item, roster) ?? Refusals.Of("not_claimed", RefusalKind.Conflict);
    }

    public static Refusal? RefuseDelegation(ProcessPlan plan, PathwayState state, PathwayEvent.Delegated delegated, Roster roster)
    {
        if (Permissions.RefuseAct(plan, state, delegated, delegated.Item, roster) is { } refusal)
        {
            return refusal;
        }

        if (delegated.Comment is { } comment && FormCheck.TextFault("comment", comment, Answers.MaxComment) is { } fault)
        {
            return Refusals.CommentFault(fault).Why;
        }

        var item = state.Item(delegated.Item)!;
        var slot = plan.SlotOf(state, item);
        return Delegable(slot) ? RefuseReceiver(slot, state, item, delegated.To, roster)
            : Refusals.Of(slot.Vote is null ? "delegation_not_offered" : "vote_is_personal", RefusalKind.Invalid);
    }

    public static Refusal? RefuseReassignment(ProcessPlan plan, PathwayState state, PathwayEvent.Reassigned reassigned, Roster roster)
    {
        if (reassigned.By is not { } person || !Permissions.Administers(state, person, roster, reassigned.At))
        {
            return Permissions.RefuseAct(plan, state, reassigned, reassigned.Item, roster) ?? Refusals.Of("not_allowed", RefusalKind.Forbidden);
        }

        if (reassigned.Item < 1 || reassigned.Item >= state.NextItem)
        {
            return Refusals.Of("item_unknown", RefusalKind.NotFound);
        }

        if (state.Status == PathwayStatus.Suspended)
        {
            return Refusals.Suspended(state);
        }

        if (state.Item(reassigned.Item) is not { Status: ItemStatus.Open or ItemStatus.Scheduled } item)
        {
            return Refusals.Of("item_closed", RefusalKind.Conflict);
        }

        return item.Status == ItemStatus.Scheduled
            ? Refusals.NotOpenYet(item.OpensOn)
            : Permissions.RefuseReason(reassigned.Reason) ?? RefuseReceiver(plan.SlotOf(state, item), state, item, reassigned.To, roster);
    }

    /// <summary>An item may go to anybody who works in the subject's organisation or above it; never to the subject where he would decide on himself.</summary>
    private static Refusal? RefuseReceiver(SlotPlan slot, PathwayState state, ItemState item, int to, Roster roster)
    {
        if (slot.Vote is not null && state.Items.Any(other =>
            other.Number != item.Number && other.Run == item.Run && other.Slot == item.Slot && (other.DecidedBy == to || other.Assignees.Contains(to))))
        {
            return Refusals.Of("votes_already", RefusalKind.Invalid);
        }

        if (slot.BarsSubject && to == state.SubjectId)
        {
            return Refusals.Of("own_pathway", RefusalKind.Forbidden);
        }

        return roster.UnitOf(to) is { } unit
            && roster.UnitOf(state.SubjectId) is { } home
            && roster.UnitAndAbove(home.Id).Contains(unit.Id)
                ? null
                : Refusals.Of("receiver_unknown", RefusalKind.Invalid);
    }

    /// <summary>The subject's own work and a vote are nobody else's.</summary>
    public static bool Delegable(SlotPlan slot) => slot.Performer.Rule is not PerformerRule.Subject && slot.Vote is null;
}
