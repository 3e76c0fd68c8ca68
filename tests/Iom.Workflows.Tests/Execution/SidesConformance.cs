using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

public abstract class SidesConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    [Fact]
    public async Task Tracks_votes_notices_and_triggers_are_kept_whole()
    {
        (await House.Plans.PublishAsync([.. Texts.All, Texts.Sides], Cancel)).Faults.Should().BeEmpty();
        var route = await House.StartAsync(Town.Teacher, "sides", Cancel);
        await FillAsync(route, "Курсы", "Открытый урок");
        foreach (var vote in (await route.StateAsync(Cancel)).Items.Where(item => item.Slot == "council").Take(3))
        {
            (await route.AnswerAsync(vote.Number, vote.Assignees[0], "for", Cancel)).ShouldBeDone();
            await route.ShouldBeWholeAsync(Cancel);
        }

        var state = await route.StateAsync(Cancel);
        state.Stage.Should().Be("work");
        state.Tracks.Select(track => track.Part!.Label).Should().Equal("Курсы", "Открытый урок");
        (await House.ReadAsync(context => context.WorkItems.Where(item => item.Slot == "done").Select(item => item.Part).ToListAsync(Cancel), Cancel))
            .Should().OnlyContain(part => part!.Contains("\"table\":\"items\""));

        (await route.HandleAsync(now => new PathwayEvent.Triggered(now, Town.Head, "news", Forms.Empty), Cancel)).ShouldBeDone();
        await route.ShouldBeWholeAsync(Cancel);
        await FillAsync(route, "Курсы", "Открытый урок", "Статья");
        foreach (var item in (await route.StateAsync(Cancel)).Items.Where(item => item.Slot is "done" or "sum" && item.Status == ItemStatus.Open))
        {
            (await route.AnswerAsync(item.Number, Town.Teacher, "submit", Cancel)).ShouldBeDone();
            await route.ShouldBeWholeAsync(Cancel);
        }

        (await route.StateAsync(Cancel)).Status.Should().Be(PathwayStatus.Completed);
        (await route.FactsAsync(Cancel)).OfType<Effect.TrackEnded>().Should().HaveCount(3);
        (await House.ReadAsync(context => context.Timers.CountAsync(Cancel), Cancel)).Should().Be(0, "nothing falls any more");
    }

    private async Task FillAsync(Route route, params string[] items)
    {
        var plan = await route.OpenAsync("plan", Cancel);
        var table = new FieldValue.Table([.. items.Select(item => ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("what", item))]);
        (await route.HandleAsync(
            now => new PathwayEvent.Answered(now, Town.Teacher, plan.Number, "submit", null, Forms.Empty.Add("items", table)), Cancel)).ShouldBeDone();
        await route.ShouldBeWholeAsync(Cancel);
    }
}

public sealed class SidesOnSqlite() : SidesConformance(DatabaseProvider.Sqlite);

public sealed class SidesOnPostgres() : SidesConformance(DatabaseProvider.Postgres);
