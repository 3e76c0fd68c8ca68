using System.Collections.Immutable;
using System.Diagnostics;
using Iom.Workflows.Definitions;
using Iom.Workflows.Directory;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;

namespace Iom.Benchmarks;

/// <summary>Decisions per second of the pure engine on one core: whole routes of the base definition, answered on time.</summary>
internal static class EngineFigures
{
    private const int Aim = 300_000;

    public static void Print()
    {
        var roster = new Roster(BenchTown.Make(300), BenchTown.Calendars);
        var plan = BenchTown.Base;
        var script = Record(plan, roster, roster.Educators.First().PersonId);
        Play(plan, script, roster, 2_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var decisions = Play(plan, script, roster, 20_000);
        watch.Stop();
        var perSecond = decisions / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"engine: {perSecond:N0} decisions/s on one core (aim {Aim:N0}), {(GC.GetAllocatedBytesForCurrentThread() - allocated) / decisions:N0} bytes per decision, {script.Count} decisions a route");
    }

    private static int Play(ProcessPlan plan, List<PathwayEvent> script, Roster roster, int times)
    {
        var decisions = 0;
        for (var i = 0; i < times; i++)
        {
            var state = PathwayState.NotStarted;
            foreach (var happened in script)
            {
                state = ((Decision.Accepted)PathwayEngine.Decide(plan, state, happened, roster)).State;
                decisions++;
            }
        }

        return decisions;
    }

    private static List<PathwayEvent> Record(ProcessPlan plan, Roster roster, int subject)
    {
        var script = new List<PathwayEvent>();
        RouteWalk.Walk(plan, roster, subject, new DateOnly(2025, 9, 1), RouteWalk.Days, (happened, _) => script.Add(happened));
        return script;
    }
}

/// <summary>Walks one route to its end: timers fall when due, people answer a few days after an item opens.</summary>
internal static class RouteWalk
{
    /// <summary>Days from opening to answer.</summary>
    public const int Days = 3;

    private static readonly DateOnly SampleDay = new(2025, 9, 1);

    public static PathwayState Walk(
        ProcessPlan plan, Roster roster, int subject, DateOnly start, int days, Action<PathwayEvent, Decision.Accepted> seen, DateOnly? until = null)
    {
        var calendar = roster.CalendarOf(roster.UnitOf(subject)!.Id);
        var state = PathwayState.NotStarted;
        var now = calendar.InstantOf(start, new TimeOnly(10, 0));
        Take(new PathwayEvent.Started(now, null, subject, start));
        while (state.Status == PathwayStatus.Running && (until is null || calendar.LocalDate(now) < until))
        {
            var open = state.Items.FirstOrDefault(item => item is { Status: ItemStatus.Open, Assignees.IsEmpty: false });
            var timer = state.Items.Where(item => item.NextRungAt is not null).MinBy(item => item.NextRungAt);
            var answerAt = open is null ? DateTimeOffset.MaxValue : calendar.InstantOf(open.OpensOn.AddDays(days), new TimeOnly(10, 0));
            answerAt = answerAt < now ? now : answerAt;
            if (timer is not null && timer.NextRungAt < answerAt)
            {
                now = timer.NextRungAt!.Value > now ? timer.NextRungAt.Value : now;
                Take(new PathwayEvent.TimerFell(now, timer.Number, timer.NextRung));
            }
            else if (open is not null)
            {
                now = answerAt;
                Take(Answer(plan, state, open, now));
            }
            else
            {
                break;
            }
        }

        return state;

        void Take(PathwayEvent happened)
        {
            var accepted = PathwayEngine.Decide(plan, state, happened, roster) as Decision.Accepted
                ?? throw new InvalidOperationException($"The bench route was refused at {happened.GetType().Name}.");
            state = accepted.State;
            seen(happened, accepted);
        }
    }

    public static PathwayEvent.Answered Answer(ProcessPlan plan, PathwayState state, ItemState item, DateTimeOffset now)
    {
        var slot = plan.Stage(state.Stage!).Slot(item.Slot);
        var yes = slot.Outcomes.First(outcome => outcome.Sense == OutcomeSense.Positive);
        ImmutableSortedDictionary<string, FieldValue> data = SampleForm.Fill(slot, SampleDay, item.Number);
        return new PathwayEvent.Answered(now, item.Assignees[0], item.Number, yes.Key, null, data);
    }
}
