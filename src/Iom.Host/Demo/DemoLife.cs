using System.Collections.Immutable;
using Iom.Workflows.Definitions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;

namespace Iom.Host.Demo;

/// <summary>Lives one route from its start to today, event by event, through the same executor as everybody, with a clock of its own.</summary>
internal sealed class DemoLife(IPathwayStore store, IPlanSource plans, IRosterSource rosters, IEnumerable<IPathwayRuntime> runtimes, HostRuntime host)
{
    /// <summary>How somebody carries his route.</summary>
    /// <param name="PersonId">The educator.</param>
    /// <param name="StartOn">First day.</param>
    /// <param name="Years">Planned years; null: the definition's default.</param>
    /// <param name="StopsIn">In that stage of the definition, counted from 0, nobody does anything any more: items grow overdue; null: in none.</param>
    /// <param name="SilentFrom">From this instant (UTC) on nobody does anything either, though it was all done in time before.</param>
    /// <param name="Returns">The answer that is a return for rework; 0: none.</param>
    /// <param name="Pace">Days between two answers.</param>
    public sealed record Course(int PersonId, DateTimeOffset StartOn, int? Years, int? StopsIn, DateTimeOffset SilentFrom, int Returns, int Pace);

    public async Task LiveAsync(Course course, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var clock = new SeedClock { Now = course.StartOn };
        var executor = new PathwayExecutor(store, plans, rosters, runtimes, host, clock);
        var started = await executor.StartAsync(new StartRequest(course.PersonId, null, null, course.Years, null), cancellationToken);
        if (started is not ExecutionAnswer.Done { PathwayId: var id })
        {
            return;
        }

        var stopsIn = await StopsInAsync(id, course, cancellationToken);
        var answers = 0;
        var answerAt = course.StartOn.AddDays(course.Pace);
        while (await store.FindAsync(id, cancellationToken) is { State.Status: PathwayStatus.Running } pathway)
        {
            var timer = pathway.State.Items
                .Where(item => item is { NextRungAt: not null, Status: ItemStatus.Open or ItemStatus.Scheduled })
                .MinBy(item => item.NextRungAt);
            var open = pathway.State.Items.FirstOrDefault(item => item is { Status: ItemStatus.Open, Assignees.IsEmpty: false });
            var acts = open is not null && pathway.State.Stage != stopsIn && answerAt < course.SilentFrom;
            if (acts && (timer is null || answerAt <= timer.NextRungAt))
            {
                if (answerAt > until)
                {
                    return;
                }

                clock.Now = answerAt;
                await AnswerAsync(executor, pathway, open!, ++answers == course.Returns, answers, cancellationToken);
                answerAt = answerAt.AddDays(course.Pace);
            }
            else if (timer?.NextRungAt is { } at && at <= until)
            {
                clock.Now = at;
                await executor.HandleAsync(id, now => new PathwayEvent.TimerFell(now, timer.Number, timer.NextRung), null, null, cancellationToken);
                answerAt = answerAt < at ? at.AddDays(course.Pace) : answerAt;
            }
            else
            {
                return;
            }
        }
    }

    private async Task<string?> StopsInAsync(Guid id, Course course, CancellationToken cancellationToken)
    {
        var pathway = await store.FindAsync(id, cancellationToken);
        var plan = await plans.FindAsync(pathway!.DefinitionKey, pathway.DefinitionVersion, cancellationToken);
        return course.StopsIn is { } index ? plan!.Stages[index % plan.Stages.Length].Key : null;
    }

    private async Task AnswerAsync(
        PathwayExecutor executor, StoredPathway pathway, ItemState item, bool returns, int number, CancellationToken cancellationToken)
    {
        var plan = await plans.FindAsync(pathway.DefinitionKey, pathway.DefinitionVersion, cancellationToken);
        var slot = plan!.SlotOf(pathway.State, item);
        var roster = await rosters.CurrentAsync(cancellationToken);
        var no = slot.Outcomes.FirstOrDefault(outcome => outcome.Sense == OutcomeSense.Negative);
        var yes = slot.Outcomes.First(outcome => outcome.Sense == OutcomeSense.Positive);
        await executor.HandleAsync(
            pathway.Id,
            now => returns && no is not null
                ? new PathwayEvent.Answered(now, item.Assignees[0], item.Number, no.Key, "Уточните, пожалуйста, сроки и ожидаемый результат по каждому мероприятию.", Nothing)
                : new PathwayEvent.Answered(now, item.Assignees[0], item.Number, yes.Key, null, SampleForm.Fill(slot, DateOnly.FromDateTime(now.UtcDateTime), number + item.Number, field => roster.Candidates(field, pathway.State, DateOnly.FromDateTime(now.UtcDateTime)))),
            null,
            null,
            cancellationToken);
    }

    private static ImmutableSortedDictionary<string, FieldValue> Nothing => PathwayDocument.Empty.Fields;

    private sealed class SeedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
