using System.Data.Common;
using System.Globalization;
using FluentAssertions;
using Iom.Workflows.Persistence.Sql;
using Iom.Workflows.Tests.Conformance;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iom.Workflows.Tests.Persistence;

public abstract class RunnerConformance(DatabaseProvider provider) : ConformanceTest(provider)
{
    private static readonly Statement Nonsense = new("INSERT INTO no_such_table (a) VALUES (1)", []);
    private static readonly Statement BrokenRule = Put("broken", null);
    private static readonly Statement Missed = new("UPDATE settings SET value = $2 WHERE key = $1", ["no such key", "x"], MustHit: true);

    [Fact]
    public async Task A_bad_batch_among_many_takes_no_other_down()
    {
        var bad = new[] { Nonsense, BrokenRule, new Statement("INSERT INTO settings (key, value) VALUES ($1, $2)", ["unknown type", new object()]) };
        var writes = Enumerable.Range(0, 90).Select(i => (Func<Task<string>>)(async () =>
        {
            var name = Name(i);
            try
            {
                return await House.Runner.WriteAsync(i % 10 == 0 ? [Put(name, "x"), bad[i / 10 % 3]] : [Put(name, "x")], Cancel) ? "written" : "first was another";
            }
            catch (Exception fault) when (fault is DbException or InvalidOperationException or InvalidCastException)
            {
                return "fault";
            }
        }));
        var answers = await Together.RunAsync(writes);
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i].Should().Be(i % 10 == 0 ? "fault" : "written");
        }

        (await KeysAsync()).Should().BeEquivalentTo(Enumerable.Range(0, 90).Where(i => i % 10 != 0).Select(Name));
    }

    [Fact]
    public async Task After_a_fault_the_next_batch_finds_a_clean_connection()
    {
        for (var i = 0; i < 25; i++)
        {
            var bad = () => House.Runner.WriteAsync([Put(Name(100 + i), "x"), i % 2 == 0 ? Nonsense : BrokenRule], Cancel);
            await bad.Should().ThrowAsync<DbException>();
            (await House.Runner.WriteAsync([Put(Name(i), "x")], Cancel)).Should().BeTrue();
        }

        (await KeysAsync()).Should().BeEquivalentTo(Enumerable.Range(0, 25).Select(Name));
    }

    [Fact]
    public async Task A_batch_whose_row_is_not_hit_or_whose_key_is_taken_writes_nothing_and_is_no_fault()
    {
        (await House.Runner.WriteAsync([Put("a", "1")], Cancel)).Should().BeTrue();
        (await House.Runner.WriteAsync([Put("b", "1"), Missed, Put("c", "1")], Cancel)).Should().BeFalse();
        (await House.Runner.WriteAsync([Put("b", "1"), Put("a", "2")], Cancel)).Should().BeFalse();
        (await KeysAsync()).Should().Equal("a");
    }

    [Fact]
    public async Task Of_batches_for_one_key_at_the_same_instant_one_is_written()
    {
        var answers = await Together.RunAsync(Enumerable.Range(0, 40).Select(i => (Func<Task<bool>>)(() =>
            House.Runner.WriteAsync([Put(Name(i), "x"), Put("one", Name(i))], Cancel))));
        answers.Should().ContainSingle(written => written);
        (await KeysAsync()).Should().HaveCount(2).And.Contain("one");
    }

    [Fact]
    public async Task A_change_that_returns_rows_returns_those_it_changed()
    {
        (await House.Runner.WriteAsync([Put("a", "old"), Put("b", "old"), Put("c", "other")], Cancel)).Should().BeTrue();
        var changed = await House.Runner.QueryAsync(
            new Statement("UPDATE settings SET value = $2 WHERE value = $1 RETURNING key", ["old", "new"]), reader => reader.GetString(0), Cancel);
        changed.Should().BeEquivalentTo("a", "b");
        (await House.Runner.QueryAsync(new Statement("SELECT key FROM settings WHERE value = $1", ["new"]), reader => reader.GetString(0), Cancel))
            .Should().BeEquivalentTo("a", "b");
    }

    [Fact]
    public async Task Whoever_cannot_read_his_rows_harms_himself_only()
    {
        (await House.Runner.WriteAsync([Put("a", "1")], Cancel)).Should().BeTrue();
        var bad = () => House.Runner.QueryAsync<int>(
            new Statement("UPDATE settings SET value = $2 WHERE key = $1 RETURNING value", ["a", "2"]), _ => throw new FormatException("unreadable"), Cancel);
        await bad.Should().ThrowAsync<FormatException>();
        (await House.Runner.WriteAsync([Put("b", "1")], Cancel).WaitAsync(TimeSpan.FromMinutes(6), Cancel)).Should().BeTrue("the writer still works");
    }

    [Fact]
    public async Task What_is_cancelled_before_it_is_handed_over_is_not_written()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var write = () => House.Runner.WriteAsync([Put("a", "1")], source.Token);
        await write.Should().ThrowAsync<OperationCanceledException>();
        (await KeysAsync()).Should().BeEmpty();
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"key {number}");

    private static Statement Put(string key, string? value) => new("INSERT INTO settings (key, value) VALUES ($1, $2)", [key, value]);

    private Task<List<string>> KeysAsync() => House.ReadAsync(
        context => context.Settings.Where(row => row.Key != "directory.revision").Select(row => row.Key).OrderBy(key => key).ToListAsync(Cancel), Cancel);
}

public sealed class RunnerOnSqlite() : RunnerConformance(DatabaseProvider.Sqlite);

public sealed class RunnerOnPostgres() : RunnerConformance(DatabaseProvider.Postgres);
