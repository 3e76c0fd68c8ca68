using System.Text.Json;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence.Sql;

namespace Iom.Workflows.Persistence;

/// <summary>Turns one commit into statements: state, work items, inbox, timers, document, history, outbox. The order is fixed, the pathway's row comes first.</summary>
internal sealed class CommitStatements
{
    private readonly List<Statement> statements = new(12);
    private readonly PathwayCommit commit;
    private readonly PathwayState after;
    private readonly Guid id;
    private readonly long revision;
    private readonly int orgUnitId;
    private readonly int? associationId;
    private readonly Dictionary<int, (string Stage, int Round)> entered = [];
    private (string Key, int Version) plan;
    private int year;

    private CommitStatements(PathwayCommit commit, Roster roster)
    {
        this.commit = commit;
        after = commit.Accepted.State;
        id = commit.Before.Id;
        revision = commit.Before.Revision + 1;
        orgUnitId = roster.UnitOf(after.SubjectId)!.Id;
        associationId = roster.Educator(after.SubjectId)?.AssociationId;
        plan = (commit.Before.DefinitionKey, commit.Before.DefinitionVersion);
        year = commit.Before.State.Year;
    }

    public static List<Statement> Of(PathwayCommit commit, string kind, Roster roster)
    {
        var build = new CommitStatements(commit, roster);
        build.Build(kind);
        return build.statements;
    }

    private void Build(string kind)
    {
        var state = JsonSerializer.Serialize(after, EngineJson.Stored.PathwayState);
        var body = JsonSerializer.Serialize(new HistoryBody(commit.Accepted.Effects), EngineJson.Stored.HistoryBody);
        var happened = commit.Happened;
        var eventKind = EventKinds.Of(happened);
        var hash = HashChain.Next(commit.Before.ChainHash, id, revision, happened.At, happened.By, eventKind, body, commit.OperationId, commit.Fingerprint);
        var before = commit.Before;
        if (before.Revision == 0)
        {
            Add(CommitSql.InsertPathway, id, before.DefinitionKey, before.DefinitionVersion, kind, before.Runtime, after.SubjectId,
                orgUnitId, associationId, after.Status.ToString(), after.Stage, after.Round, after.Year, after.PlannedYears,
                after.Attention?.ToString(), after.StartOn, happened.At, state, commit.Memo, revision, hash);
            Add(CommitSql.InsertDocument, id, after.Document.ToCanonicalJson());
        }
        else
        {
            Hit(CommitSql.UpdatePathway, id, before.Revision, after.Status.ToString(), after.Stage, after.Round, after.Year,
                after.PlannedYears, after.Attention?.ToString(), happened.At, state, commit.Memo, revision, hash, orgUnitId, associationId);
            if (!ReferenceEquals(before.State.Document, after.Document))
            {
                Add(CommitSql.UpdateDocument, id, after.Document.ToCanonicalJson());
            }
        }

        foreach (var fact in commit.Accepted.Effects)
        {
            AddFact(fact);
        }

        Add(CommitSql.InsertHistory, id, revision, happened.At, happened.By, eventKind, body, commit.OperationId, commit.Fingerprint, before.ChainHash, hash);
        var notices = Notices.From(id, revision, happened, commit.Accepted);
        if (!notices.IsEmpty)
        {
            Add(CommitSql.InsertOutbox, id, revision, JsonSerializer.Serialize(notices, EngineJson.Stored.Notices), happened.At);
        }
    }

    private void AddFact(Effect fact)
    {
        switch (fact)
        {
            case Effect.YearBegan began:
                year = began.Year;
                break;
            case Effect.PathwayBegan:
                year = 1;
                break;
            case Effect.StageEntered stage:
                entered[stage.Run] = (stage.Stage, stage.Round);
                break;
            case Effect.ItemScheduled scheduled:
                Insert(scheduled.Item, scheduled.Slot, scheduled.Run, scheduled.Part, ItemStatus.Scheduled, scheduled.OpensOn, null, false, null);
                break;
            case Effect.Told told:
                Tell(told);
                break;
            case Effect.ItemOpened opened:
                Open(opened);
                break;
            case Effect.ItemClaimed claimed:
                Add(CommitSql.ClaimItem, id, claimed.Item, claimed.By, revision);
                break;
            case Effect.ItemReleased released:
                Add(CommitSql.ClaimItem, id, released.Item, null, revision);
                break;
            case Effect.ItemAssigned assigned:
                Add(CommitSql.ClaimItem, id, assigned.Item, null, revision);
                Add(CommitSql.DeleteAssignees, id, assigned.Item);
                Assign(assigned.Item, assigned.Assignees, after.Item(assigned.Item)?.DueOn);
                break;
            case Effect.ItemAnswered answered:
                Add(CommitSql.AnswerItem, id, answered.Item, answered.Outcome, answered.Force.ToString(), answered.By, answered.OnBehalfOf,
                    commit.Happened.At, answered.Comment, answered.Late, revision);
                Close(answered.Item);
                break;
            case Effect.ItemCancelled cancelled:
                Add(CommitSql.CancelItem, id, cancelled.Item, commit.Happened.At, revision);
                Close(cancelled.Item);
                break;
            case Effect.TimerSet { At: { } instant } timer:
                Add(CommitSql.SetTimer, id, timer.Item, timer.Rung, instant);
                break;
            case Effect.TimerSet timer:
                Add(CommitSql.DeleteTimer, id, timer.Item);
                break;
            case Effect.RevisionSealed sealedAs:
                Add(CommitSql.InsertRevision, id, sealedAs.Number, after.Document.ToCanonicalJson(), sealedAs.Sha256, commit.Happened.At, commit.Happened.By);
                break;
            case Effect.PathwaySuspended:
                Add(CommitSql.SuspendItems, id, revision);
                Add(CommitSql.DeleteAllAssignees, id);
                Add(CommitSql.DeleteAllTimers, id);
                break;
            case Effect.ItemResumed resumed:
                Add(CommitSql.ResumeItem, id, resumed.Item, resumed.DueOn, resumed.Preliminary, revision);
                Assign(resumed.Item, after.Item(resumed.Item)?.Assignees ?? [], resumed.DueOn);
                break;
            case Effect.PlanChanged changed:
                MoveTo(changed.ToKey, changed.ToVersion, Renaming.Apply(commit.Before.State, changed));
                break;
            case Effect.ItemMoved moved:
                Add(CommitSql.MoveDue, id, moved.Item, moved.DueOn, moved.Preliminary, revision);
                Add(CommitSql.MoveAssigneesDue, id, moved.Item, moved.DueOn);
                break;
            case Effect.MigrationUndone undone:
                TakeBack(undone);
                break;
            case Effect.RuntimeChanged changed:
                Add(CommitSql.SetRuntime, id, changed.To);
                break;
            case Effect.PathwayEnded:
                Add(CommitSql.DeleteTimer, id, 0);
                break;
        }
    }

    private void Open(Effect.ItemOpened opened)
    {
        if (commit.Before.State.Item(opened.Item) is { Status: ItemStatus.Scheduled })
        {
            Add(CommitSql.OpenItem, id, opened.Item, opened.OpenedOn, opened.DueOn, opened.Preliminary, opened.Why, revision);
            // The opening itself was this item's timer; the ladder sets the next one, or there is none.
            Add(CommitSql.DeleteTimer, id, opened.Item);
        }
        else
        {
            Insert(opened.Item, opened.Slot, opened.Run, opened.Part, ItemStatus.Open, opened.OpenedOn, opened.DueOn, opened.Preliminary, opened.Why);
        }

        Assign(opened.Item, opened.Assignees, opened.DueOn);
    }

    private void Tell(Effect.Told told)
    {
        if (commit.Before.State.Item(told.Item) is null)
        {
            Insert(told.Item, told.Slot, told.Run, told.Part, ItemStatus.Open, told.On, null, false, null);
        }

        Add(CommitSql.AnswerItem, id, told.Item, SlotPlan.ToldOutcome, nameof(OutcomeForce.None), null, null, commit.Happened.At, null, false, revision);
        Close(told.Item);
    }

    private void Insert(
        int item, string slot, int run, ItemPart? part, ItemStatus status, DateOnly opensOn, DateOnly? dueOn, bool preliminary, string? why)
    {
        var before = commit.Before;
        var (stage, round) = entered.TryGetValue(run, out var at) ? at : (before.State.StageOf(run)!, before.State.RoundOf(run));
        Add(CommitSql.InsertItem, id, item, plan.Key, plan.Version, stage, slot, round, year,
            after.SubjectId, orgUnitId, status.ToString(), opensOn, dueOn, preliminary, why, revision,
            part is null ? null : JsonSerializer.Serialize(part, EngineJson.Stored.ItemPart));
    }

    /// <summary>From here on everything is written under the names of another plan; what was closed in earlier rounds keeps those it had.</summary>
    private void MoveTo(string key, int version, PathwayState state)
    {
        plan = (key, version);
        Add(CommitSql.MovePathway, id, key, version);
        foreach (var run in state.Tracks.Select(track => track.Number).Prepend(0))
        {
            if (state.StageOf(run) is { } stage)
            {
                entered[run] = (stage, state.RoundOf(run));
            }
        }

        foreach (var item in state.Items)
        {
            Add(CommitSql.MoveItem, id, item.Number, key, version, state.StageOf(item.Run), item.Slot, revision);
        }
    }

    private void TakeBack(Effect.MigrationUndone undone)
    {
        MoveTo(undone.ToKey, undone.ToVersion, undone.State);
        foreach (var item in commit.Before.State.Items)
        {
            if (item.Status is ItemStatus.Open or ItemStatus.Scheduled && undone.State.Item(item.Number) is null)
            {
                Add(CommitSql.CancelItem, id, item.Number, commit.Happened.At, revision);
                Close(item.Number);
            }
        }

        foreach (var item in undone.State.Items)
        {
            if (item.Status is not (ItemStatus.Open or ItemStatus.Scheduled))
            {
                continue;
            }

            Add(CommitSql.RestoreItem, id, item.Number, item.Status.ToString(), item.DueOn, item.ClaimedBy);
            Close(item.Number);
            Assign(item.Number, item.Status == ItemStatus.Open ? item.Assignees : [], item.DueOn);
            if (item.NextRungAt is { } at)
            {
                Add(CommitSql.SetTimer, id, item.Number, item.NextRung, at);
            }
        }
    }

    private void Assign(int item, IEnumerable<int> people, DateOnly? dueOn)
    {
        foreach (var person in people)
        {
            Add(CommitSql.InsertAssignee, person, id, item, dueOn);
        }
    }

    private void Close(int item)
    {
        Add(CommitSql.DeleteAssignees, id, item);
        Add(CommitSql.DeleteTimer, id, item);
    }

    private void Add(string text, params object?[] values) => statements.Add(new Statement(text, values));

    private void Hit(string text, params object?[] values) => statements.Add(new Statement(text, values, MustHit: true));
}
