using System.Collections.Immutable;
using FluentAssertions;
using Iom.Workflows.Documents;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

public abstract class RacesConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    private const int Routes = 100;
    private const int AtOnce = 10;

    [Fact]
    public async Task A_hundred_of_a_hundred_routes_go_on_when_four_and_then_two_people_answer_at_the_same_instant()
    {
        var routes = await StartAsync(Routes, "panel");
        var hosts = new[] { House, AnotherHost() };
        await AllAnswerAsync(routes, hosts, "four");
        await AllAnswerAsync(routes, hosts, "two");
        foreach (var route in routes)
        {
            (await route.StateAsync(Cancel)).Stage.Should().Be("note");
            await route.ShouldBeWholeAsync(Cancel);
            var facts = await route.FactsAsync(Cancel);
            facts.OfType<Effect.ItemAnswered>().Select(answered => answered.Item).Should().BeEquivalentTo(Enumerable.Range(1, 6), "each is answered, none twice");
            facts.OfType<Effect.StageLeft>().Should().HaveCount(2);
        }
    }

    [Fact]
    public async Task A_hundred_of_a_hundred_routes_go_on_when_ballots_and_then_items_of_tracks_are_answered_at_the_same_instant()
    {
        (await House.Plans.PublishAsync([.. Texts.All, Texts.Sides], Cancel)).Faults.Should().BeEmpty();
        var hosts = new[] { House, AnotherHost() };
        foreach (var some in (await StartAsync(Routes, "sides")).Chunk(AtOnce))
        {
            foreach (var route in some)
            {
                await PlanAsync(route, "Курсы", "Открытый урок");
            }

            // Three votes for decide it, so the fourth may come too late.
            (await AtOnceAsync(some, hosts, "for")).Should().OnlyContain(answer => answer is ExecutionAnswer.Done || ((ExecutionAnswer.Refused)answer).Why.Code == "item_closed");
            (await AtOnceAsync(some, hosts, "submit")).Should().HaveCount(3 * AtOnce).And.AllBeOfType<ExecutionAnswer.Done>();
            foreach (var route in some)
            {
                (await route.StateAsync(Cancel)).Status.Should().Be(PathwayStatus.Completed);
                await route.ShouldBeWholeAsync(Cancel);
                var facts = await route.FactsAsync(Cancel);
                facts.OfType<Effect.VoteCounted>().Should().ContainSingle().Which.Outcome.Should().Be("adopt");
                facts.OfType<Effect.TrackEnded>().Should().HaveCount(2);
            }
        }
    }

    [Fact]
    public async Task Of_four_answers_to_one_item_at_the_same_instant_exactly_one_is_accepted()
    {
        foreach (var route in await StartAsync(20, "solo"))
        {
            var item = await route.OpenAsync("decide", Cancel);
            var revision = await route.RevisionAsync(item.Number, Cancel);
            var answers = await Together.RunAsync(Town.Deputies.Select(deputy => (Func<Task<ExecutionAnswer>>)(() =>
                route.AnswerAsync(item.Number, deputy, "approve", Cancel, revision))));

            answers.OfType<ExecutionAnswer.Done>().Should().ContainSingle();
            answers.OfType<ExecutionAnswer.Refused>().Select(answer => answer.Why.Code).Should().Equal("item_closed", "item_closed", "item_closed");
            (await route.FactsAsync(Cancel)).OfType<Effect.ItemAnswered>().Should().ContainSingle();
            await route.ShouldBeWholeAsync(Cancel);
        }
    }

    [Fact]
    public async Task Whoever_commits_a_revision_second_loses_and_writes_nothing()
    {
        var route = await House.StartAsync(Town.Teacher, "panel", Cancel);
        var read = await route.StoredAsync(Cancel);
        var plan = (await House.Plans.FindAsync("panel", 1, Cancel))!;
        var roster = await House.Rosters.CurrentAsync(Cancel);
        PathwayCommit Commit(int item, int by)
        {
            var happened = new PathwayEvent.Answered(Clock.GetUtcNow(), by, item, "approve", null, Forms.Empty);
            return new PathwayCommit(read, happened, (Decision.Accepted)PathwayEngine.Decide(plan, read.State, happened, roster), null, null, null);
        }

        (await House.Store.CommitAsync(Commit(1, Town.Head), Cancel)).Should().BeTrue();
        var before = await House.DumpAsync(Cancel);
        (await House.Store.CommitAsync(Commit(4, Town.Methodologist), Cancel)).Should().BeFalse();
        (await House.DumpAsync(Cancel)).Should().Be(before);
        (await route.AnswerAsync(4, Town.Methodologist, "approve", Cancel)).ShouldBeDone().Revision.Should().Be(3, "the executor reads again");
    }

    [Fact]
    public async Task An_executor_that_lost_reads_again_and_gets_through()
    {
        var route = await House.StartAsync(Town.Teacher, "panel", Cancel);
        var overtaken = 0;
        var other = AnotherHost();
        House.Runner.OnWrite = statements =>
        {
            // Somebody else commits between this host's reading and its writing.
            if (overtaken++ == 0)
            {
                route.AnswerAsync(1, Town.Head, "approve", Cancel, on: other).GetAwaiter().GetResult().ShouldBeDone();
            }

            return statements;
        };
        (await route.AnswerAsync(4, Town.Methodologist, "approve", Cancel)).ShouldBeDone().Revision.Should().Be(3);
        overtaken.Should().Be(2);
        await route.ShouldBeWholeAsync(Cancel);
    }

    [Fact]
    public async Task An_educator_started_twice_at_the_same_instant_has_one_running_pathway()
    {
        var hosts = new[] { House, AnotherHost() };
        for (var subject = Town.Teacher; subject < Town.Teacher + 10; subject++)
        {
            var request = new StartRequest(subject, "solo", null, null, null);
            var answers = await Together.RunAsync(Enumerable.Range(0, 6).Select(i => (Func<Task<ExecutionAnswer>>)(() =>
                hosts[i % 2].Executor.StartAsync(request, Cancel))));
            answers.OfType<ExecutionAnswer.Done>().Should().ContainSingle();
            answers.OfType<ExecutionAnswer.Refused>().Should().HaveCount(5).And.OnlyContain(answer => answer.Why.Code == "already_running");
        }

        (await House.ReadAsync(context => context.Pathways.CountAsync(Cancel), Cancel)).Should().Be(10);
        (await House.ReadAsync(context => context.WorkItems.CountAsync(Cancel), Cancel)).Should().Be(10);
        (await House.Executor.StartAsync(new StartRequest(Town.Teacher, "panel", null, null, null), Cancel)).ShouldBeDone();
    }

    [Fact]
    public async Task Different_pathways_do_not_wait_for_each_others_conflicts()
    {
        var answers = await Together.RunAsync(Enumerable.Range(Town.Teacher, 60).Select(subject => (Func<Task<ExecutionAnswer>>)(() =>
            House.Executor.StartAsync(new StartRequest(subject, "solo", null, null, null), Cancel))));
        answers.Should().AllBeOfType<ExecutionAnswer.Done>();
        (await House.ReadAsync(context => context.Pathways.CountAsync(Cancel), Cancel)).Should().Be(60);
    }

    private static async Task PlanAsync(Route route, params string[] items)
    {
        var plan = await route.OpenAsync("plan", Cancel);
        var rows = items.Select(what => ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("what", what));
        (await route.HandleAsync(
            now => new PathwayEvent.Answered(now, plan.Assignees[0], plan.Number, "submit", null, Forms.Empty.Add("items", new FieldValue.Table([.. rows]))), Cancel)).ShouldBeDone();
    }

    /// <summary>Every open item of every life is answered, all at the same instant.</summary>
    private static async Task<ExecutionAnswer[]> AtOnceAsync(IEnumerable<Route> routes, House[] hosts, string outcome)
    {
        var acts = new List<Func<Task<ExecutionAnswer>>>();
        foreach (var route in routes)
        {
            foreach (var item in (await route.StateAsync(Cancel)).Items.Where(item => item.Status == ItemStatus.Open))
            {
                var host = hosts[acts.Count % hosts.Length];
                acts.Add(() => route.AnswerAsync(item.Number, item.Assignees[0], outcome, Cancel, on: host));
            }
        }

        return [.. await Together.RunAsync(acts)];
    }

    private async Task<List<Route>> StartAsync(int count, string definition)
    {
        var routes = new List<Route>();
        for (var i = 0; i < count; i++)
        {
            routes.Add(await House.StartAsync(Town.Teacher + i, definition, Cancel));
        }

        return routes;
    }

    private static async Task AllAnswerAsync(List<Route> routes, House[] hosts, string stage)
    {
        foreach (var some in routes.Chunk(AtOnce))
        {
            var acts = new List<Func<Task<ExecutionAnswer>>>();
            foreach (var route in some)
            {
                var state = await route.StateAsync(Cancel);
                state.Stage.Should().Be(stage);
                foreach (var item in state.Items)
                {
                    var revision = await route.RevisionAsync(item.Number, Cancel);
                    var host = hosts[acts.Count % hosts.Length];
                    acts.Add(() => route.AnswerAsync(item.Number, item.Assignees[0], "approve", Cancel, revision, on: host));
                }
            }

            (await Together.RunAsync(acts)).Should().AllBeOfType<ExecutionAnswer.Done>();
        }
    }
}

public sealed class RacesOnSqlite() : RacesConformance(DatabaseProvider.Sqlite);

public sealed class RacesOnPostgres() : RacesConformance(DatabaseProvider.Postgres);
