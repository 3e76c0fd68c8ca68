using FluentAssertions;
using Iom.Workflows.Engine;
using Iom.Workflows.Execution;
using Iom.Workflows.Tests.Conformance;
using Xunit;

namespace Iom.Workflows.Tests.Execution;

public abstract class OperationsConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    private static readonly Operation Asked = new("op-1", "fingerprint");

    [Fact]
    public async Task A_repeated_request_gets_the_same_answer_and_writes_nothing()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        var first = (await route.AnswerAsync(1, Town.Deputies[0], "approve", Cancel, 1, Asked)).ShouldBeDone();
        first.Repeated.Should().BeFalse();
        var before = await House.DumpAsync(Cancel);

        var again = (await route.AnswerAsync(1, Town.Deputies[0], "approve", Cancel, 1, Asked)).ShouldBeDone();
        (again.Repeated, again.Revision).Should().Be((true, first.Revision));
        (await House.DumpAsync(Cancel)).Should().Be(before);
    }

    [Fact]
    public async Task Another_request_under_the_same_id_is_refused()
    {
        var route = await House.StartAsync(Town.Teacher, "panel", Cancel);
        (await route.AnswerAsync(1, Town.Head, "approve", Cancel, 1, Asked)).ShouldBeDone();
        var before = await House.DumpAsync(Cancel);
        (await route.AnswerAsync(4, Town.Methodologist, "approve", Cancel, 1, Asked with { Fingerprint = "another" })).ShouldBeRefused("operation_reused");
        (await House.DumpAsync(Cancel)).Should().Be(before);
    }

    [Fact]
    public async Task The_same_request_four_times_at_the_same_instant_is_done_once()
    {
        for (var subject = Town.Teacher; subject < Town.Teacher + 10; subject++)
        {
            var route = await House.StartAsync(subject, "panel", Cancel);
            var answers = await Together.RunAsync(Enumerable.Range(0, 4).Select(_ => (Func<Task<ExecutionAnswer>>)(() =>
                route.AnswerAsync(1, Town.Head, "approve", Cancel, 1, Asked))));
            answers.Should().AllBeOfType<ExecutionAnswer.Done>();
            answers.Cast<ExecutionAnswer.Done>().Should().OnlyContain(answer => answer.Revision == 2);
            answers.Cast<ExecutionAnswer.Done>().Count(answer => !answer.Repeated).Should().Be(1);
            (await route.StoredAsync(Cancel)).Revision.Should().Be(2);
        }
    }

    [Fact]
    public async Task A_stale_revision_is_refused_and_nothing_is_written()
    {
        var route = await House.StartAsync(Town.Teacher, "panel", Cancel);
        var item = await route.OpenAsync("deputy", Cancel);
        (await route.HandleAsync(now => new PathwayEvent.Claimed(now, Town.Deputies[0], item.Number), Cancel)).ShouldBeDone();
        var before = await House.DumpAsync(Cancel);
        (await route.AnswerAsync(item.Number, Town.Deputies[0], "approve", Cancel, 1, Asked)).ShouldBeRefused("stale_revision");
        (await route.AnswerAsync(item.Number, Town.Deputies[0], "approve", Cancel, 99)).ShouldBeRefused("stale_revision");
        (await House.DumpAsync(Cancel)).Should().Be(before);
        (await route.AnswerAsync(item.Number, Town.Deputies[0], "approve", Cancel, 2, Asked)).ShouldBeDone();
    }

    [Fact]
    public async Task Neither_an_answer_beside_it_nor_a_reminder_makes_the_shown_revision_stale()
    {
        var route = await House.StartAsync(Town.Teacher, "panel", Cancel);
        await House.LiveUntilAsync(new DateOnly(2025, 9, 8), Cancel);
        (await route.FactsAsync(Cancel)).OfType<Effect.Reminded>().Should().NotBeEmpty();
        (await route.AnswerAsync(1, Town.Head, "approve", Cancel, 1)).ShouldBeDone();
        (await route.AnswerAsync(4, Town.Methodologist, "approve", Cancel, 1)).ShouldBeDone();
    }

    [Fact]
    public async Task What_the_engine_refuses_leaves_no_trace_and_does_not_use_up_the_operation()
    {
        var route = await House.StartAsync(Town.Teacher, "solo", Cancel);
        var before = await House.DumpAsync(Cancel);
        (await route.AnswerAsync(1, Town.Deputies[0], "no_such", Cancel, 1, Asked)).ShouldBeRefused("outcome_unknown");
        (await route.AnswerAsync(1, Town.Head, "approve", Cancel, 1, Asked)).ShouldBeRefused("item_unknown");
        (await House.DumpAsync(Cancel)).Should().Be(before);
        (await route.AnswerAsync(1, Town.Deputies[0], "approve", Cancel, 1, Asked)).ShouldBeDone().Repeated.Should().BeFalse();
    }
}

public sealed class OperationsOnSqlite() : OperationsConformance(DatabaseProvider.Sqlite);

public sealed class OperationsOnPostgres() : OperationsConformance(DatabaseProvider.Postgres);
