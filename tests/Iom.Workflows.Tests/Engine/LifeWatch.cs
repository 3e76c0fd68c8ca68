using System.Text.Json;
using System.Text.RegularExpressions;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Engine;
using Iom.Workflows.Persistence;

namespace Iom.Workflows.Tests.Engine;

/// <summary>The invariants of the design, looked at after every decision.</summary>
internal sealed partial class LifeWatch(PathwayRun run)
{
    private readonly HashSet<(int Year, int Run, string Stage, int Round, string Slot, ItemPart? Part)> asked = [];
    private readonly HashSet<int> closed = [];
    private readonly HashSet<int> overdue = [];
    private readonly HashSet<(int Item, int Rung)> told = [];
    private readonly Dictionary<(int Year, int Run, string Stage), int> rounds = [];
    private readonly List<string> history = [];
    private PathwayState folded = PathwayState.NotStarted;
    private PathwayState stood = PathwayState.NotStarted;
    private int numbers;

    public Decision Saw(PathwayEvent happened)
    {
        var decision = run.Ask(happened);
        if (decision is Decision.Refused refused)
        {
            Broken.Unless(refused.Why is { Sentence.Length: > 0 } && Code().IsMatch(refused.Why.Code), "A refusal says nothing.");
            return decision;
        }

        var facts = run.Let(happened);
        history.Add(Json(facts));
        Broken.Unless(Json(facts) == Json(((Decision.Accepted)decision).Effects), "The same four values gave two answers.");
        Broken.Unless(facts.Count > 0, "A decision without facts.");
        stood = folded;
        foreach (var fact in facts)
        {
            Broken.Unless(folded.Status is PathwayStatus.NotStarted or PathwayStatus.Running, $"{fact} after the end.");
            Look(fact, happened);
            folded = Evolution.Apply(folded, fact);
        }

        Broken.Unless(Json(folded) == Json(run.State) && folded.Document == run.State.Document, "The facts make another state.");
        LookAtState();
        return decision;
    }

    /// <summary>After the last decision: the stored history makes the same state, and nothing is left behind.</summary>
    public void End()
    {
        var replayed = Evolution.Fold(history.SelectMany(row => JsonSerializer.Deserialize(row, EngineJson.Stored.HistoryBody)!.Facts));
        Broken.Unless(Json(replayed) == Json(run.State) && replayed.Document == run.State.Document, "The replay makes another state.");
        Broken.Unless(closed.Count == numbers, "An item was left behind.");
        Broken.Unless(run.State is { Items.IsEmpty: true, Tracks.IsEmpty: true, Counted.IsEmpty: true, Stage: null, Attention: null, ReturnAfter: null }, "Something is left of the last stage.");
        foreach (var item in Enumerable.Range(0, numbers + 1))
        {
            Broken.Unless(run.Ask(new PathwayEvent.TimerFell(run.Now, item, 1)) is Decision.Refused, "A timer falls after the end.");
        }
    }

    private void Look(Effect fact, PathwayEvent happened)
    {
        switch (fact)
        {
            case Effect.StageEntered entered:
                var before = rounds.GetValueOrDefault((folded.Year, entered.Run, entered.Stage));
                Broken.Unless(entered.Round == before + 1, $"Round {entered.Round} of {entered.Stage} after {before}.");
                rounds[(folded.Year, entered.Run, entered.Stage)] = entered.Round;
                break;
            case Effect.YearBegan year:
                Broken.Unless(year.Year == folded.Year + 1 && year.Year <= folded.PlannedYears, "A year too many.");
                break;
            case Effect.ItemScheduled scheduled:
                Number(scheduled.Item, scheduled.Slot, scheduled.Run, scheduled.Part);
                break;
            case Effect.ItemOpened opened:
                LookAtOpened(opened);
                break;
            case Effect.Told told:
                if (folded.Item(told.Item) is null)
                {
                    Number(told.Item, told.Slot, told.Run, told.Part);
                }

                Broken.Unless(closed.Add(told.Item), $"{fact} again.");
                break;
            case Effect.VoteCounted counted:
                Broken.Unless(folded.CountedFor(counted.Slot, counted.Run) is null, $"{fact} twice.");
                break;
            case Effect.TrackStarted started:
                Broken.Unless(started.Run == folded.Runs + 1, $"{fact} after {folded.Runs}.");
                break;
            case Effect.TrackEnded ended:
                Broken.Unless(folded.Track(ended.Run) is { Status: TrackStatus.Running }, $"{fact} twice.");
                Broken.Unless(!folded.Waits(ended.Run), $"{fact} with work left.");
                break;
            case Effect.ItemAnswered answered:
                StillOpen(answered.Item, fact);
                closed.Add(answered.Item);
                Broken.Unless(
                    !SlotOf(answered.Item).BarsSubject || answered.By != folded.SubjectId, "Somebody decided on his own pathway.");
                break;
            case Effect.ItemCancelled cancelled:
                Broken.Unless(cancelled.Item <= numbers && closed.Add(cancelled.Item), $"{fact} of a closed item.");
                break;
            case Effect.ItemAssigned assigned:
                StillOpen(assigned.Item, fact);
                Broken.Unless(
                    !SlotOf(assigned.Item).BarsSubject || !assigned.Assignees.Contains(folded.SubjectId), "The subject is to decide on himself.");
                break;
            case Effect.ItemClaimed claimed:
                StillOpen(claimed.Item, fact);
                break;
            case Effect.ItemReleased released:
                StillOpen(released.Item, fact);
                break;
            case Effect.Reminded reminded:
                StillOpen(reminded.Item, fact);
                Broken.Unless(told.Add((reminded.Item, reminded.Rung)), $"{fact} twice.");
                InTheHours(reminded.Item, happened.At);
                break;
            case Effect.Escalated escalated:
                StillOpen(escalated.Item, fact);
                Broken.Unless(told.Add((escalated.Item, escalated.Rung)), $"{fact} twice.");
                break;
            case Effect.Overdue late:
                StillOpen(late.Item, fact);
                Broken.Unless(overdue.Add(late.Item), $"{fact} twice.");
                Broken.Unless(folded.Item(late.Item)!.DueOn < run.Today, $"{fact} before its day has passed.");
                InTheHours(late.Item, happened.At);
                break;
            case Effect.TimerSet { At: { } at } timer:
                Broken.Unless(timer.Item == 0 || !closed.Contains(timer.Item), $"{fact} of a closed item.");
                Broken.Unless(at > happened.At, $"{fact} at {happened.At}.");
                break;
        }
    }

    private void LookAtOpened(Effect.ItemOpened opened)
    {
        if (folded.Item(opened.Item) is { } planned)
        {
            Broken.Unless(planned is { Status: ItemStatus.Scheduled } && !closed.Contains(opened.Item), $"{opened} again.");
        }
        else
        {
            Number(opened.Item, opened.Slot, opened.Run, opened.Part);
        }

        var slot = run.Plan.Stage(folded.StageOf(opened.Run)!).Slot(opened.Slot);
        Broken.Unless(!slot.BarsSubject || !opened.Assignees.Contains(folded.SubjectId), "The subject is to decide on himself.");
        Broken.Unless(opened.Assignees.Distinct().Count() == opened.Assignees.Length, "Somebody is asked twice.");
        if (opened.DueOn is not { } due)
        {
            Broken.Unless(slot.Deadline is null, "A deadline was lost.");
            return;
        }

        var calendar = run.Roster.CalendarOf(Town.School);
        var capOn = folded.StartOn.AddYears(run.Plan.CapYears);
        Broken.Unless(due >= opened.OpenedOn, "Due before it was opened.");
        Broken.Unless(due <= capOn || capOn < opened.OpenedOn, "Due after the cap.");
        Broken.Unless(
            calendar.IsWorkingDay(due) || !OnlyWorkingDays(slot.Deadline!.Rule) || calendar.Roll(capOn, RollRule.Previous) < opened.OpenedOn,
            $"Due on {due:O}, a day off, though the rule forbids it.");
    }

    private void LookAtState()
    {
        var state = run.State;
        Broken.Unless(state.NextItem == numbers + 1, "A gap in the numbers.");
        if (state.Status != PathwayStatus.Running)
        {
            return;
        }

        Broken.Unless(
            state.Attention is not null || state.Items.Any(item => item.Status is ItemStatus.Open or ItemStatus.Scheduled),
            "Nothing is open and nobody is told.");
        var forsaken = state.Items.Any(item => item is { Status: ItemStatus.Open, Assignees.IsEmpty: true });
        Broken.Unless(!forsaken || state.Attention is not null, "An item has nobody and nobody is told.");
        Broken.Unless(forsaken || state.Attention != AttentionReason.NoPerformer, "Somebody is to look though all is well.");
        foreach (var item in state.Items)
        {
            Broken.Unless(closed.Contains(item.Number) == item.Status is ItemStatus.Answered or ItemStatus.Cancelled, "A closed item opened again.");
            Broken.Unless(item.Status != ItemStatus.Scheduled || item.NextRungAt is not null, "A planned item that will never open.");
            Broken.Unless(
                item is not { Status: ItemStatus.Open, DueOn: not null } || item.NextRungAt is not null || overdue.Contains(item.Number),
                "An item whose last day nobody watches.");
        }
    }

    private void Number(int number, string slot, int life, ItemPart? part)
    {
        Broken.Unless(number == ++numbers, $"Item {number} after {numbers - 1}.");
        Broken.Unless(asked.Add((folded.Year, life, folded.StageOf(life)!, folded.RoundOf(life), slot, part is null ? null : part with { Label = null })), $"Slot {slot} asked twice in one round.");
    }

    private void StillOpen(int item, Effect fact) =>
        Broken.Unless(item == 0 || folded.Item(item) is { Status: ItemStatus.Open }, $"{fact} though the item is not open.");

    private void InTheHours(int item, DateTimeOffset at)
    {
        // Whom the rung was set for; escalation in the same decision may bring in somebody of another zone.
        var addressee = stood.Item(item)?.Assignees is [var first, ..] ? first : stood.SubjectId;
        var calendar = run.Roster.CalendarOf(run.Roster.UnitOf(addressee)!.Id);
        var day = calendar.LocalDate(at);
        Broken.Unless(
            calendar.IsWorkingDay(day) && at >= calendar.InstantOf(day, run.Plan.SendWindow.From) && at < calendar.InstantOf(day, run.Plan.SendWindow.To),
            $"Somebody is told at {at:O}, outside his working hours.");
    }

    private SlotPlan SlotOf(int item) => run.Plan.SlotOf(folded, folded.Item(item)!);

    private static bool OnlyWorkingDays(DateRule rule) => rule switch
    {
        DateRule.Offset offset => offset.Roll != RollRule.Keep || offset is { Unit: DateUnit.WorkingDays, Amount: not 0 },
        DateRule.Earliest earliest => earliest.Rules.All(OnlyWorkingDays),
        DateRule.Latest latest => latest.Rules.All(OnlyWorkingDays),
        _ => false,
    };

    private static string Json(PathwayState state) => JsonSerializer.Serialize(state, EngineJson.Stored.PathwayState);

    private static string Json(IEnumerable<Effect> facts) => JsonSerializer.Serialize(new HistoryBody([.. facts]), EngineJson.Stored.HistoryBody);

    [GeneratedRegex("^[a-z_]+$")]
    private static partial Regex Code();
}
