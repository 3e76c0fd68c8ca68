using Iom.Host.Resources;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;

namespace Iom.Host.Work;

/// <summary>Says the facts of the history in words.</summary>
/// <remarks>What happened before a migration is said in the words of the plan that ran then.</remarks>
internal sealed class HistoryWords(ProcessPlan plan, Dictionary<(string Key, int Version), ProcessPlan> plans, List<WorkItemRow> items, Roster roster, int reader)
{
    /// <param name="history">The last first.</param>
    /// <param name="plan">The plan that runs now.</param>
    /// <param name="plans">Every plan that the pathway ran on.</param>
    /// <param name="items">All its items.</param>
    /// <param name="roster">The directory.</param>
    /// <param name="reader">Who reads.</param>
    public static IEnumerable<HistoryLine> Of(
        IEnumerable<HistoryRow> history, ProcessPlan plan, Dictionary<(string Key, int Version), ProcessPlan> plans, List<WorkItemRow> items, Roster roster, int reader)
    {
        var then = plan;
        foreach (var row in history)
        {
            foreach (var line in new HistoryWords(then, plans, items, roster, reader).Of(row))
            {
                yield return line;
            }

            then = Before(row) is { } earlier ? plans.GetValueOrDefault(earlier, then) : then;
        }
    }

    /// <summary>The plan on which the pathway ran before this row; null: the same.</summary>
    public static (string Key, int Version)? Before(HistoryRow row) => row.Kind is not (EventKinds.Migrated or EventKinds.MigrationUndone) ? null
        : HistoryReplay.Facts(row).Select(fact => fact switch
        {
            Effect.PlanChanged changed => (changed.FromKey, changed.FromVersion),
            Effect.MigrationUndone undone => (undone.FromKey, undone.FromVersion),
            _ => ((string, int)?)null,
        }).FirstOrDefault(found => found is not null);

    private IEnumerable<HistoryLine> Of(HistoryRow row)
    {
        var by = row.Actor is { } actor ? roster.Person(actor)?.ShortName : null;
        foreach (var fact in HistoryReplay.Facts(row).Reverse())
        {
            if (Sentence(fact) is { } sentence)
            {
                var comment = fact is Effect.ItemAnswered answered && !IsHidden(answered) ? answered.Comment : null;
                yield return new HistoryLine(row.Revision, row.At, by, sentence, comment, Kind(fact), row.Hash);
            }
        }
    }

    private string? Sentence(Effect fact) => fact switch
    {
        Effect.PathwayBegan => Texts.Of("history_began"),
        Effect.YearBegan year => Texts.Of("history_year", year.Year, year.AcademicYear, year.AcademicYear + 1),
        Effect.StageEntered entered => Texts.Of(entered.Round > 1 ? "history_stage_again" : "history_stage", StageTitle(entered.Stage), entered.Round),
        Effect.StageSkipped skipped => Texts.Of("history_stage_skipped", StageTitle(skipped.Stage)),
        Effect.ItemScheduled scheduled => Texts.Of("history_scheduled", Title(scheduled.Item), Texts.Day(scheduled.OpensOn)),
        Effect.ItemOpened { Assignees.IsEmpty: true } nobody => Texts.Of("history_nobody", Title(nobody.Item)),
        Effect.ItemOpened opened => Texts.Of(
            opened.DueOn is null ? "history_opened" : "history_opened_due", Title(opened.Item), Names(opened.Assignees), opened.DueOn is { } due ? Texts.Day(due) : null),
        Effect.ItemClaimed claimed => Texts.Of("history_claimed", Title(claimed.Item)),
        Effect.ItemReleased released => Texts.Of("history_released", Title(released.Item)),
        Effect.ItemAssigned assigned => Texts.Of($"history_assigned_{assigned.Cause}", Title(assigned.Item), Names(assigned.Assignees)),
        Effect.ItemAnswered answered => Answered(answered),
        Effect.ItemCancelled cancelled => Texts.Of("history_cancelled", Title(cancelled.Item)),
        Effect.Returned { DueOn: { } until } returned => Texts.Of("history_return_due", StageTitle(returned.Stage), Texts.Day(until)),
        Effect.SlotSkipped { Reason: SkipReason.SamePerson } same => Texts.Of("history_same_person", SlotTitle(same.Slot)),
        Effect.SlotSkipped { NoPerformer: true } skipped => Texts.Of("history_slot_skipped", SlotTitle(skipped.Slot)),
        Effect.Reminded { Item: > 0 } reminded => Texts.Of("history_reminded", Title(reminded.Item), Names(reminded.Recipients)),
        Effect.Overdue overdue => Texts.Of("history_overdue", Title(overdue.Item)),
        Effect.Escalated { Recipients.IsEmpty: false } escalated => Texts.Of("history_escalated", Title(escalated.Item), Names(escalated.Recipients)),
        Effect.RevisionSealed revision => Texts.Of("history_sealed", revision.Number, revision.Sha256[..12]),
        Effect.PlannedYearsSet years => Texts.Of("history_years", Texts.Count("years", years.Years)),
        Effect.AttentionRaised attention => Texts.Of($"attention_{attention.Reason}"),
        Effect.TrackStarted started => Texts.Of("history_track", TrackTitle(started)),
        Effect.TrackEnded { Status: TrackStatus.Cancelled } => Texts.Of("history_track_cancelled"),
        Effect.TrackEnded => Texts.Of("history_track_ended"),
        Effect.Told told => Texts.Of("history_told", Title(told.Item), Names(told.Recipients)),
        Effect.VoteCounted counted => Texts.Of(
            "history_vote_" + counted.Outcome, counted.Tally.For, counted.Tally.Against, counted.Tally.Abstained, counted.Tally.Members),
        Effect.TriggerFired fired => Texts.Of("history_trigger", plan.Triggers.FirstOrDefault(trigger => trigger.Key == fired.Trigger)?.Title ?? fired.Trigger),
        Effect.PathwayEnded ended => Texts.Of($"history_ended_{ended.Status}") + (ended.Reason is { } reason ? $" {reason}" : string.Empty),
        Effect.PathwaySuspended { Until: { } until } suspended => Texts.Of("history_suspended_until", Texts.Day(until), suspended.Reason),
        Effect.PathwaySuspended suspended => Texts.Of("history_suspended", suspended.Reason),
        Effect.PlanChanged changed => Texts.Of("history_migrated", changed.ToVersion, changed.Reason),
        Effect.MigrationUndone undone => Texts.Of("history_migration_undone", undone.ToVersion, undone.Reason),
        Effect.RuntimeChanged handed => Texts.Of("history_runtime", handed.To, handed.From, handed.Reason),
        Effect.ItemMoved { DueOn: { } due } moved => Texts.Of("history_item_moved", Title(moved.Item), Texts.Day(due)),
        Effect.PathwayResumed => Texts.Of("history_resumed"),
        Effect.ItemResumed { DueOn: { } due } resumed => Texts.Of("history_item_resumed", Title(resumed.Item), Texts.Day(due)),
        Effect.PersonReplaced replaced => Texts.Of("history_person_replaced", FieldTitle(replaced.Field), roster.Person(replaced.To)?.ShortName, replaced.Reason),
        Effect.RuleWaived waived => Texts.Of("history_waived", waived.Message) + (waived.Reason is { } why ? $" {why}" : string.Empty),
        _ => null,
    };

    private bool IsHidden(Effect.ItemAnswered answered) =>
        answered.By != reader && Slot(items.FirstOrDefault(item => item.Number == answered.Item))?.Vote is { Secret: true };

    private string TrackTitle(Effect.TrackStarted started)
    {
        var title = plan.Tracks.FirstOrDefault(track => track.Key == started.Track)?.Title ?? started.Track;
        return started.Part is { Row: { } row } part ? $"{title} {row + 1}: {part.Label}" : title;
    }

    private string Answered(Effect.ItemAnswered answered)
    {
        if (IsHidden(answered))
        {
            return Texts.Of("history_voted_secretly", Title(answered.Item));
        }

        var item = items.FirstOrDefault(item => item.Number == answered.Item);
        var outcome = Slot(item)?.Outcome(answered.Outcome)?.Title ?? answered.Outcome;
        if (answered.Cause == AnswerCause.Timeout)
        {
            return Texts.Of("history_timed_out", Title(answered.Item), outcome);
        }

        var sentence = Texts.Of("history_answered", Title(answered.Item), outcome);
        if (answered.OnBehalfOf is { } absent)
        {
            sentence += Texts.Of("history_on_behalf", roster.Person(absent)?.ShortName);
        }

        return answered.Late ? sentence + Texts.Of("history_late") : sentence;
    }

    private string Title(int number)
    {
        var item = items.FirstOrDefault(item => item.Number == number);
        return item is null ? string.Empty : PartText.Title(Slot(item)?.Title ?? item.Slot, item, roster);
    }

    private SlotPlan? Slot(WorkItemRow? item) =>
        item is null ? null : plans.GetValueOrDefault((item.DefinitionKey, item.DefinitionVersion), plan).FindStage(item.Stage)?.Slots.FirstOrDefault(slot => slot.Key == item.Slot);

    private string StageTitle(string key) => plan.FindStage(key)?.Title ?? key;

    private string SlotTitle(string key) =>
        plan.AllStages.SelectMany(stage => stage.Slots).FirstOrDefault(slot => slot.Key == key)?.Title ?? key;

    private string FieldTitle(string key) =>
        DocumentFields.Of(plan).FirstOrDefault(field => field.Key == key)?.Title ?? key;

    private string Names(IEnumerable<int> people) => string.Join(", ", people.Select(id => roster.Person(id)?.ShortName));

    private static string Kind(Effect fact) => fact switch
    {
        Effect.ItemAnswered => "answer",
        Effect.StageEntered or Effect.YearBegan or Effect.TrackStarted or Effect.TrackEnded or Effect.VoteCounted or Effect.TriggerFired
            or Effect.PathwayBegan or Effect.PathwayEnded or Effect.PathwaySuspended or Effect.PathwayResumed
            or Effect.PlanChanged or Effect.MigrationUndone or Effect.RuntimeChanged => "stage",
        Effect.RuleWaived or Effect.Overdue or Effect.Escalated or Effect.AttentionRaised => "warning",
        Effect.RevisionSealed => "seal",
        _ => "note",
    };
}
