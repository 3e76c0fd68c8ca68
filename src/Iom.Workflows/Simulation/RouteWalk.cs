using System.Collections.Immutable;
using Iom.Workflows.Calendars;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;

namespace Iom.Workflows.Simulation;

/// <summary>
/// Lives one route in the head of the machine: the same engine over real people and dates, timers fall when they are due, people answer as a
/// script says, at noon. The one mechanism behind tables, yearly loads, golden runs and benchmarks.
/// </summary>
public sealed class RouteWalk
{
    private const int MostSteps = 5_000;
    private const string Comment = "Уточните сроки.";

    private static readonly TimeOnly Noon = new(12, 0);

    private readonly ProcessPlan plan;
    private readonly Roster roster;
    private readonly IRouteScript script;
    private readonly DateOnly startOn;
    private readonly SampleAnswers samples;
    private readonly Dictionary<int, DateTimeOffset?> answers = [];

    /// <param name="plan">What is walked.</param>
    /// <param name="roster">Who may do what, all the time.</param>
    /// <param name="subjectId">An educator of that directory.</param>
    /// <param name="startOn">First day, local.</param>
    /// <param name="script">What people do.</param>
    /// <param name="samples">What they fill in, shared by routes of one plan; null: not shared.</param>
    public RouteWalk(ProcessPlan plan, Roster roster, int subjectId, DateOnly startOn, IRouteScript script, SampleAnswers? samples = null)
    {
        this.plan = plan;
        this.roster = roster;
        this.script = script;
        this.startOn = startOn;
        this.samples = samples ?? new SampleAnswers();
        SubjectId = subjectId;
        Calendar = roster.CalendarOf(roster.UnitOf(subjectId)!.Id);
        Now = Calendar.InstantOf(startOn, Noon);
    }

    /// <summary>Sees every event of the walk.</summary>
    /// <param name="before">Where the route stood.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="after">What the engine made of it.</param>
    public delegate void Witness(PathwayState before, PathwayEvent happened, Decision.Accepted after);

    public int SubjectId { get; }

    public WorkCalendar Calendar { get; }

    public PathwayState State { get; private set; } = PathwayState.NotStarted;

    /// <summary>UTC.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The day it is in the subject's organisation.</summary>
    public DateOnly Today => Calendar.LocalDate(Now);

    /// <summary>Walks until the route ends, nothing can happen any more, or the day has come.</summary>
    /// <param name="witness">Called for every event.</param>
    /// <param name="until">Local day on which to stop; null: to the end.</param>
    /// <param name="cancellationToken">Stops between two events.</param>
    /// <returns>Why the walk ended.</returns>
    public WalkEnd Run(Witness witness, DateOnly? until, CancellationToken cancellationToken)
    {
        var refusal = Take(new PathwayEvent.Started(Now, null, SubjectId, startOn, Reason: Comment), witness);
        for (var step = 0; refusal is null && State.Status == PathwayStatus.Running; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (step == MostSteps)
            {
                return new WalkEnd(WalkEndKind.Endless);
            }

            if (Next() is not { } next)
            {
                return new WalkEnd(WalkEndKind.Waits);
            }

            Now = next.At > Now ? next.At : Now;
            if (Today >= until)
            {
                return new WalkEnd(WalkEndKind.DayCame);
            }

            refusal = Take(next.Answers ? Answer(next.Item) : new PathwayEvent.TimerFell(Now, next.Item.Number, next.Item.NextRung), witness);
        }

        return refusal is null ? new WalkEnd(WalkEndKind.Ended) : new WalkEnd(WalkEndKind.Refused, refusal);
    }

    /// <summary>Whatever comes first; a timer goes before an answer of the same instant. Null: nothing will.</summary>
    private (ItemState Item, DateTimeOffset At, bool Answers)? Next()
    {
        (ItemState Item, DateTimeOffset At, bool Answers)? next = null;
        var first = DateTimeOffset.MaxValue;
        foreach (var item in State.Items)
        {
            if (item is { NextRungAt: { } falls, Status: ItemStatus.Open or ItemStatus.Scheduled } && (falls < first || (falls == first && next is { Answers: true })))
            {
                (next, first) = ((item, falls, false), falls);
            }

            if (AnswersAt(item) is { } at && at < first)
            {
                (next, first) = ((item, at, true), at);
            }
        }

        return next;
    }

    /// <summary>Null: nobody is there to answer, or nobody will.</summary>
    private DateTimeOffset? AnswersAt(ItemState item)
    {
        if (item.Status != ItemStatus.Open)
        {
            return null;
        }

        if (!answers.TryGetValue(item.Number, out var at))
        {
            at = script.DayFor(plan.StageOf(State, item), item, Calendar) is { } day ? Calendar.InstantOf(day, Noon) : null;
            answers.Add(item.Number, at);
        }

        return item.Assignees.IsEmpty ? null : at;
    }

    private PathwayEvent.Answered Answer(ItemState item)
    {
        var stage = plan.StageOf(State, item);
        var slot = stage.Slot(item.Slot);
        var key = script.OutcomeFor(slot, item);
        var outcome = slot.Outcome(key);
        var positive = outcome?.Sense != OutcomeSense.Negative;
        ImmutableSortedDictionary<string, FieldValue> data = positive
            ? samples.Of(stage.Key, slot, Today, item.Number, field => roster.Candidates(field, State, Today)) : PathwayDocument.Empty.Fields;
        var silent = positive && outcome?.CommentRequired != true && !slot.Requires.Any(requirement => requirement.Soft);
        return new PathwayEvent.Answered(
            Now, item.ClaimedBy ?? item.Assignees[0], item.Number, key, silent ? null : Comment, data);
    }

    private Refusal? Take(PathwayEvent happened, Witness witness)
    {
        switch (PathwayEngine.Decide(plan, State, happened, roster))
        {
            case Decision.Accepted accepted:
                var before = State;
                State = accepted.State;
                witness(before, happened, accepted);
                return null;
            case Decision.Refused refused:
                return refused.Why;
            default:
                throw new System.Diagnostics.UnreachableException("Decision is a closed union.");
        }
    }
}

/// <summary>Why a walk ended.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Why">What the engine said, when it said no.</param>
public readonly record struct WalkEnd(WalkEndKind Kind, Refusal? Why = null);

/// <summary>Ways a walk ends.</summary>
public enum WalkEndKind
{
    /// <summary>The route came to its end; its state says which.</summary>
    Ended,

    /// <summary>The day asked for has come.</summary>
    DayCame,

    /// <summary>An open item waits for somebody: nobody was found, or the script says that nobody answers.</summary>
    Waits,

    /// <summary>The engine refused what the script wanted.</summary>
    Refused,

    /// <summary>The route goes round in circles.</summary>
    Endless,
}
