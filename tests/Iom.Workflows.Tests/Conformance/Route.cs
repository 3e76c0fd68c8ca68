using System.Text.Json;
using FluentAssertions;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Persistence;
using Iom.Workflows.Persistence.Rows;
using Microsoft.EntityFrameworkCore;

namespace Iom.Workflows.Tests.Conformance;

/// <summary>One pathway, moved by the executor only.</summary>
internal sealed class Route(House house, Guid id)
{
    public Guid Id => id;

    public async Task<StoredPathway> StoredAsync(CancellationToken cancellationToken) =>
        (await house.Store.FindAsync(id, cancellationToken))!;

    public async Task<PathwayState> StateAsync(CancellationToken cancellationToken) => (await StoredAsync(cancellationToken)).State;

    /// <summary>The open item of a slot.</summary>
    public async Task<ItemState> OpenAsync(string slot, CancellationToken cancellationToken) =>
        (await StateAsync(cancellationToken)).Items.Should().ContainSingle(item => item.Slot == slot && item.Status == ItemStatus.Open).Subject;

    public Task<ExecutionAnswer> HandleAsync(
        Func<DateTimeOffset, PathwayEvent> happened, CancellationToken cancellationToken, long? expected = null, Operation? operation = null, House? on = null) =>
        (on ?? house).Executor.HandleAsync(id, happened, expected, operation, cancellationToken);

    /// <summary>One person answers one item, as a page would: with the revision that was shown.</summary>
    public Task<ExecutionAnswer> AnswerAsync(
        int item, int by, string outcome, CancellationToken cancellationToken, long? expected = null, Operation? operation = null, House? on = null) =>
        HandleAsync(
            now => new PathwayEvent.Answered(now, by, item, outcome, outcome == "return" ? "Уточните цели" : null, Forms.Empty),
            cancellationToken, expected, operation, on);

    /// <summary>The first assignee of a slot answers with a filled form.</summary>
    public async Task<ExecutionAnswer.Done> DoAsync(string slot, string outcome, CancellationToken cancellationToken)
    {
        var item = await OpenAsync(slot, cancellationToken);
        var answer = await HandleAsync(
            now => new PathwayEvent.Answered(now, item.Assignees[0], item.Number, outcome, outcome == "return" ? "Уточните цели" : null, Forms.Of(slot)),
            cancellationToken, await RevisionAsync(item.Number, cancellationToken));
        return answer.ShouldBeDone();
    }

    public async Task<long> RevisionAsync(int item, CancellationToken cancellationToken) =>
        (await house.Store.LoadAsync(id, null, item, cancellationToken))!.ItemRevision!.Value;

    public Task<List<HistoryRow>> HistoryAsync(CancellationToken cancellationToken) => house.ReadAsync(
        context => context.History.AsNoTracking().Where(row => row.PathwayId == id).OrderBy(row => row.Revision).ToListAsync(cancellationToken), cancellationToken);

    public async Task<List<Effect>> FactsAsync(CancellationToken cancellationToken) =>
        [.. (await HistoryAsync(cancellationToken)).SelectMany(row => HistoryReplay.Facts(row))];

    /// <summary>History, state and all projections of it say the same.</summary>
    public async Task ShouldBeWholeAsync(CancellationToken cancellationToken)
    {
        (await house.Replay.CheckAsync(id, cancellationToken)).Should().BeEmpty();
        await using var context = await house.ContextAsync(cancellationToken);
        var row = await context.Pathways.AsNoTracking().SingleAsync(pathway => pathway.Id == id, cancellationToken);
        var folded = HistoryReplay.Fold(await HistoryAsync(cancellationToken));
        JsonSerializer.Serialize(folded, EngineJson.Stored.PathwayState).Should().Be(row.State);
        (row.Status, row.Stage, row.Round, row.Year, row.PlannedYears, row.Attention, row.SubjectId).Should().Be(
            (folded.Status.ToString(), folded.Stage, folded.Round, folded.Year, folded.PlannedYears, folded.Attention?.ToString(), folded.SubjectId));

        var items = await context.WorkItems.AsNoTracking().Where(item => item.PathwayId == id).OrderBy(item => item.Number).ToListAsync(cancellationToken);
        items.Select(item => item.Number).Should().Equal(Enumerable.Range(1, folded.NextItem - 1), "items are numbered without gaps");
        items.Where(item => folded.Item(item.Number) is null).Should().NotContain(item => item.Status == "Open" || item.Status == "Scheduled");
        var assignees = await context.Assignees.AsNoTracking().Where(assignee => assignee.PathwayId == id).ToListAsync(cancellationToken);
        items.Where(item => folded.Item(item.Number) is not null)
            .Select(item => (item.Number, item.Slot, item.Status, item.DueOn, item.ClaimedBy, item.Outcome, item.Stage, item.Round, item.Year))
            .Should().BeEquivalentTo(folded.Items.Select(item => (
                item.Number, item.Slot, Status: item.Status.ToString(), item.DueOn, item.ClaimedBy, item.Outcome, Stage: folded.StageOf(item.Run), Round: folded.RoundOf(item.Run), folded.Year)));
        assignees.Select(assignee => (assignee.Number, assignee.PersonId, assignee.DueOn)).Should().BeEquivalentTo(
            folded.Items.Where(item => item.Status == ItemStatus.Open).SelectMany(item => item.Assignees.Select(person => (item.Number, person, item.DueOn))));
        var timers = await context.Timers.AsNoTracking().Where(timer => timer.PathwayId == id && timer.Item > 0).ToListAsync(cancellationToken);
        timers.Select(timer => (timer.Item, timer.Rung, (DateTimeOffset?)timer.At)).Should().BeEquivalentTo(
            folded.Items.Where(item => item.NextRungAt is not null).Select(item => (item.Number, item.NextRung, item.NextRungAt)));
    }
}
